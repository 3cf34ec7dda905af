//! The life of an agreement: proposed, in force once everybody has accepted, ended by any of them.

use std::{collections::BTreeSet, str::FromStr};

use super::Terms;
use crate::money::CreatorSlug;

/// Where an agreement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits for the answers of some of its creators.
    Proposed,
    /// Everybody has accepted.
    InForce,
    /// One of them did not want it.
    Declined,
    /// Taken back by whoever proposed it.
    Withdrawn,
    /// Over: ended by one of them, or replaced by a newer one.
    Ended,
}

/// A word that is no state of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a state of an agreement")]
pub struct UnknownState(pub String);

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Proposed, Self::InForce, Self::Declined, Self::Withdrawn, Self::Ended];

    /// The word of the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::InForce => "in_force",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Ended => "ended",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Proposed => "Waiting for answers",
            Self::InForce => "In force",
            Self::Declined => "Declined",
            Self::Withdrawn => "Taken back",
            Self::Ended => "Ended",
        }
    }
}

impl FromStr for State {
    type Err = UnknownState;

    fn from_str(word: &str) -> Result<Self, UnknownState> {
        let known = Self::ALL.into_iter().find(|state| state.as_str() == word);
        known.ok_or_else(|| UnknownState(word.chars().take(40).collect()))
    }
}

/// What one of its creators can do with an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Say yes.
    Accept,
    /// Say no.
    Decline,
    /// Take one's own proposal back.
    Withdraw,
    /// End it for later payments.
    End,
}

/// Why something cannot be done with an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActRefusal {
    /// Somebody else's business.
    #[error("this agreement is between other creators")]
    NotAParty,
    /// Only the proposer takes a proposal back.
    #[error("only the creator who proposed it can take it back; you can decline it")]
    NotTheProposer,
    /// The proposer said yes by proposing.
    #[error("you proposed it; you can take it back")]
    OwnProposal,
    /// The state does not allow it.
    #[error("this agreement cannot be changed that way any more; nothing was changed")]
    NotNow,
}

/// An agreement, or a proposal for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// What it says.
    pub terms: Terms,
    /// Who proposed it, and by that accepted it.
    pub proposer: CreatorSlug,
    /// Who has accepted so far.
    pub accepted: BTreeSet<CreatorSlug>,
    /// Where it stands.
    pub state: State,
}

impl Agreement {
    /// A proposal: its proposer has accepted it, nobody else yet.
    pub fn proposed(terms: Terms, proposer: CreatorSlug) -> Self {
        Self { terms, accepted: BTreeSet::from([proposer.clone()]), proposer, state: State::Proposed }
    }

    /// The agreement after `creator` has done `act`. Doing once more what is done already changes nothing.
    ///
    /// # Errors
    /// [`ActRefusal`]
    pub fn after(&self, act: Act, creator: &CreatorSlug) -> Result<Self, ActRefusal> {
        if !self.terms.has_party(creator) {
            return Err(ActRefusal::NotAParty);
        }
        let is_proposer = *creator == self.proposer;
        let mut next = self.clone();
        next.state = match (act, self.state) {
            (Act::Accept, State::Proposed) => {
                next.accepted.insert(creator.clone());
                let everybody = self.terms.weights().iter().all(|(party, _)| next.accepted.contains(party));
                if everybody { State::InForce } else { State::Proposed }
            }
            (Act::Accept, State::InForce) => State::InForce,
            (Act::Decline, State::Proposed | State::Declined) if is_proposer => return Err(ActRefusal::OwnProposal),
            (Act::Decline, State::Proposed | State::Declined) => State::Declined,
            (Act::Withdraw, State::Proposed | State::Withdrawn) if !is_proposer => {
                return Err(ActRefusal::NotTheProposer);
            }
            (Act::Withdraw, State::Proposed | State::Withdrawn) => State::Withdrawn,
            (Act::End, State::InForce | State::Ended) => State::Ended,
            _ => return Err(ActRefusal::NotNow),
        };
        Ok(next)
    }

    /// Whether the creator's own answer is still waited for.
    pub fn waits_for(&self, creator: &CreatorSlug) -> bool {
        self.state == State::Proposed && self.terms.has_party(creator) && !self.accepted.contains(creator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn slug(text: &str) -> CreatorSlug {
        CreatorSlug::new(text).unwrap()
    }

    fn proposal() -> Agreement {
        Agreement::proposed(Terms::read("Zine", "ada:2\nbo:1\ncy:1", &slug("ada")).unwrap(), slug("ada"))
    }

    fn done(agreement: &Agreement, act: Act, creator: &str) -> Agreement {
        agreement.after(act, &slug(creator)).unwrap()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn it_is_in_force_when_everybody_has_accepted() {
        let once = done(&proposal(), Act::Accept, "bo");
        assert_eq!(once.state, State::Proposed);
        assert!(once.waits_for(&slug("cy")) && !once.waits_for(&slug("bo")) && !once.waits_for(&slug("ada")));
        assert_eq!(done(&once, Act::Accept, "bo"), once, "a second click");
        let agreed = done(&once, Act::Accept, "cy");
        assert_eq!(agreed.state, State::InForce);
        assert_eq!(done(&agreed, Act::End, "bo").state, State::Ended);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn one_no_is_enough_and_only_the_proposer_takes_it_back() {
        assert_eq!(done(&proposal(), Act::Decline, "cy").state, State::Declined);
        assert_eq!(proposal().after(Act::Decline, &slug("ada")), Err(ActRefusal::OwnProposal));
        assert_eq!(proposal().after(Act::Withdraw, &slug("bo")), Err(ActRefusal::NotTheProposer));
        let withdrawn = done(&proposal(), Act::Withdraw, "ada");
        assert_eq!(withdrawn.after(Act::Accept, &slug("bo")), Err(ActRefusal::NotNow));
        assert_eq!(proposal().after(Act::End, &slug("ada")), Err(ActRefusal::NotNow));
        for act in [Act::Accept, Act::Decline, Act::Withdraw, Act::End] {
            assert_eq!(proposal().after(act, &slug("dee")), Err(ActRefusal::NotAParty));
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn every_state_is_read_back_from_its_word() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert!("over".parse::<State>().is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is clicked, by whomever, in whatever order: it is in force only with everybody's yes, and what is
        /// over stays over.
        #[wasm_bindgen_test(unsupported = test)]
        fn it_never_binds_anybody_who_has_not_accepted(
            clicks in prop::collection::vec((0_usize..4, 0_usize..4), 0..24),
        ) {
            let mut agreement = proposal();
            for (act, who) in clicks {
                let act = [Act::Accept, Act::Decline, Act::Withdraw, Act::End][act];
                let creator = slug(["ada", "bo", "cy", "dee"][who]);
                let before = agreement.state;
                if let Ok(next) = agreement.after(act, &creator) {
                    agreement = next;
                }
                if agreement.state == State::InForce {
                    prop_assert_eq!(agreement.accepted.len(), 3);
                }
                if matches!(before, State::Declined | State::Withdrawn | State::Ended) {
                    prop_assert_eq!(agreement.state, before);
                }
            }
        }
    }
}
