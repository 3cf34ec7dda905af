//! `/contacts`: stewards look after the numbers of the support page. What is due for a check, and the form that records
//! one.

mod list;
mod show;

pub use list::ContactList;
pub use show::ContactPage;

use blkout_core::{
    care::contacts::{Contact, Freshness, HIDE_AFTER_DAYS, LondonTime, MARK_AFTER_DAYS},
    time::UtcMillis,
};
use blkout_store::ContactCheck;

use super::names::Names;
use super::restricted::Restricted;
use crate::context::Viewer;

/// What is said to somebody who is not a steward.
const FOR_STEWARDS: Restricted = Restricted {
    heading: "This page is for stewards",
    reason: "Stewards check the numbers of the help page here.",
    sign_in: "Sign in, if you are a steward",
};

/// Stewards only.
fn steward(viewer: &Viewer) -> Option<Viewer> {
    Some(viewer.clone()).filter(|viewer| viewer.is_steward)
}

/// How urgent a check is. The order is that of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// Readers see it, and nobody has checked what it says.
    Never,
    /// Readers see it with a mark.
    Old,
    /// Readers do not see it.
    Hidden,
    /// Not yet.
    Later,
}

impl Due {
    const ALL: [Self; 4] = [Self::Never, Self::Old, Self::Hidden, Self::Later];

    const fn of(freshness: Freshness) -> Self {
        match freshness {
            Freshness::NeverChecked => Self::Never,
            Freshness::Old { .. } => Self::Old,
            Freshness::Hidden => Self::Hidden,
            Freshness::Checked { .. } => Self::Later,
        }
    }

    const fn slug(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Old => "old",
            Self::Hidden => "hidden",
            Self::Later => "later",
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::Never => "Shown, and not yet checked",
            Self::Old => "Checked long ago",
            Self::Hidden => "Hidden until somebody checks them",
            Self::Later => "Checked lately",
        }
    }

    fn meaning(self) -> String {
        match self {
            Self::Never => "Readers see these, with a line that nobody has checked them.".to_owned(),
            Self::Old => format!("After {MARK_AFTER_DAYS} days readers see a mark."),
            Self::Hidden => {
                format!("Never checked, or more than {HIDE_AFTER_DAYS} days ago, and not in the core list.")
            }
            Self::Later => "Nothing to do here for now.".to_owned(),
        }
    }
}

/// What is known of an entry's last check, in words for stewards.
fn last_check(contact: &Contact, check: Option<&ContactCheck>, names: &Names) -> String {
    let Some(check) = check else {
        return "Nobody has recorded a check yet.".to_owned();
    };
    let name = names.get(&check.by).map_or("somebody", String::as_str);
    let (on, how) = (LondonTime::at(check.at).date, check.how.label().to_lowercase());
    let said = format!("Last checked on {on} by {name}, {how}.");
    if check.digest == contact.content_digest() { said } else { format!("{said} The entry has changed since.") }
}

/// The day on which the page is read, in the United Kingdom.
fn today(now: UtcMillis) -> blkout_core::time::CalendarDate {
    LondonTime::at(now).date
}
