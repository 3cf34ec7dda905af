//! The states of a proposal and the only events that change them (rules.md, Governance, States).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownWord;
use super::kind::DecisionKind;
use super::proposal::ProposalId;
use super::tally::Outcome;
use crate::time::UtcMillis;

/// How often a vote without a quorum may be opened again.
pub const REOPENINGS_MAX: u8 = 1;

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written; only its author sees it.
    Draft,
    /// Being read and talked about.
    Review,
    /// Voting.
    Open,
    /// Adopted.
    Passed,
    /// Not adopted.
    Failed,
    /// Too few took part.
    NoQuorum,
    /// A block stood at closing.
    Blocked,
    /// Adopted and done.
    Implemented,
    /// Adopted, done and filed.
    Archived,
    /// Taken back by its author before voting opened.
    Withdrawn,
}

impl State {
    /// Every state, in the order of a proposal's life.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Review,
        Self::Open,
        Self::Passed,
        Self::Failed,
        Self::NoQuorum,
        Self::Blocked,
        Self::Implemented,
        Self::Archived,
        Self::Withdrawn,
    ];

    /// The word of files, the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Open => "open",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NoQuorum => "no_quorum",
            Self::Blocked => "blocked",
            Self::Implemented => "implemented",
            Self::Archived => "archived",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether a vote has been closed and counted.
    pub const fn is_decided(self) -> bool {
        match self {
            Self::Passed | Self::Failed | Self::NoQuorum | Self::Blocked | Self::Implemented | Self::Archived => true,
            Self::Draft | Self::Review | Self::Open | Self::Withdrawn => false,
        }
    }
}

impl FromStr for State {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|state| state.as_str() == word).ok_or(UnknownWord {
            what: "state",
            allowed: "draft, review, open, passed, failed, no_quorum, blocked, implemented, archived, withdrawn",
        })
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Outcome> for State {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Passed => Self::Passed,
            Outcome::Failed => Self::Failed,
            Outcome::NoQuorum => Self::NoQuorum,
            Outcome::Blocked => Self::Blocked,
        }
    }
}

/// Something that happened to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The author put the draft up for review.
    Submitted,
    /// The author took it back.
    Withdrawn,
    /// The review is over: the electorate is frozen and voting begins.
    Opened,
    /// Voting is over and was counted.
    Closed(Outcome),
    /// A vote without a quorum is opened again, with a new electorate and no ballots.
    Reopened,
    /// What was decided has been done.
    Implemented,
    /// What was done has been filed.
    Archived,
}

impl Event {
    /// The word of the database. A closing is told with its outcome in the record of the count.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Withdrawn => "withdrawn",
            Self::Opened => "opened",
            Self::Closed(_) => "closed",
            Self::Reopened => "reopened",
            Self::Implemented => "implemented",
            Self::Archived => "archived",
        }
    }
}

/// Why an event cannot happen now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The state does not know the event.
    #[error("a proposal that is {state} cannot be {}", event.as_str())]
    NotFrom {
        /// Where the proposal stands.
        state: State,
        /// What was to happen.
        event: Event,
    },
    /// The review or the voting still runs.
    #[error("this is possible from {} UTC milliseconds on", not_before.0)]
    TooEarly {
        /// The first instant at which it is possible.
        not_before: UtcMillis,
    },
    /// The event would lie before the one that led to this state.
    #[error("an event cannot happen before the one that it follows")]
    TimeGoesBack,
    /// [`REOPENINGS_MAX`] is used up.
    #[error("a vote without a quorum can be opened again only once")]
    AlreadyReopened,
}

/// The state of a proposal with what the next event depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    kind: DecisionKind,
    state: State,
    since: UtcMillis,
    reopenings: u8,
}

impl Lifecycle {
    /// A new draft.
    pub const fn draft(kind: DecisionKind, at: UtcMillis) -> Self {
        Self { kind, state: State::Draft, since: at, reopenings: 0 }
    }

    /// What was kept of a lifecycle: its state, since when, and how often voting was opened again.
    pub const fn resume(kind: DecisionKind, state: State, since: UtcMillis, reopenings: u8) -> Self {
        Self { kind, state, since, reopenings }
    }

    /// Where the proposal stands.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Since when.
    pub const fn since(&self) -> UtcMillis {
        self.since
    }

    /// How often voting was opened again.
    pub const fn reopenings(&self) -> u8 {
        self.reopenings
    }

    /// When the state is due to change by itself: the end of the review or of the voting.
    pub fn due_at(&self) -> Option<UtcMillis> {
        let rule = self.kind.rule();
        match self.state {
            State::Review => Some(self.since.plus_ms(rule.review_ms)),
            State::Open => Some(self.since.plus_ms(rule.voting_ms)),
            _ => None,
        }
    }

    /// Whether a ballot that arrives at `at` is in time: from the opening until before the closing.
    pub fn accepts_ballots(&self, at: UtcMillis) -> bool {
        self.state == State::Open && self.since <= at && self.due_at().is_some_and(|closing| at < closing)
    }

    /// The lifecycle after `event`; everything that is not listed here is refused.
    pub fn apply(self, event: Event, at: UtcMillis) -> Result<Self, TransitionError> {
        let next = match (self.state, event) {
            (State::Draft, Event::Submitted) => State::Review,
            (State::Draft | State::Review, Event::Withdrawn) => State::Withdrawn,
            (State::Review, Event::Opened) | (State::NoQuorum, Event::Reopened) => State::Open,
            (State::Open, Event::Closed(outcome)) => outcome.into(),
            (State::Passed, Event::Implemented) => State::Implemented,
            (State::Implemented, Event::Archived) => State::Archived,
            (state, event) => return Err(TransitionError::NotFrom { state, event }),
        };
        if at < self.since {
            return Err(TransitionError::TimeGoesBack);
        }
        if let (Event::Opened | Event::Closed(_), Some(not_before)) = (event, self.due_at())
            && at < not_before
        {
            return Err(TransitionError::TooEarly { not_before });
        }
        if event == Event::Reopened && self.reopenings >= REOPENINGS_MAX {
            return Err(TransitionError::AlreadyReopened);
        }
        let reopenings = self.reopenings + u8::from(event == Event::Reopened);
        Ok(Self { state: next, since: at, reopenings, ..self })
    }

    /// The decision that just passed under `id`: what protected settings and budget lines ask for.
    pub fn passed_decision(&self, id: &ProposalId) -> Option<PassedDecision> {
        let passed = self.state == State::Passed;
        passed.then(|| PassedDecision { id: id.clone(), kind: self.kind, passed_at: self.since })
    }
}

/// Proof that the community decided something. Only a passed [`Lifecycle`] gives one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedDecision {
    id: ProposalId,
    kind: DecisionKind,
    passed_at: UtcMillis,
}

impl PassedDecision {
    /// The proposal that passed.
    pub const fn id(&self) -> &ProposalId {
        &self.id
    }

    /// The kind of decision that it was.
    pub const fn kind(&self) -> DecisionKind {
        self.kind
    }

    /// When it lapses by itself; `None` for a decision that holds until it is changed. An ordinary
    /// decision that confirms an emergency one takes its place.
    pub fn lapses_at(&self) -> Option<UtcMillis> {
        self.kind.rule().lapses_after_ms.map(|ms| self.passed_at.plus_ms(ms))
    }

    /// Whether it holds at `at`.
    pub fn is_in_force(&self, at: UtcMillis) -> bool {
        self.passed_at <= at && self.lapses_at().is_none_or(|end| at < end)
    }
}

#[cfg(test)]
mod tests;
