//! Discreet mode: the neutral face that the site shows on a phone that others may hold (care.md, Leave this page).
//!
//! Name, icon and manifest stand here so that the document, the header, the site's files and their tests agree.

/// What stands in the place of the community's name: in the header, and as the title of every page.
pub const NAME: &str = "Reading";

/// The community's name, as the header shows it where nothing has to be hidden.
pub const OPEN_NAME: &str = "BLKOUT";

/// The neutral icon, a file of the site.
pub const ICON_PATH: &str = "/reading.svg";

/// The neutral manifest, a file of the site.
pub const MANIFEST_PATH: &str = "/reading.webmanifest";

/// How old the mark of a tab may be when the tab's next page reads it, in milliseconds.
///
/// A page writes the mark as it makes way for the next one, so between two pages of one tab the mark is some
/// milliseconds old. An older one belongs to a tab that was closed and opened again.
pub const TAB_MARK_FRESH_MS: u32 = 10_000;

/// The name of the mark in the tab's own storage.
pub const TAB_MARK: &str = "tab";
