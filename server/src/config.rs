//! Where things are: settings from flags and `BLKOUT_*` variables, checked once, before anything starts.

use std::ffi::OsString;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use blkout_core::record::note::KeyName;

pub mod typo;
mod webhook;

pub use webhook::WebhookSetting;

/// The fewest worker threads by default: fewer let one slow page hold up the others.
pub const LEAST_DEFAULT_WORKERS: usize = 4;
/// The most worker threads that can be asked for.
pub const MOST_WORKERS: usize = 512;

/// The database's file in the data folder.
const DATABASE_FILE: &str = "blkout.db";
/// The file with the key of what the database must not be able to tell, in the data folder.
const SECRETS_KEY_FILE: &str = "secrets.key";

/// The settings as they were given: text, not yet looked at.
#[derive(Clone, Default, clap::Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// The database, `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME` [default: blkout.db in the data folder]
    #[arg(long, env = "BLKOUT_DATABASE_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// The folder for the community's data [default: ~/.local/share/blkout]
    #[arg(long, env = "BLKOUT_DATA_DIR", value_name = "FOLDER", global = true, hide_env_values = true)]
    pub data_dir: Option<PathBuf>,
    /// Where the site listens [default: 127.0.0.1:3000]
    #[arg(long, env = "BLKOUT_ADDRESS", value_name = "IP:PORT", global = true, hide_env_values = true)]
    pub address: Option<String>,
    /// Where Prometheus reads metrics, or "off" [default: 127.0.0.1:3001]
    #[arg(long, env = "BLKOUT_METRICS_ADDRESS", value_name = "IP:PORT", global = true, hide_env_values = true)]
    pub metrics_address: Option<String>,
    /// The folder with the built site [default: "site" beside the program, else "../site"]
    #[arg(long, env = "BLKOUT_SITE_DIR", value_name = "FOLDER", global = true, hide_env_values = true)]
    pub site_dir: Option<PathBuf>,
    /// Worker threads [default: one per processor, four at least]
    #[arg(long, env = "BLKOUT_WORKERS", value_name = "NUMBER", global = true, hide_env_values = true)]
    pub workers: Option<String>,
    /// What to log: error, warn, info, debug, trace, or a filter such as `info,blkout_store=debug` [default: info]
    #[arg(long, env = "BLKOUT_LOG", value_name = "FILTER", global = true, hide_env_values = true)]
    pub log: Option<String>,
    /// Addresses of the proxies in front, whose X-Forwarded-For is believed, separated by commas
    #[arg(long, env = "BLKOUT_TRUSTED_PROXY", value_name = "IP,...", global = true, hide_env_values = true)]
    pub trusted_proxy: Option<String>,
    /// The file with the key that seals bank details, readable by this user only [default: secrets.key in the data folder]
    #[arg(long, env = "BLKOUT_SECRETS_KEY_FILE", value_name = "FILE", global = true, hide_env_values = true)]
    pub secrets_key_file: Option<PathBuf>,
    /// Whether `/design` shows every component of the product, "on" or "off": for development [default: off]
    #[arg(long, env = "BLKOUT_DESIGN", value_name = "on|off", global = true, hide_env_values = true)]
    pub design: Option<String>,
    /// Whether browsers keep pages to read without a network: "on", or "off", which undoes it everywhere [default: on]
    #[arg(long, env = "BLKOUT_SERVICE_WORKER", value_name = "on|off", global = true, hide_env_values = true)]
    pub service_worker: Option<String>,
    /// The name of the public record, such as `example.org/record`; fixed when its key is made [default: made from the key]
    #[arg(long, env = "BLKOUT_RECORD_NAME", value_name = "NAME", global = true, hide_env_values = true)]
    pub record_name: Option<String>,
    /// What the payment processor signs its events with, several separated by commas [default: no webhook]
    #[arg(
        long,
        env = "BLKOUT_STRIPE_WEBHOOK_SECRET",
        value_name = "SECRET,...",
        global = true,
        hide_env_values = true
    )]
    pub stripe_webhook_secret: Option<String>,
    /// A file with these secrets, instead
    #[arg(long, env = "BLKOUT_STRIPE_WEBHOOK_SECRET_FILE", value_name = "FILE", global = true, hide_env_values = true)]
    pub stripe_webhook_secret_file: Option<PathBuf>,
}

impl fmt::Debug for Settings {
    /// Leaves out the database's address, which may hold a password, and the webhook's secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("data_dir", &self.data_dir)
            .field("address", &self.address)
            .field("metrics_address", &self.metrics_address)
            .field("site_dir", &self.site_dir)
            .field("workers", &self.workers)
            .field("log", &self.log)
            .field("trusted_proxy", &self.trusted_proxy)
            .field("service_worker", &self.service_worker)
            .field("design", &self.design)
            .field("record_name", &self.record_name)
            .finish_non_exhaustive()
    }
}

