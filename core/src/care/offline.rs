//! Reading without a network: which pages may be kept on a device, how much of them, and what is never kept or sent
//! later (issue 4, Offline).
//!
//! Nothing may be kept but what a rule here names. The service worker gets these rules from the server when it is
//! loaded, so it has none of its own. They are written as plain data, so that both read them in the same way.

use super::article::ArticleSlug;
use super::preferences::{Introduced, Preferences, Presence};

/// The address of the service worker.
pub const WORKER_PATH: &str = "/service-worker.js";
/// The page that lists what is kept, and the address that its forms post to.
pub const SAVED_PATH: &str = "/saved";
/// The page for what cannot be shown without a network.
pub const OFFLINE_PATH: &str = "/offline";
/// The page with help: the first that is kept.
pub const SUPPORT_PATH: &str = "/support";

/// How long a page that is also kept may let a reader wait for the network, in milliseconds.
pub const PATIENCE_MS: u32 = 3_000;
/// Most pages that a reader can keep.
pub const MOST_PAGES: u32 = 50;
/// Most bytes that they may hold, all together: 20 MiB.
pub const MOST_BYTES: u32 = 20 << 20;

/// Pages that are kept with the worker itself, on every device that has one: their address, and what is fetched for it.
/// None of them knows who is reading; of the support page it is the form that does not say what is open at this moment.
pub const ALWAYS_KEPT: [(&str, &str); 4] = [
    (SUPPORT_PATH, "/support?hours=plain"),
    ("/safety", "/safety"),
    (OFFLINE_PATH, OFFLINE_PATH),
    (SAVED_PATH, SAVED_PATH),
];

/// Public pages of one kind that a reader may keep: `prefix`, and then one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Savable {
    /// How their addresses begin.
    pub prefix: &'static str,
    /// The characters of the name that follows.
    pub letters: &'static str,
    /// The most characters of that name.
    pub longest: usize,
    /// Names that are something else: a form, a list.
    pub except: &'static [&'static str],
}

/// Every kind of page that may be kept.
pub const SAVABLE: [Savable; 2] = [
    Savable {
        prefix: "/newsroom/",
        letters: "abcdefghijklmnopqrstuvwxyz0123456789-",
        longest: ArticleSlug::MAX_LEN,
        except: &["write"],
    },
    Savable { prefix: "/proposals/", letters: "0123456789abcdef-", longest: PROPOSAL_ID_LEN, except: &[] },
];

/// The characters of a proposal's id as it stands in an address.
const PROPOSAL_ID_LEN: usize = 36;

impl Savable {
    fn covers(&self, path: &str) -> bool {
        path.strip_prefix(self.prefix).is_some_and(|name| {
            (1..=self.longest).contains(&name.len())
                && name.chars().all(|letter| self.letters.contains(letter))
                && !self.except.contains(&name)
        })
    }
}

/// Whether a reader may keep the page at `path`, the path of an address without its query.
pub fn may_be_kept(path: &str) -> bool {
    SAVABLE.iter().any(|kind| kind.covers(path))
}

/// How the address of a ballot begins and ends. A vote that could not be sent is not counted, and is not sent later.
pub const BALLOT: (&str, &str) = ("/proposals/", "/ballot");

/// Whether `path` is where a ballot is posted to.
pub fn is_ballot(path: &str) -> bool {
    let (prefix, suffix) = BALLOT;
    path.strip_prefix(prefix).is_some_and(|rest| rest.ends_with(suffix))
}

/// The settings of how pages look that a kept page is shown with: all but those that say something of the reader.
pub fn looks() -> Vec<&'static str> {
    let settings = Preferences::default().choices().into_iter().map(|(setting, _)| setting);
    settings.filter(|setting| ![Presence::SLUG, Introduced::SLUG].contains(setting)).collect()
}

/// Whether a browser may have a worker and keep anything: not in discreet mode, not while somebody is signed in on a
/// device that they share (care.md, Leave this page).
pub fn may_keep(preferences: &Preferences, is_on_shared_device: bool) -> bool {
    preferences.presence != Presence::Discreet && !is_on_shared_device
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::governance::ProposalId;

    #[test]
    fn articles_and_proposals_may_be_kept() {
        for path in ["/newsroom/zine-fair", "/newsroom/2026", "/proposals/01890a5d-ac96-774b-bcce-b302099a8057"] {
            assert!(may_be_kept(path), "{path}");
        }
    }

    #[test]
    fn nothing_else_may() {
        for path in [
            "",
            "/",
            "/newsroom",
            "/newsroom/",
            "/newsroom/write",
            "/newsroom/a/b",
            "/newsroom/a?b",
            "/newsroom/..",
            "/newsroom/%2e%2e",
            "/newsroom//creators",
            "/proposals",
            "/proposals/",
            "/proposals/01890a5d-ac96-774b-bcce-b302099a8057/ballot",
            "/creators/amara-j",
            "/creators/amara-j/bank-details",
            "/payouts",
            "/payouts/batches/1",
            "/agreements",
            "/manual-entries",
            "/sign-in",
            "/sign-out",
            "/preferences",
            "/ivor",
            "/leave",
            "/ledger/1",
            "/record",
            "/api/v1/proposals",
            "https://example.org/newsroom/a",
            "//example.org/newsroom/a",
        ] {
            assert!(!may_be_kept(path), "{path}");
        }
        let long = format!("/newsroom/{}", "a".repeat(ArticleSlug::MAX_LEN + 1));
        assert!(!may_be_kept(&long));
    }

    #[test]
    fn every_proposal_has_an_address_that_fits_and_its_ballot_does_not() {
        let id: ProposalId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        assert!(may_be_kept(&format!("/proposals/{id}")));
        assert_eq!(id.to_string().len(), PROPOSAL_ID_LEN);
        let ballot = format!("/proposals/{id}/ballot");
        assert!(is_ballot(&ballot) && !may_be_kept(&ballot));
    }

    #[test]
    fn kept_pages_are_shown_as_chosen_and_say_nothing_of_who_reads() {
        let looks = looks();
        assert!(looks.contains(&"theme") && looks.contains(&"text-size"));
        assert!(!looks.contains(&"presence") && !looks.contains(&"introduced"));
    }

    #[test]
    fn neither_discreet_readers_nor_those_on_a_shared_device_have_anything_kept() {
        let discreet = Preferences { presence: Presence::Discreet, ..Preferences::default() };
        assert!(may_keep(&Preferences::default(), false));
        assert!(!may_keep(&Preferences::default(), true));
        assert!(!may_keep(&discreet, false) && !may_keep(&discreet, true));
    }

    proptest! {
        #[test]
        fn every_article_may_be_kept(slug in "[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,2}") {
            let path = format!("/newsroom/{slug}");
            prop_assert_eq!(may_be_kept(&path), slug != "write");
        }

        #[test]
        fn what_may_be_kept_is_a_plain_path_of_one_name(path in "[/a-z0-9.%?#:@ -]{0,40}") {
            if may_be_kept(&path) {
                prop_assert_eq!(path.matches('/').count(), 2);
                prop_assert!(!path.contains(['?', '#', '%', '.', ':', '@', ' ']));
            }
        }
    }
}
