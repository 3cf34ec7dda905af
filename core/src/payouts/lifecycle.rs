//! The states of a payout and the only events that change them (rules.md, Money, "Payout").
//!
//! Money that is earned is *accrued* while no payout holds it. Scheduling sets it aside; from then on it is either
//! settled at the bank or, when something fails, accrued again.

use std::fmt;
use std::str::FromStr;

/// How many different stewards approve a payout.
pub const APPROVALS_NEEDED: usize = 2;

/// Where a payout stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The money is set aside and waits for approvals.
    Scheduled,
    /// Two stewards have approved it.
    Approved,
    /// The bank has been told to pay.
    Sent,
    /// The bank has paid.
    Settled,
    /// It did not work; the money is accrued again.
    Failed,
}

/// The word is not a state of a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a payout is scheduled, approved, sent, settled or failed")]
pub struct UnknownState;

impl State {
    /// Every state, in the order of a payout's life.
    pub const ALL: [Self; 5] = [Self::Scheduled, Self::Approved, Self::Sent, Self::Settled, Self::Failed];

    /// The word of forms and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Approved => "approved",
            Self::Sent => "sent",
            Self::Settled => "settled",
            Self::Failed => "failed",
        }
    }

    /// Whether the payout still holds money that has not arrived.
    pub const fn is_in_flight(self) -> bool {
        matches!(self, Self::Scheduled | Self::Approved | Self::Sent)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for State {
    type Err = UnknownState;

    fn from_str(word: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.as_str() == word).ok_or(UnknownState)
    }
}

/// Why a payout failed, in words that its creator reads too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureReason {
    /// The bank did not take it or sent it back.
    Returned,
    /// The account does not seem to be the creator's.
    WrongDetails,
    /// It was not sent, for another reason.
    Withdrawn,
}

impl FailureReason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Returned, Self::WrongDetails, Self::Withdrawn];

    /// The word of forms and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::WrongDetails => "wrong_details",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Returned => "The bank did not take it or sent it back",
            Self::WrongDetails => "The bank details need another look",
            Self::Withdrawn => "It was not sent, for another reason",
        }
    }
}

/// The word is not a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a payout fails as returned, wrong_details or withdrawn")]
pub struct UnknownReason;

impl FromStr for FailureReason {
    type Err = UnknownReason;

    fn from_str(word: &str) -> Result<Self, UnknownReason> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word).ok_or(UnknownReason)
    }
}

/// Something that happens to a payout; `A` names who approves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<A> {
    /// A steward has looked at it and says yes.
    Approval(A),
    /// The creator's bank details have changed: what was approved is no longer what would be paid.
    DetailsChanged,
    /// It stands in a file for the bank, which cannot be called back.
    PutIntoFile,
    /// That file was never given to the bank.
    TakenOutOfFile,
    /// The bank has been told to pay.
    Sent,
    /// The bank has paid.
    Settled,
    /// It did not work.
    Failed,
}

/// Why an event cannot happen now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The state does not know the event.
    #[error("this payout is {state}, so it {cannot}")]
    NotFrom {
        /// Where the payout stands.
        state: State,
        /// What it cannot do: "cannot be approved".
        cannot: &'static str,
    },
    /// The same person has approved it already.
    #[error("you have approved this payout; another steward gives the second approval")]
    AlreadyApproved,
    /// It stands in a file that may have reached the bank.
    #[error("this payout stands in a payment file; say first that the file was not given to the bank")]
    InFile,
}

/// Where a payout stands, with what the next event depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle<A> {
    state: State,
    approvals: Vec<A>,
    is_in_file: bool,
}

impl<A: Clone + PartialEq> Lifecycle<A> {
    /// A payout that has just been scheduled.
    pub fn scheduled() -> Self {
        Self { state: State::Scheduled, approvals: Vec::new(), is_in_file: false }
    }

    /// What was kept of a lifecycle: its state, who has approved what would be paid now, and whether it stands in a
    /// file for the bank.
    pub fn resume(state: State, approvals: Vec<A>, is_in_file: bool) -> Self {
        Self { state, approvals, is_in_file }
    }

    /// Where the payout stands.
    pub fn state(&self) -> State {
        self.state
    }

    /// Who has approved it as it is now, in the order in which they did.
    pub fn approvals(&self) -> &[A] {
        &self.approvals
    }

    /// Whether it stands in a file for the bank.
    pub fn is_in_file(&self) -> bool {
        self.is_in_file
    }

    /// How many more approvals it needs.
    pub fn approvals_missing(&self) -> usize {
        match self.state {
            State::Scheduled => APPROVALS_NEEDED.saturating_sub(self.approvals.len()),
            _ => 0,
        }
    }

    /// Whether new bank details would be those that it pays to. Once it stands in a file they would not, and it pays
    /// to the details that were approved.
    pub fn follows_new_details(&self) -> bool {
        matches!(self.state, State::Scheduled | State::Approved) && !self.is_in_file
    }

    /// The lifecycle after `event`; everything that is not listed here is refused.
    ///
    /// # Errors
    /// [`TransitionError`]
    pub fn apply(mut self, event: Event<A>) -> Result<Self, TransitionError> {
        match (self.state, event) {
            (State::Scheduled, Event::Approval(by)) if self.approvals.contains(&by) => {
                return Err(TransitionError::AlreadyApproved);
            }
            (State::Scheduled, Event::Approval(by)) => {
                self.approvals.push(by);
                if self.approvals.len() >= APPROVALS_NEEDED {
                    self.state = State::Approved;
                }
            }
            (State::Approved, Event::DetailsChanged | Event::PutIntoFile | Event::Failed) if self.is_in_file => {
                return Err(TransitionError::InFile);
            }
            (State::Scheduled | State::Approved, Event::DetailsChanged) => {
                self.approvals.clear();
                self.state = State::Scheduled;
            }
            (State::Approved, Event::PutIntoFile) => self.is_in_file = true,
            (State::Approved, Event::TakenOutOfFile) if self.is_in_file => self.is_in_file = false,
            (State::Approved, Event::Sent) => self.state = State::Sent,
            (State::Sent, Event::Settled) => self.state = State::Settled,
            (State::Scheduled | State::Approved | State::Sent, Event::Failed) => self.state = State::Failed,
            (state, event) => return Err(TransitionError::NotFrom { state, cannot: cannot(&event) }),
        }
        Ok(self)
    }
}

fn cannot<A>(event: &Event<A>) -> &'static str {
    match event {
        Event::Approval(_) => "cannot be approved",
        Event::DetailsChanged => "does not follow new bank details",
        Event::PutIntoFile => "cannot go into a payment file",
        Event::TakenOutOfFile => "cannot be taken out of a payment file",
        Event::Sent => "cannot be marked as sent",
        Event::Settled => "cannot be marked as settled",
        Event::Failed => "cannot be marked as failed",
    }
}

#[cfg(test)]
mod tests;
