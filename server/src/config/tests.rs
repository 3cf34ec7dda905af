//! What each setting accepts, and that a refusal names the setting, the value and the way out.

use std::collections::BTreeMap;

use clap::CommandFactory as _;

use super::*;

fn home(name: &str) -> Option<OsString> {
    (name == "HOME").then(|| "/home/ada".into())
}

fn refused(settings: &Settings) -> String {
    Config::resolve(settings, home).unwrap_err().to_string()
}

#[test]
fn nothing_given_is_a_complete_configuration() {
    let config = Config::resolve(&Settings::default(), home).unwrap();
    assert_eq!(config.database_url, "sqlite:///home/ada/.local/share/blkout/blkout.db");
    assert_eq!(config.address.to_string(), "127.0.0.1:3000");
    assert_eq!(config.metrics_address.unwrap().to_string(), "127.0.0.1:3001");
    assert!(config.workers >= LEAST_DEFAULT_WORKERS);
    assert!(config.trusted_proxies.is_empty());
}

#[test]
fn xdg_data_home_comes_before_home() {
    let config = Config::resolve(&Settings::default(), |name| match name {
        "XDG_DATA_HOME" => Some("/data".into()),
        other => home(other),
    });
    assert_eq!(config.unwrap().data_dir, PathBuf::from("/data/blkout"));
}

#[test]
fn without_any_home_the_data_folder_is_asked_for() {
    let error = Config::resolve(&Settings::default(), |_| None).unwrap_err().to_string();
    assert!(error.contains("BLKOUT_DATA_DIR") && error.contains("missing"), "{error}");
}

#[test]
fn a_refusal_names_the_setting_the_value_and_the_way_out() {
    let with = |change: fn(&mut Settings)| {
        let mut settings = Settings::default();
        change(&mut settings);
        settings
    };
    let cases: [(Settings, [&str; 3]); 9] = [
        (with(|s| s.address = Some("localhost".into())), ["BLKOUT_ADDRESS", "\"localhost\"", "127.0.0.1:3000"]),
        (with(|s| s.address = Some(String::new())), ["BLKOUT_ADDRESS", "\"\"", "127.0.0.1:3000"]),
        (with(|s| s.metrics_address = Some("on".into())), ["BLKOUT_METRICS_ADDRESS", "\"on\"", "Write"]),
        (with(|s| s.workers = Some("0".into())), ["BLKOUT_WORKERS", "\"0\"", "1 to 512"]),
        (with(|s| s.workers = Some("many".into())), ["BLKOUT_WORKERS", "\"many\"", "Write"]),
        (with(|s| s.log = Some("loud".into())), ["BLKOUT_LOG", "\"loud\"", "info"]),
        (
            with(|s| s.trusted_proxy = Some("proxy.local".into())),
            ["BLKOUT_TRUSTED_PROXY", "\"proxy.local\"", "127.0.0.1"],
        ),
        (with(|s| s.record_name = Some("our record".into())), ["BLKOUT_RECORD_NAME", "\"our record\"", "example.org"]),
        (with(|s| s.data_dir = Some(PathBuf::new())), ["BLKOUT_DATA_DIR", "\"\"", "Name a folder"]),
    ];
    for (settings, parts) in cases {
        let error = refused(&settings);
        for part in parts {
            assert!(error.contains(part), "{part} is not in: {error}");
        }
    }
}

#[test]
fn a_refused_database_address_is_not_repeated() {
    let error = refused(&Settings { database_url: Some("mysql://ada:secret@host/db".into()), ..Settings::default() });
    assert!(error.contains("\"mysql\""), "{error}");
    assert!(!error.contains("secret"), "{error}");
}

#[test]
fn debug_output_never_holds_the_database_address() {
    let settings = Settings { database_url: Some("postgres://ada:secret@host/db".into()), ..Settings::default() };
    let config = Config::resolve(&settings, home).unwrap();
    assert!(!format!("{settings:?} {config:?}").contains("secret"));
}

#[test]
fn metrics_can_be_off_and_proxies_can_be_several() {
    let config = Config::resolve(
        &Settings {
            metrics_address: Some("off".into()),
            trusted_proxy: Some("10.0.0.1, ::1".into()),
            ..Settings::default()
        },
        home,
    )
    .unwrap();
    assert_eq!(config.metrics_address, None);
    assert_eq!(config.trusted_proxies.len(), 2);
}

#[test]
#[cfg(unix)]
fn the_data_is_for_this_user_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("a/b");
    let settings = Settings { data_dir: Some(data_dir.clone()), ..Settings::default() };
    let config = Config::resolve(&settings, home).unwrap();
    for _ in 0..2 {
        config.prepare_data_dir().unwrap();
    }
    let rights = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((rights(&data_dir), rights(&data_dir.join("blkout.db"))), (0o700, 0o600));
}

/// The settings that the command line knows, with the text of their help.
fn settings_of_the_command_line() -> BTreeMap<String, String> {
    let mut cli = crate::cli::Cli::command();
    cli.build();
    let demo =
        cli.get_subcommands().filter(|command| command.get_name() == "demo").flat_map(clap::Command::get_arguments);
    let of = |argument: &clap::Arg| {
        let name = argument.get_env()?.to_str()?.to_owned();
        Some((name, argument.get_help().map(ToString::to_string).unwrap_or_default()))
    };
    cli.get_arguments().chain(demo).filter_map(of).collect()
}

#[test]
fn the_operations_page_has_every_setting_with_its_default() {
    let page = include_str!("../../../docs/operations.md");
    let rows: BTreeMap<String, &str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `BLKOUT_")?.split_once('`'))
        .map(|(name, row)| (format!("BLKOUT_{name}"), row))
        .collect();
    let known = settings_of_the_command_line();
    assert_eq!(rows.keys().collect::<Vec<_>>(), known.keys().collect::<Vec<_>>());
    for (name, help) in known {
        assert!(typo::KNOWN.contains(&name.as_str()), "a slip of {name} would not be noticed");
        let default = help.rsplit_once("[default: ").map(|(_, rest)| rest.trim_end_matches(']'));
        // Defaults of several words are told in other words there.
        let Some(default) = default.filter(|text| !text.contains(' ')) else { continue };
        assert!(rows[&name].contains(&format!("| `{default}` |")), "{name} is {default} by default: {}", rows[&name]);
    }
}
