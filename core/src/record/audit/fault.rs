//! What can be wrong with an entry, in words for the person who finds it.

use std::fmt;

use crate::{
    ledger::{Account, TotalsError, TransactionKind, Unbalanced},
    money::{CreatorShare, CreatorSlug, Currency, MAX_PAYMENT_MINOR, Money, Purpose},
    payouts::TransitionError,
    record::entry::{DecodeError, PayoutEvent},
};

/// An entry that the rules do not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {index}{about}: {what}")]
pub struct Fault {
    /// The entry's place in the record, from 0, as in the tiles.
    pub index: u64,
    /// What the entry is about, as far as it could be read.
    pub about: About,
    /// What is wrong.
    pub what: Box<What>,
}

/// What an entry is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// Not known, or nothing in particular.
    #[default]
    Unknown,
    /// A transaction of the ledger.
    Transaction {
        /// The ledger's number.
        number: u64,
        /// What happened.
        kind: TransactionKind,
        /// The payment.
        payment: Option<String>,
    },
    /// A step of a payout.
    Payout {
        /// The payout's id.
        payout: String,
        /// The step.
        event: PayoutEvent,
    },
    /// A policy.
    Policy,
    /// A change of the key.
    Key,
    /// An agreement.
    Agreement(String),
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => Ok(()),
            Self::Transaction { number, kind, payment: None } => write!(f, " (transaction {number}, {kind})"),
            Self::Transaction { number, kind, payment: Some(payment) } => {
                write!(f, " (transaction {number}, {kind}, payment {payment})")
            }
            Self::Payout { payout, event } => write!(f, " (payout {payout}, {event})"),
            Self::Policy => f.write_str(" (policy)"),
            Self::Key => f.write_str(" (change of key)"),
            Self::Agreement(id) => write!(f, " (agreement {id})"),
        }
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// The bytes are not an entry in its one form.
    #[error("the entry {0}")]
    Decode(#[from] DecodeError),
    /// Entries are looked at one after the other.
    #[error("entry {expected} was to be looked at first")]
    OutOfTurn {
        /// The entry whose turn it is.
        expected: u64,
    },
    /// The ledger's numbers do not run 1, 2, 3.
    #[error(
        "the ledger's number is {found}, and {expected} has to come here; transactions are missing or in another order"
    )]
    Number {
        /// What comes next.
        expected: u64,
        /// What is there.
        found: u64,
    },
    /// A field that has to be there is not, or the other way round.
    #[error("a {kind} {} a field `{field}`", if *.is_there { "does not have" } else { "has to have" })]
    Field {
        /// The kind of transaction, or of step.
        kind: String,
        /// The field.
        field: &'static str,
        /// Whether the entry has it.
        is_there: bool,
    },
    /// A field says something else than what follows from the others.
    #[error("`{field}` says {found}, and it has to be {expected}")]
    Says {
        /// The field.
        field: &'static str,
        /// What is there.
        found: String,
        /// What follows.
        expected: String,
    },
    /// An amount above or below nought that has to be on the other side.
    #[error("{0} has the wrong sign for a {1}")]
    Sign(Money, TransactionKind),
    /// Beyond what the ledger takes.
    #[error("{0} is more than the ledger takes in one transaction ({MAX_PAYMENT_MINOR} minor units)")]
    TooLarge(Money),
    /// Made under another share than the policy then in force.
    #[error("the creators' share is {} basis points, and the policy in force says {}", .share.bps(), .policy.bps())]
    NotPolicy {
        /// The payment's share.
        share: CreatorShare,
        /// The policy's share.
        policy: CreatorShare,
    },
    /// Postings that do not cancel out.
    #[error(transparent)]
    Unbalanced(#[from] Unbalanced),
    /// Another posting than the rule gives.
    #[error("posts {posted} to {account}, and the rule gives {rule}")]
    Posting {
        /// The account.
        account: Account,
        /// What the entry says; nought when it has no such posting.
        posted: Money,
        /// What the rule gives.
        rule: Money,
    },
    /// The right postings in another form.
    #[error("its postings are not one for each account, in the order of the accounts")]
    PostingForm,
    /// A split that is against the rules.
    #[error("the split of {0} breaks the rules: creators have less than their share")]
    Split(Money),
    /// The earlier transaction is not there, or not earlier.
    #[error("names transaction {0} as the one before, and there is none")]
    NoPrevious(u64),
    /// The earlier transaction is about something else.
    #[error("names transaction {previous} as the one before, and that is about {about}")]
    OtherPayment {
        /// The number it names.
        previous: u64,
        /// What that one is about.
        about: String,
    },
    /// The earlier transaction has another value.
    #[error("its {field} is {found}; transaction {previous}, the one before about this payment, left {expected}")]
    NotAsLeft {
        /// The number of the one before.
        previous: u64,
        /// The field.
        field: &'static str,
        /// What the entry says.
        found: String,
        /// What the one before left.
        expected: String,
    },
    /// Two transactions continue from one.
    #[error("transaction {0} is followed by two transactions about the same payment")]
    Fork(u64),
    /// More back than there was.
    #[error("leaves {left} of a payment of {charged}")]
    OverReversed {
        /// What would be left.
        left: Money,
        /// What was paid.
        charged: Money,
    },
    /// More given back than there was.
    #[error("gives back more than the {0} that were left")]
    OverReturned(Money),
    /// A second payment with the same id.
    #[error("the payment {0} has been made already")]
    ChargedTwice(String),
    /// A second transaction with the same key.
    #[error("the idempotency key {0} has been used already")]
    KeyTwice(String),
    /// An agreement that is not in the record, or only later.
    #[error("names the agreement {0}, which is not in the record before it")]
    NoAgreement(String),
    /// The agreement had not begun or was over when the payment was made.
    #[error("was made when the agreement {0} was not in force")]
    NotAgreedThen(String),
    /// The agreement is about another work.
    #[error("names the agreement {agreement}, which is about `{work}`")]
    OtherWork {
        /// The agreement.
        agreement: String,
        /// What it is about.
        work: String,
    },
    /// The weights are others than agreed.
    #[error("shares by other weights than the agreement {0} says")]
    OtherWeights(String),
    /// A step that does not follow from the one before.
    #[error("the payout {0}")]
    Payout(#[from] PayoutFault),
    /// A policy that this program cannot follow.
    #[error("the policy gives {purpose} {found} per cent of the community fund; this program knows {expected}")]
    Earmark {
        /// The purpose.
        purpose: &'static str,
        /// What the policy says; nought when it does not name it.
        found: i64,
        /// What the rules say.
        expected: i64,
    },
    /// The key does not follow from the one before.
    #[error("the key {0}")]
    Key(KeyFault),
    /// The sums contradict each other.
    #[error(transparent)]
    Totals(#[from] TotalsError),
    /// A sum beyond 64 bits.
    #[error("the sums in {0} are too large")]
    SumTooLarge(Currency),
}

/// Why a step of a payout is not allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayoutFault {
    /// No such payout on its way.
    #[error("has not been scheduled, or has ended already")]
    NotOpen,
    /// A second payout with the same id.
    #[error("has been scheduled already")]
    Twice,
    /// Another creator, currency or amount than scheduled.
    #[error("was scheduled as {scheduled}, and this step says {found}")]
    Changed {
        /// As scheduled.
        scheduled: String,
        /// As the step says.
        found: String,
    },
    /// Approved again by the same person.
    #[error("has been approved by the same person already; it takes two")]
    SameApprover,
    /// A step at the wrong time.
    #[error("cannot come to this step: {0}")]
    Step(TransitionError),
    /// Less than the smallest payout.
    #[error("is {amount}, below the minimum of {minimum}")]
    BelowMinimum {
        /// The amount.
        amount: Money,
        /// The policy's minimum.
        minimum: Money,
    },
    /// More than there is.
    #[error("takes out more than {creator} is owed: {short} is missing")]
    MoreThanOwed {
        /// The payee.
        creator: CreatorSlug,
        /// What is missing.
        short: String,
    },
    /// A step whose transaction is not there.
    #[error("names transaction {0}, which moves no money for a payout")]
    NoTransaction(u64),
    /// A step whose transaction says something else.
    #[error("names transaction {number}, whose {field} is not what follows from this step")]
    OtherTransaction {
        /// The ledger's number.
        number: u64,
        /// The field.
        field: &'static str,
    },
    /// Not a UUID.
    #[error("has no id of the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")]
    Id,
    /// A transaction without its step.
    #[error("that transaction {0} belongs to has no step in the record for it")]
    NoStep(u64),
}

/// Why a change of the key is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// Not a key.
    #[error("is not one in the form NAME+HEX8+BASE64")]
    Form,
    /// Not the one that was in force.
    #[error("that is replaced is not the one that was in force")]
    NotInForce,
    /// Not signed by the old one.
    #[error("has no valid signature by the one before")]
    Signature,
}

pub(super) fn earmark(purpose: Purpose, found: i64, expected: i64) -> What {
    What::Earmark { purpose: purpose.slug(), found, expected }
}