/// The settings, checked and complete.
#[derive(Clone)]
pub struct Config {
    /// The database, as the store understands it. May hold a password: never shown, never logged.
    pub database_url: String,
    /// The folder of the community's data.
    pub data_dir: PathBuf,
    /// The file with the key that seals bank details; made when it is first needed.
    pub secrets_key_file: PathBuf,
    /// Where the site listens.
    pub address: SocketAddr,
    /// Where the metrics listen; `None` when they are off.
    pub metrics_address: Option<SocketAddr>,
    /// Whether that address was asked for. The default one may be taken by another community on this machine, which
    /// is no reason not to serve.
    pub metrics_required: bool,
    /// The folder with the built site (styles, scripts, icons).
    pub site_dir: PathBuf,
    /// Worker threads, 1 to [`MOST_WORKERS`].
    pub workers: usize,
    /// What to log, in the syntax of `tracing_subscriber::EnvFilter`.
    pub log: String,
    /// Proxies whose word about the client's address is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether `/design` is there.
    pub design: bool,
    /// Whether browsers may have the service worker; where not, they get the one that undoes it.
    pub service_worker: bool,
    /// The name for the key of the record, if one was given; it counts when the key is made.
    pub record_name: Option<KeyName>,
    /// What the payment processor signs its events with.
    pub webhook: WebhookSetting,
}

impl fmt::Debug for Config {
    /// Leaves the database's address out: it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("data_dir", &self.data_dir)
            .field("address", &self.address)
            .field("metrics_address", &self.metrics_address)
            .field("site_dir", &self.site_dir)
            .field("workers", &self.workers)
            .field("log", &self.log)
            .field("trusted_proxies", &self.trusted_proxies)
            .field("service_worker", &self.service_worker)
            .field("record_name", &self.record_name)
            .finish_non_exhaustive()
    }
}

/// A setting that stops the start: which, what it was, why it will not do, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("the setting {setting} ({flag}) is {value}: {problem}. {remedy}")]
pub struct ConfigError {
    /// The variable's name.
    pub setting: &'static str,
    /// The flag's name.
    pub flag: &'static str,
    /// The value as it was given, quoted, or "missing".
    pub value: String,
    /// Why that will not do.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

impl Config {
    /// Checks `settings` and fills in what was not given, looking up `HOME` and `XDG_DATA_HOME` with
    /// `variable`.
    ///
    /// # Errors
    /// [`ConfigError`] for the first setting that will not do.
    pub fn resolve(settings: &Settings, variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let data_dir = match &settings.data_dir {
            Some(folder) if folder.as_os_str().is_empty() => {
                return Err(wrong(
                    "BLKOUT_DATA_DIR",
                    "--data-dir",
                    "",
                    "it is empty",
                    "Name a folder, or leave the setting out.",
                ));
            }
            Some(folder) => folder.clone(),
            None => default_data_dir(variable)?,
        };
        Ok(Self {
            database_url: database_url(settings.database_url.as_deref(), &data_dir)?,
            secrets_key_file: settings.secrets_key_file.clone().unwrap_or_else(|| data_dir.join(SECRETS_KEY_FILE)),
            data_dir,
            address: listen_address(
                "BLKOUT_ADDRESS",
                "--address",
                settings.address.as_deref().unwrap_or("127.0.0.1:3000"),
            )?,
            metrics_required: settings.metrics_address.is_some(),
            metrics_address: match settings.metrics_address.as_deref() {
                Some("off") => None,
                given => Some(listen_address(
                    "BLKOUT_METRICS_ADDRESS",
                    "--metrics-address",
                    given.unwrap_or("127.0.0.1:3001"),
                )?),
            },
            site_dir: settings.site_dir.clone().unwrap_or_else(default_site_dir),
            workers: workers(settings.workers.as_deref())?,
            log: log_filter(settings.log.as_deref())?,
            trusted_proxies: trusted_proxies(settings.trusted_proxy.as_deref())?,
            design: design(settings.design.as_deref())?,
            service_worker: service_worker(settings.service_worker.as_deref())?,
            record_name: settings.record_name.as_deref().map(record_name).transpose()?,
            webhook: WebhookSetting::resolve(
                settings.stripe_webhook_secret.as_deref(),
                settings.stripe_webhook_secret_file.as_ref(),
            )?,
        })
    }

