//! `blkout design FOLDER`: the gallery of components as files, one for each theme, with the style and its face beside
//! them. They open from a disk, without a server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use blkout_core::care::preferences::{Preferences, Theme};
use blkout_store::Store;
use blkout_web::DesignLinks;

use super::CommandError;
use crate::app::AppState;
use crate::clock::Clock;
use crate::config::Config;
use crate::gateway::look::Look;
use crate::gateway::nonce::CspNonce;
use crate::pages;

/// The gallery shows examples of its own: no community is needed, and none of its files is touched.
const NO_COMMUNITY: &str = "sqlite::memory:";
/// The style, as the built site and the files of the gallery call it.
const STYLE: &str = "blkout.css";
/// The folder of the display face, in the built site and in the gallery.
const FONTS: &str = "fonts";

/// The arguments of `blkout design`.
#[derive(Debug, clap::Args)]
pub struct DesignArgs {
    /// Where to write the files; made if it is not there
    pub folder: PathBuf,
}

/// Writes the gallery.
///
/// # Errors
/// [`CommandError`] when the built site is not where the settings say, or a file cannot be written.
pub async fn run(args: DesignArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = Store::connect(NO_COMMUNITY).await?;
    let state = AppState::new(store, Clock::System, config).map_err(|error| CommandError::Usage(error.to_string()))?;
    fs::create_dir_all(&args.folder).map_err(CommandError::io(format!("make {}", args.folder.display())))?;
    // What renders is started by listing the pages, as serving does.
    pages::patterns(&state);
    for theme in Theme::ALL {
        let nonce = CspNonce::generate().map_err(|error| CommandError::Usage(error.to_string()))?;
        let preferences = Preferences { theme: *theme, ..Preferences::default() };
        let rendered = state.pages().design_file(Look { nonce, preferences }).await;
        let body =
            rendered.map_err(|answer| CommandError::Usage(format!("the gallery ended with {}", answer.status())))?;
        write(&args.folder.join(DesignLinks::Files.to(*theme)), &body)?;
    }
    let style = style_file(&config.site_dir, &state)?;
    let text = fs::read_to_string(&style).map_err(CommandError::io(format!("read {}", style.display())))?;
    write(&args.folder.join(STYLE), text.replace("/fonts/", "fonts/").as_bytes())?;
    copy_fonts(&config.site_dir.join(FONTS), &args.folder.join(FONTS))?;
    Ok(ExitCode::SUCCESS)
}

/// The built style, with a hash in its name or without.
fn style_file(site: &Path, state: &AppState) -> Result<PathBuf, CommandError> {
    let named = state.static_files().built("blkout", "css").unwrap_or_else(|| format!("/pkg/{STYLE}"));
    let file = site.join(named.trim_start_matches('/'));
    if file.is_file() {
        return Ok(file);
    }
    Err(CommandError::Usage(format!("there is no style at {}; build the site with script/build", file.display())))
}

fn copy_fonts(from: &Path, to: &Path) -> Result<(), CommandError> {
    fs::create_dir_all(to).map_err(CommandError::io(format!("make {}", to.display())))?;
    let entries = fs::read_dir(from).map_err(CommandError::io(format!("read {}", from.display())))?;
    for entry in entries {
        let entry = entry.map_err(CommandError::io(format!("read {}", from.display())))?;
        let target = to.join(entry.file_name());
        fs::copy(entry.path(), &target).map_err(CommandError::io(format!("write {}", target.display())))?;
    }
    Ok(())
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    fs::write(file, bytes).map_err(CommandError::io(format!("write {}", file.display())))
}
