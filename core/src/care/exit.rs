//! Leaving: the numbers and addresses that every way out of the site shares (care.md, Leave this page).
//!
//! They stand here so that the link, the inline script, the server's `/leave`
//! and their tests cannot drift apart.

/// Where a person lands after leaving: a page that anybody may have open.
pub const TARGET_URL: &str = "https://www.bbc.co.uk/weather";

/// The title that stays in the tab and in the history once the page is blank.
pub const NEUTRAL_TITLE: &str = "Weather";

/// The path that leaves without scripts, and that the beacon posts to.
pub const LEAVE_PATH: &str = "/leave";

/// The value of `Clear-Site-Data` that `/leave` answers with.
pub const CLEAR_SITE_DATA: &str = "\"cache\", \"cookies\", \"storage\"";

/// The key that leaves when it is pressed often enough; Escape stays free for dialogs.
pub const KEY: &str = "Shift";

/// How many presses of [`KEY`] leave; any other key starts the count again.
pub const PRESSES: u32 = 3;

/// All presses must fall within this time.
pub const WINDOW_MS: u32 = 5_000;

/// How many fingers on the screen at once leave.
pub const FINGERS: u32 = 3;

/// The most time that may pass between the signal and a blank page.
pub const BLANK_WITHIN_MS: u32 = 100;
