//! What a proposal consists of and who may make one (rules.md, Governance).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownWord;
use crate::id::uuid_id;
use crate::time::{DAY_MS, UtcMillis};

/// Least length of a title, in characters.
pub const TITLE_MIN_CHARS: usize = 10;
/// Greatest length of a title, in characters.
pub const TITLE_MAX_CHARS: usize = 200;
/// Least length of the text, in characters.
pub const TEXT_MIN_CHARS: usize = 50;
/// Greatest length of the text, in characters.
pub const TEXT_MAX_CHARS: usize = 20_000;
/// How long somebody must have been an active member before proposing, in milliseconds.
pub const PROPOSER_MEMBERSHIP_MS: i64 = 30 * DAY_MS;
/// How many proposals of one member may be in review or open to votes at a time.
pub const OPEN_PROPOSALS_MAX: u64 = 3;

uuid_id! {
    /// The name of a proposal in addresses and records.
    #[derive(Serialize)]
    #[serde(transparent)]
    ProposalId
}

/// What a proposal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// How the platform is governed.
    PlatformGovernance,
    /// How people treat each other here.
    CommunityGuidelines,
    /// What money and time are spent on.
    ResourceAllocation,
    /// Changes of policy.
    PolicyChange,
    /// What creators own and earn.
    CreatorSovereignty,
    /// Safety.
    Safety,
}

impl Category {
    /// Every category, in the order of rules.md.
    pub const ALL: [Self; 6] = [
        Self::PlatformGovernance,
        Self::CommunityGuidelines,
        Self::ResourceAllocation,
        Self::PolicyChange,
        Self::CreatorSovereignty,
        Self::Safety,
    ];

    /// The word of files, the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PlatformGovernance => "platform_governance",
            Self::CommunityGuidelines => "community_guidelines",
            Self::ResourceAllocation => "resource_allocation",
            Self::PolicyChange => "policy_change",
            Self::CreatorSovereignty => "creator_sovereignty",
            Self::Safety => "safety",
        }
    }

    /// The name that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PlatformGovernance => "Platform governance",
            Self::CommunityGuidelines => "Community guidelines",
            Self::ResourceAllocation => "Resource allocation",
            Self::PolicyChange => "Policy change",
            Self::CreatorSovereignty => "Creator sovereignty",
            Self::Safety => "Safety",
        }
    }
}

impl FromStr for Category {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|category| category.as_str() == word).ok_or(UnknownWord {
            what: "category",
            allowed: "platform_governance, community_guidelines, resource_allocation, policy_change, \
                      creator_sovereignty, safety",
        })
    }
}

/// Why a title or a text cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordingError {
    /// Outside [`TITLE_MIN_CHARS`]..=[`TITLE_MAX_CHARS`].
    #[error("a title has {TITLE_MIN_CHARS} to {TITLE_MAX_CHARS} characters")]
    TitleLength,
    /// A line break or another control character in a title.
    #[error("a title is a single line")]
    TitleLines,
    /// Outside [`TEXT_MIN_CHARS`]..=[`TEXT_MAX_CHARS`].
    #[error("the text has {TEXT_MIN_CHARS} to 20 000 characters")]
    TextLength,
}

/// A title: one line of 10 to 200 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalTitle(String);

