//! A creator's statement: what they were owed, what came in from which payment, what was paid out, what they are owed.

use serde::Serialize;

use super::TransactionKind;
use crate::{
    money::{CreatorSlug, Currency},
    time::UtcMillis,
};

/// A creator's statement for a period and one currency; amounts in minor units (rules.md, Money, "Statement").
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Whose statement it is.
    pub creator: CreatorSlug,
    /// The ledger.
    pub currency: Currency,
    /// First instant of the period.
    pub from: UtcMillis,
    /// First instant after the period.
    pub until: UtcMillis,
    /// What the creator was owed at the start: earned before, less paid out before.
    pub opening: i64,
    /// Everything that changed the balance, in the order in which it happened.
    pub lines: Vec<StatementLine>,
    /// What the creator is owed at the end: the opening and all lines.
    pub closing: i64,
}

/// One change of a creator's balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementLine {
    /// The ledger's number of the transaction, by which anybody finds it.
    pub number: i64,
    /// When it happened: by the processor's clock, or when a payout changed its state.
    pub at: UtcMillis,
    /// What happened.
    pub kind: TransactionKind,
    /// The payment that it is about.
    pub payment_id: Option<String>,
    /// What was bought.
    pub title: String,
    /// What the payer paid or got back; 0 for a payout.
    pub gross: i64,
    /// The processor's fee on it, which the co-op bears.
    pub fee: i64,
    /// What all creators of the work got of it together.
    pub creator_pool: i64,
    /// What the platform got of it.
    pub platform: i64,
    /// What the community got of it.
    pub community: i64,
    /// What this creator got of it; for a payout what was taken out of the balance (negative) or returned to it.
    pub amount: i64,
    /// The creator's balance afterwards.
    pub balance: i64,
}

/// Why a statement cannot be drawn up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// A balance beyond 64 bits.
    #[error("the sums of this statement are too large")]
    TooLarge,
}

impl Statement {
    /// Draws up a statement; each line's balance and the closing balance are computed here, not taken over.
    ///
    /// # Errors
    /// [`StatementError`] when a balance does not fit.
    pub fn draw_up(
        creator: CreatorSlug,
        currency: Currency,
        (from, until): (UtcMillis, UtcMillis),
        opening: i64,
        mut lines: Vec<StatementLine>,
    ) -> Result<Self, StatementError> {
        let mut balance = opening;
        for line in &mut lines {
            balance = balance.checked_add(line.amount).ok_or(StatementError::TooLarge)?;
            line.balance = balance;
        }
        Ok(Self { creator, currency, from, until, opening, lines, closing: balance })
    }

    /// What came in from payments in the period, less what was given back. The lines' balances fit, and so does this:
    /// `None` only for a statement that was not drawn up here.
    pub fn earned(&self) -> Option<i64> {
        self.sum(TransactionKind::concerns_a_payment)
    }

    /// What was taken out for payouts in the period, less what came back from failed ones.
    pub fn paid_out(&self) -> Option<i64> {
        self.sum(|kind| !kind.concerns_a_payment())?.checked_neg()
    }

    fn sum(&self, of: impl Fn(TransactionKind) -> bool) -> Option<i64> {
        let amounts = self.lines.iter().filter(|line| of(line.kind)).map(|line| i128::from(line.amount));
        i64::try_from(amounts.sum::<i128>()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn balances_run_from_opening_to_closing() {
        let line = |kind, amount| StatementLine {
            number: 1,
            at: UtcMillis(0),
            kind,
            payment_id: None,
            title: String::new(),
            gross: 0,
            fee: 0,
            creator_pool: 0,
            platform: 0,
            community: 0,
            amount,
            balance: 0,
        };
        let ada = CreatorSlug::new("ada").unwrap();
        let period = (UtcMillis(0), UtcMillis(1));
        let lines = vec![
            line(TransactionKind::Charge, 50),
            line(TransactionKind::Refund, -20),
            line(TransactionKind::PayoutScheduled, -130),
            line(TransactionKind::PayoutReturned, 130),
            line(TransactionKind::PayoutScheduled, -100),
        ];
        let drawn = Statement::draw_up(ada.clone(), Currency::GBP, period, 100, lines).unwrap();
        assert_eq!(drawn.lines.iter().map(|l| l.balance).collect::<Vec<_>>(), [150, 130, 0, 130, 30]);
        assert_eq!((drawn.earned(), drawn.paid_out(), drawn.closing), (Some(30), Some(100), 30));
        let overflow = Statement::draw_up(ada, Currency::GBP, period, i64::MAX, vec![line(TransactionKind::Charge, 1)]);
        assert_eq!(overflow, Err(StatementError::TooLarge));
    }
}
