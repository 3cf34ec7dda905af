//! Who belongs, and what they may do beyond voting (rules.md, Membership).
//!
//! Nothing here has a weight: a capability opens a room of the house and changes no vote.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Fewest characters of a chosen name.
pub const NAME_MIN_CHARS: usize = 1;
/// Most characters of a chosen name.
pub const NAME_MAX_CHARS: usize = 80;
/// Fewest characters of a password. Length is what makes one hard to guess; there is no other rule
/// (NIST SP 800-63B).
pub const PASSWORD_MIN_CHARS: usize = 12;
/// Most bytes of a password, so that nobody can send a book to be hashed.
pub const PASSWORD_MAX_BYTES: usize = 1_024;

/// Where somebody stands: applicant → active → lapsed or suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    /// Has asked to join.
    Applicant,
    /// Belongs, and is part of the electorate.
    Active,
    /// Has not renewed; may come back.
    Lapsed,
    /// Is kept out for now, by two moderators and with a reason.
    Suspended,
}

impl MemberStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Applicant, Self::Active, Self::Lapsed, Self::Suspended];

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Active => "active",
            Self::Lapsed => "lapsed",
            Self::Suspended => "suspended",
        }
    }

    /// Whether the doors open. A lapsed member keeps a way back in; a suspended one and an applicant do not
    /// have one yet.
    pub const fn may_sign_in(self) -> bool {
        matches!(self, Self::Active | Self::Lapsed)
    }

    /// Whether they count for votes that open now.
    pub const fn may_vote(self) -> bool {
        matches!(self, Self::Active)
    }
}

impl fmt::Display for MemberStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word is none of the four statuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a membership is applicant, active, lapsed or suspended")]
pub struct UnknownStatus;

impl FromStr for MemberStatus {
    type Err = UnknownStatus;

    fn from_str(word: &str) -> Result<Self, UnknownStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == word).ok_or(UnknownStatus)
    }
}

/// What a member may do on top of membership. Being a creator is having a creator's account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Looks after conversations.
    pub moderator: bool,
    /// Looks after the community's decisions and money.
    pub steward: bool,
    /// Runs the machines; decides nothing.
    pub admin: bool,
}

/// Whether somebody may publish in the newsroom: creators and stewards who are active. Nobody has to agree first.
pub const fn may_write(status: MemberStatus, capabilities: Capabilities, is_creator: bool) -> bool {
    status.may_vote() && (is_creator || capabilities.steward)
}

/// The name somebody wants to be called, as they wrote it, without the spaces around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenName(String);

/// Why a text cannot be a chosen name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("a name needs a letter or more")]
    Empty,
    /// More than [`NAME_MAX_CHARS`].
    #[error("a name can have {NAME_MAX_CHARS} characters at most")]
    Long,
    /// A line break or another sign that is no part of a name.
    #[error("a name stands on one line")]
    Control,
}

impl ChosenName {
    /// Any name in any script, [`NAME_MIN_CHARS`] to [`NAME_MAX_CHARS`] characters on one line.
    ///
    /// # Errors
    /// [`NameError`]
    pub fn new(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.chars().any(|c| c.is_control() || turns_text_around(c)) {
            return Err(NameError::Control);
        }
        match text.chars().count() {
            ..NAME_MIN_CHARS => Err(NameError::Empty),
            NAME_MIN_CHARS..=NAME_MAX_CHARS => Ok(Self(text.to_owned())),
            _ => Err(NameError::Long),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ChosenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Signs that change the direction of the text after them, and so could make a name show as another.
fn turns_text_around(sign: char) -> bool {
    matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test(unsupported = test)]
    fn statuses_survive_being_written_down() {
        for status in MemberStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
        assert_eq!("Active".parse::<MemberStatus>(), Err(UnknownStatus));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_active_members_vote_and_nobody_suspended_comes_in() {
        let voters: Vec<_> = MemberStatus::ALL.into_iter().filter(|status| status.may_vote()).collect();
        assert_eq!(voters, [MemberStatus::Active]);
        assert!(!MemberStatus::Suspended.may_sign_in());
        assert!(!MemberStatus::Applicant.may_sign_in());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn active_creators_and_stewards_write() {
        let steward = Capabilities { steward: true, ..Capabilities::default() };
        let others = Capabilities { moderator: true, admin: true, steward: false };
        for status in MemberStatus::ALL {
            let active = status == MemberStatus::Active;
            assert_eq!(may_write(status, steward, false), active);
            assert_eq!(may_write(status, others, true), active);
            assert!(!may_write(status, others, false));
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn names_are_kept_as_they_were_written() {
        assert_eq!(ChosenName::new("  Zoë Adébáyọ̀ ").unwrap().as_str(), "Zoë Adébáyọ̀");
        assert_eq!(ChosenName::new(&"é".repeat(NAME_MAX_CHARS)).map(|_| ()), Ok(()));
        assert_eq!(ChosenName::new(&"é".repeat(NAME_MAX_CHARS + 1)), Err(NameError::Long));
        assert_eq!(ChosenName::new(" \u{3000} "), Err(NameError::Empty));
        assert_eq!(ChosenName::new("Ada\r\nBcc: x"), Err(NameError::Control));
        assert_eq!(ChosenName::new("Ada \u{202E}nimda"), Err(NameError::Control));
    }
}