impl ProposalTitle {
    /// Checks the trimmed title.
    pub fn new(text: &str) -> Result<Self, WordingError> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(WordingError::TitleLines);
        }
        if (TITLE_MIN_CHARS..=TITLE_MAX_CHARS).contains(&text.chars().count()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(WordingError::TitleLength)
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text of a proposal: 50 to 20 000 characters of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalText(String);

impl ProposalText {
    /// Checks the tidied text.
    pub fn new(text: &str) -> Result<Self, WordingError> {
        let text = tidy(text);
        if (TEXT_MIN_CHARS..=TEXT_MAX_CHARS).contains(&text.chars().count()) {
            Ok(Self(text))
        } else {
            Err(WordingError::TextLength)
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text as people meant it: without the CR of the CRLF that forms send, without NUL, which databases refuse,
/// and other control characters, which are never seen. Without surrounding white space.
pub(super) fn tidy(text: &str) -> String {
    let kept: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    kept.trim().to_owned()
}

/// What must be known of a member who wants to propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProposerStanding {
    /// Since when the member has been active without a break; `None` if not active now.
    pub active_since: Option<UtcMillis>,
    /// Proposals of this member that are in review or open.
    pub open_proposals: u64,
}

/// Why a member cannot submit a proposal now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProposeRefusal {
    /// Not an active member.
    #[error("only active members can propose")]
    NotActive,
    /// Active for less than [`PROPOSER_MEMBERSHIP_MS`].
    #[error("you can propose from 30 days after you became an active member")]
    TooNew,
    /// [`OPEN_PROPOSALS_MAX`] of theirs are in review or open.
    #[error("you have {OPEN_PROPOSALS_MAX} proposals in review or open; submit the next when one of them has closed")]
    TooManyOpen,
}

impl ProposerStanding {
    /// Whether this member may submit one more proposal at `now`.
    pub fn may_propose(self, now: UtcMillis) -> Result<(), ProposeRefusal> {
        let since = self.active_since.ok_or(ProposeRefusal::NotActive)?;
        if now < since.plus_ms(PROPOSER_MEMBERSHIP_MS) {
            return Err(ProposeRefusal::TooNew);
        }
        if self.open_proposals >= OPEN_PROPOSALS_MAX {
            return Err(ProposeRefusal::TooManyOpen);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn titles_and_texts_are_measured_in_characters() {
        assert_eq!(ProposalTitle::new(&"é".repeat(9)), Err(WordingError::TitleLength));
        assert!(ProposalTitle::new(&"é".repeat(10)).is_ok());
        assert!(ProposalTitle::new(&"é".repeat(200)).is_ok());
        assert_eq!(ProposalTitle::new(&"é".repeat(201)), Err(WordingError::TitleLength));
        assert_eq!(ProposalTitle::new("two lines\nof a title"), Err(WordingError::TitleLines));
        assert_eq!(ProposalText::new(&"a".repeat(49)), Err(WordingError::TextLength));
        assert!(ProposalText::new(&"a".repeat(50)).is_ok());
        assert!(ProposalText::new(&"a".repeat(20_000)).is_ok());
        assert_eq!(ProposalText::new(&"a".repeat(20_001)), Err(WordingError::TextLength));
        assert_eq!(ProposalText::new(&" ".repeat(60)), Err(WordingError::TextLength));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn line_breaks_of_forms_become_line_breaks_of_text() {
        assert_eq!(tidy("\r\n one\r\ntwo\0\u{7} \n\u{7}"), "one\ntwo");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn members_may_propose_from_the_thirtieth_day_and_three_at_a_time() {
        let since = UtcMillis(1_000);
        let thirty_days = since.plus_ms(PROPOSER_MEMBERSHIP_MS);
        let member = ProposerStanding { active_since: Some(since), open_proposals: 2 };
        assert_eq!(member.may_propose(thirty_days), Ok(()));
        assert_eq!(member.may_propose(thirty_days.plus_ms(-1)), Err(ProposeRefusal::TooNew));
        let busy = ProposerStanding { open_proposals: 3, ..member };
        assert_eq!(busy.may_propose(thirty_days), Err(ProposeRefusal::TooManyOpen));
        let lapsed = ProposerStanding { active_since: None, ..member };
        assert_eq!(lapsed.may_propose(thirty_days), Err(ProposeRefusal::NotActive));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn every_category_is_read_back_from_its_word() {
        for category in Category::ALL {
            assert_eq!(category.as_str().parse(), Ok(category));
        }
        assert!("money".parse::<Category>().is_err());
    }
}
