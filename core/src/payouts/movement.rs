//! How a payout moves money in the ledger (rules.md, Money, "Ledger" and "Payout").

use sha2::{Digest as _, Sha256};

use super::PayoutId;
use crate::ledger::{Account, Postings, Transaction, TransactionKind, Unbalanced};
use crate::money::{CreatorSlug, Money};
use crate::time::UtcMillis;

/// The three moments at which a payout moves money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// Out of the creator's balance, onto the way.
    SetAside,
    /// Off the way, out of the co-op's bank account. Names the ledger's number of the transaction that set it aside.
    Paid(u64),
    /// Off the way, back into the balance: the exact negation of the transaction that it names.
    Returned(u64),
}

impl Movement {
    fn kind(self) -> TransactionKind {
        match self {
            Self::SetAside => TransactionKind::PayoutScheduled,
            Self::Paid(_) => TransactionKind::PayoutSettled,
            Self::Returned(_) => TransactionKind::PayoutReturned,
        }
    }

    /// The transaction that moves `money` for the payout of `creator`. Its key makes a second one impossible.
    ///
    /// # Errors
    /// [`Unbalanced`] for an amount whose sign cannot be turned.
    pub fn transaction(
        self,
        payout: &PayoutId,
        creator: &CreatorSlug,
        money: Money,
        at: UtcMillis,
    ) -> Result<Transaction, Unbalanced> {
        let Money { minor, currency } = money;
        let credit = minor.checked_neg().ok_or(Unbalanced::TooLarge)?;
        let (debited, credited, corrects) = match self {
            Self::SetAside => (Account::PaidOut(creator.clone()), Account::PayoutClearing, None),
            Self::Paid(set_aside) => (Account::PayoutClearing, Account::Bank, Some(set_aside)),
            Self::Returned(set_aside) => (Account::PayoutClearing, Account::PaidOut(creator.clone()), Some(set_aside)),
        };
        let kind = self.kind();
        let key = format!("{payout}:{kind}");
        let content = format!("{key}\n{creator}\n{minor}\n{currency}\n{}", corrects.unwrap_or_default());
        Ok(Transaction {
            idempotency_key: key,
            content_digest: hex::encode(Sha256::digest(content)),
            kind,
            occurred_at: at,
            currency,
            gross: minor,
            fee: 0,
            payment_id: None,
            title: String::new(),
            corrects,
            postings: Postings::balanced([(debited, minor), (credited, credit)])?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn what_was_set_aside_is_paid_or_comes_back_whole() {
        let payout: PayoutId = "0199a4c2-7b1e-7c3d-9a55-0123456789ab".parse().unwrap();
        let ada = CreatorSlug::new("ada").unwrap();
        let moved = |movement: Movement| {
            movement.transaction(&payout, &ada, Money::new(1_234, Currency::GBP), UtcMillis(0)).unwrap()
        };
        let (aside, paid, back) = (moved(Movement::SetAside), moved(Movement::Paid(7)), moved(Movement::Returned(7)));
        let own = Account::PaidOut(ada.clone());
        assert_eq!((aside.postings.amount(&own), aside.postings.amount(&Account::PayoutClearing)), (1_234, -1_234));
        assert_eq!((paid.postings.amount(&Account::Bank), paid.postings.amount(&own)), (-1_234, 0));
        for posting in &back.postings {
            assert_eq!(aside.postings.amount(&posting.account), -posting.amount);
        }
        assert_eq!((aside.corrects, paid.corrects, back.corrects), (None, Some(7), Some(7)));
        assert_eq!(paid.idempotency_key, "0199a4c2-7b1e-7c3d-9a55-0123456789ab:payout_settled");
    }
}
