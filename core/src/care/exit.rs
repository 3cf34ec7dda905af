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

/// The value of `Clear-Site-Data` where a cookie has to stay: on signing out in discreet mode, and on entering it.
pub const CLEAR_SITE_DATA_BUT_COOKIES: &str = "\"cache\", \"storage\"";

/// The key that leaves when it is pressed often enough; Escape stays free for dialogs.
pub const KEY: &str = "Shift";

/// How many presses of [`KEY`] leave; any other key starts the count again.
pub const PRESSES: u32 = 3;

/// All presses must fall within this time.
pub const WINDOW_MS: u32 = 5_000;

/// How many fingers on the screen at once leave.
pub const FINGERS: u32 = 3;

/// The most time that may pass between the signal and a blank page, in milliseconds. What else leaving does waits for
/// the blank frame, and no longer than this.
pub const BLANK_WITHIN_MS: u32 = 100;

/// The most time that emptying the browser's stores may take before leaving goes on without it, in milliseconds.
pub const TIDY_MS: u32 = 300;

/// The most time that the server may take to say that the session has ended, in milliseconds. The page is blank
/// meanwhile; without an answer leaving goes on, and [`LEFT_COOKIE`] stays behind.
pub const ANSWER_MS: u32 = 1_000;

/// The most time that going back to the first page of a visit may take, in milliseconds, before leaving goes on from
/// where it is.
pub const TRAIL_MS: u32 = 3_000;

/// The cookie of somebody who left while the server could not be reached. It says nothing else, goes with the
/// browser's session, and makes the server end and clear everything when it next hears of this browser.
pub const LEFT_COOKIE: &str = "__Host-left";
