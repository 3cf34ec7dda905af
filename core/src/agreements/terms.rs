//! What creators agree on: a work, who shares it, and by which weights.

use crate::{
    money::{CreatorSlug, Weights},
    payments::{MAX_TEXT_CHARS, RowProblem, sharing, work_title},
};

/// Fewest creators of an agreement: with nobody else there is nothing to agree on.
pub const MIN_PARTIES: usize = 2;
/// Most creators of an agreement.
pub const MAX_PARTIES: usize = 50;
/// The largest weight in an agreement; the smallest is 1.
pub const MAX_AGREED_WEIGHT: u64 = 10_000;
/// How many agreements that one creator proposed may wait for the others' answers at a time.
pub const MAX_WAITING: u64 = 10;

/// The terms of an agreement, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    work: String,
    weights: Weights,
}

/// Why terms cannot be agreed on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// No title.
    #[error("the title of the work is missing; write it as it stands with its payments")]
    NoWork,
    /// Too long a title.
    #[error("the title of the work has at most {MAX_TEXT_CHARS} characters")]
    Work,
    /// The list of creators cannot be read.
    #[error("{0}")]
    Creators(RowProblem),
    /// Fewer than [`MIN_PARTIES`].
    #[error("name yourself and at least one other creator")]
    TooFew,
    /// More than [`MAX_PARTIES`].
    #[error("an agreement has at most {MAX_PARTIES} creators")]
    TooMany,
    /// Outside 1 to [`MAX_AGREED_WEIGHT`].
    #[error("the weight of {0} is over 10 000; divide all the weights by the same number")]
    Weight(CreatorSlug),
    /// Somebody proposes for others.
    #[error("name yourself ({0}) too: you can only agree for yourself")]
    WithoutProposer(CreatorSlug),
}

impl Terms {
    /// Reads the terms that `proposer` typed: the work's title, and one `creator:weight` on each line.
    ///
    /// # Errors
    /// [`TermsError`].
    pub fn read(work: &str, creators: &str, proposer: &CreatorSlug) -> Result<Self, TermsError> {
        let work = work_title(work).map_err(|_| TermsError::Work)?;
        if work.is_empty() {
            return Err(TermsError::NoWork);
        }
        let weights = sharing(creators).map_err(TermsError::Creators)?;
        let parties = weights.iter().count();
        if parties > MAX_PARTIES {
            return Err(TermsError::TooMany);
        }
        if let Some((creator, _)) = weights.iter().find(|(_, weight)| *weight > MAX_AGREED_WEIGHT) {
            return Err(TermsError::Weight(creator.clone()));
        }
        if parties > 0 && !weights.iter().any(|(creator, _)| creator == proposer) {
            return Err(TermsError::WithoutProposer(proposer.clone()));
        }
        if parties < MIN_PARTIES {
            return Err(TermsError::TooFew);
        }
        Ok(Self { work, weights })
    }

    /// Terms that were read before, as they are kept.
    pub fn kept(work: String, weights: Weights) -> Self {
        Self { work, weights }
    }

    /// What the work is called, exactly as its payments name it.
    pub fn work(&self) -> &str {
        &self.work
    }

    /// Who shares, by which weight.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Whether the creator is one of those who share.
    pub fn has_party(&self, creator: &CreatorSlug) -> bool {
        self.weights.iter().any(|(party, _)| party == creator)
    }

    /// Whether these are terms of the same creators for the same work; the weights may differ.
    pub fn same_matter(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.weights.iter(), other.weights.iter());
        self.work == other.work && ours.map(|(creator, _)| creator).eq(theirs.map(|(creator, _)| creator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn read(work: &str, creators: &str) -> Result<Terms, TermsError> {
        Terms::read(work, creators, &CreatorSlug::new("ada").unwrap())
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn one_creator_on_each_line_or_between_commas() {
        let terms = read(" Zine\tno. 4 ", "ada: 2\r\n\r\n bo:1,cy:1\n").unwrap();
        assert_eq!(terms.work(), "Zine no. 4");
        let weights: Vec<_> = terms.weights().iter().map(|(creator, weight)| (creator.as_str(), weight)).collect();
        assert_eq!(weights, [("ada", 2), ("bo", 1), ("cy", 1)]);
        assert!(
            terms.has_party(&CreatorSlug::new("cy").unwrap()) && !terms.has_party(&CreatorSlug::new("dee").unwrap())
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_cannot_be_agreed_on_is_said() {
        let ada = || CreatorSlug::new("ada").unwrap();
        assert_eq!(read(" ", "ada:1\nbo:1"), Err(TermsError::NoWork));
        assert_eq!(read(&"w".repeat(501), "ada:1\nbo:1"), Err(TermsError::Work));
        assert_eq!(read("Zine", ""), Err(TermsError::TooFew));
        assert_eq!(read("Zine", "ada:1"), Err(TermsError::TooFew));
        assert_eq!(read("Zine", "bo:1\ncy:1"), Err(TermsError::WithoutProposer(ada())));
        assert_eq!(read("Zine", "ada:10001\nbo:1"), Err(TermsError::Weight(ada())));
        assert!(read("Zine", "ada:10000\nbo:1").is_ok());
        assert!(matches!(read("Zine", "ada:0\nbo:1"), Err(TermsError::Creators(_))));
        assert!(matches!(read("Zine", "ada:1\nada:1"), Err(TermsError::Creators(_))));
        assert!(matches!(read("Zine", "ada\nbo"), Err(TermsError::Creators(_))));
        let crowd = |size: usize| {
            let others: Vec<String> = (1..size).map(|n| format!("c{n}:1")).collect();
            others.join("\n") + "\nada:1"
        };
        assert!(read("Zine", &crowd(MAX_PARTIES)).is_ok());
        assert_eq!(read("Zine", &crowd(MAX_PARTIES + 1)), Err(TermsError::TooMany));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_matter_is_the_work_and_its_creators() {
        let terms = read("Zine", "ada:2\nbo:1").unwrap();
        assert!(terms.same_matter(&read("Zine", "bo:5\nada:1").unwrap()));
        assert!(!terms.same_matter(&read("Zine 2", "ada:2\nbo:1").unwrap()));
        assert!(!terms.same_matter(&read("Zine", "ada:2\nbo:1\ncy:1").unwrap()));
    }
}