    /// Makes the data folder and the database's file in it, for this user only, when they are used and not there.
    /// SQLite gives the files that it makes beside the database the same rights.
    ///
    /// # Errors
    /// What the system answered.
    pub fn prepare_data_dir(&self) -> std::io::Result<()> {
        let file = self.data_dir.join(DATABASE_FILE);
        if self.database_url != sqlite_url(&file) {
            return Ok(());
        }
        let mut folder = std::fs::DirBuilder::new();
        let mut database = std::fs::OpenOptions::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
            folder.mode(0o700);
            database.mode(0o600);
        }
        folder.recursive(true).create(&self.data_dir)?;
        database.append(true).create(true).open(file)?;
        Ok(())
    }
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

fn wrong(setting: &'static str, flag: &'static str, value: &str, problem: &str, remedy: &str) -> ConfigError {
    ConfigError { setting, flag, value: format!("\"{value}\""), problem: problem.to_owned(), remedy: remedy.to_owned() }
}

fn default_data_dir(variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf, ConfigError> {
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_DATA_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
        .map(|base| base.join("blkout"))
        .ok_or_else(|| ConfigError {
            setting: "BLKOUT_DATA_DIR",
            flag: "--data-dir",
            value: "missing".to_owned(),
            problem: "neither XDG_DATA_HOME nor HOME names a folder to use instead".to_owned(),
            remedy: "Set it to a folder that this user may write to, such as /var/lib/blkout.".to_owned(),
        })
}

fn database_url(given: Option<&str>, data_dir: &Path) -> Result<String, ConfigError> {
    let Some(url) = given else {
        return Ok(sqlite_url(&data_dir.join(DATABASE_FILE)));
    };
    if ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        return Ok(url.to_owned());
    }
    // The value itself may hold a password: only its scheme is repeated.
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    Err(ConfigError {
        setting: "BLKOUT_DATABASE_URL",
        flag: "--database-url",
        value: format!("an address that starts with \"{scheme}\""),
        problem: "only SQLite and PostgreSQL are supported".to_owned(),
        remedy: "Write sqlite:///path/to/blkout.db or postgres://user:password@host/name.".to_owned(),
    })
}

fn listen_address(setting: &'static str, flag: &'static str, value: &str) -> Result<SocketAddr, ConfigError> {
    value.parse().map_err(|_| {
        wrong(
            setting,
            flag,
            value,
            "that is not an IP address with a port",
            "Write it like 127.0.0.1:3000 or [::1]:3000.",
        )
    })
}

fn default_site_dir() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|program| program.parent().map(Path::to_path_buf));
    let beside = beside.unwrap_or_default();
    let site = beside.join("site");
    if site.is_dir() { site } else { beside.join("../site") }
}

fn workers(given: Option<&str>) -> Result<usize, ConfigError> {
    let Some(text) = given else {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        return Ok(processors.clamp(LEAST_DEFAULT_WORKERS, MOST_WORKERS));
    };
    match text.parse::<usize>() {
        Ok(number) if (1..=MOST_WORKERS).contains(&number) => Ok(number),
        _ => Err(wrong(
            "BLKOUT_WORKERS",
            "--workers",
            text,
            &format!("that is not a whole number from 1 to {MOST_WORKERS}"),
            "Write a number such as 4, or leave the setting out.",
        )),
    }
}

fn log_filter(given: Option<&str>) -> Result<String, ConfigError> {
    let text = given.unwrap_or("info,sea_orm_migration=warn");
    let remedy = "Write error, warn, info, debug or trace, or pairs such as info,blkout_store=debug.";
    // A filter of one unknown word would be read as the name of a module and silence everything.
    let known =
        |word: &str| ["off", "error", "warn", "info", "debug", "trace"].contains(&word.to_ascii_lowercase().as_str());
    let unknown_level = text.split(',').map(str::trim).any(|part| !part.contains(['=', '[']) && !known(part));
    match tracing_subscriber::EnvFilter::builder().parse(text) {
        Ok(_) if !unknown_level => Ok(text.to_owned()),
        Ok(_) => Err(wrong("BLKOUT_LOG", "--log", text, "that is not a level", remedy)),
        Err(error) => Err(wrong("BLKOUT_LOG", "--log", text, &error.to_string(), remedy)),
    }
}

fn trusted_proxies(given: Option<&str>) -> Result<Vec<IpAddr>, ConfigError> {
    let Some(text) = given else { return Ok(Vec::new()) };
    text.split(',').map(|part| part.trim().parse()).collect::<Result<_, _>>().map_err(|_| {
        wrong(
            "BLKOUT_TRUSTED_PROXY",
            "--trusted-proxy",
            text,
            "that is not a list of IP addresses",
            "Write the proxy's own address, such as 127.0.0.1, or several separated by commas.",
        )
    })
}

fn design(given: Option<&str>) -> Result<bool, ConfigError> {
    match given {
        None | Some("off") => Ok(false),
        Some("on") => Ok(true),
        Some(text) => Err(wrong(
            "BLKOUT_DESIGN",
            "--design",
            text,
            "that is neither \"on\" nor \"off\"",
            "Write on to look at the components at /design, or leave the setting out.",
        )),
    }
}

fn service_worker(given: Option<&str>) -> Result<bool, ConfigError> {
    match given {
        None | Some("on") => Ok(true),
        Some("off") => Ok(false),
        Some(text) => Err(wrong(
            "BLKOUT_SERVICE_WORKER",
            "--service-worker",
            text,
            "that is neither \"on\" nor \"off\"",
            "Write off to take the service worker back from every browser, or leave the setting out.",
        )),
    }
}

fn record_name(text: &str) -> Result<KeyName, ConfigError> {
    let remedy = "Write an address without its scheme, such as example.org/record, or leave the setting out.";
    KeyName::new(text).map_err(|error| wrong("BLKOUT_RECORD_NAME", "--record-name", text, &error.to_string(), remedy))
}

#[cfg(test)]
mod tests;
