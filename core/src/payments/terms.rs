//! The terms of a payment, and the postings that follow from them: used when money comes in, and when somebody checks
//! years later what was posted.

use crate::{
    ledger::{Account, Postings},
    money::{CreatorShare, Earmarks, Split, Weights, split},
    payments::ApplyError,
};

/// What the split of a payment is computed from, apart from its amount.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The processor's charge id: it decides who gets a leftover penny.
    pub payment_id: &'a str,
    /// The share in force when it was made.
    pub share: CreatorShare,
    /// Who shares it; empty for a gift.
    pub weights: &'a Weights,
}

/// Money as it came in, or went back.
#[derive(Clone, Debug)]
pub struct Received {
    /// Where it came in: processor, bank or cash.
    pub account: Account,
    /// Minor units paid (positive) or given back (negative).
    pub gross: i64,
    /// The processor's fee on it, in minor units.
    pub fee: i64,
}

impl Terms<'_> {
    /// The split of what is left now, and the postings that lead there from the split of what was left before; both
    /// in minor units (rules.md, Money, "Refund"). `received.gross` has to be `after - before`.
    ///
    /// # Errors
    /// [`ApplyError::Split`] for amounts below zero, [`ApplyError::Unbalanced`] when the gross is not the difference,
    /// [`ApplyError::TooLarge`] for a net amount beyond 64 bits.
    pub fn redistributed(&self, before: i64, after: i64, received: Received) -> Result<(Split, Postings), ApplyError> {
        let then = split(self.payment_id, before, self.share, self.weights)?;
        let now = split(self.payment_id, after, self.share, self.weights)?;
        let change = now.change_from(&then);
        let (fund_then, fund_now) = (Earmarks::of(then.community), Earmarks::of(now.community));
        let fund = fund_now.0.iter().zip(fund_then.0).map(|((purpose, now), (_, then))| {
            // A credit: what is owed is negative.
            (Account::Community(*purpose), then - now)
        });
        let creators = change.creators.into_iter().map(|(creator, part)| (Account::Creator(creator), -part));
        let Received { account, gross, fee } = received;
        let net = gross.checked_sub(fee).ok_or(ApplyError::TooLarge)?;
        let received = [(account, net), (Account::Fees, fee)];
        let shared = [(Account::Platform, -change.platform)];
        let postings = Postings::balanced(received.into_iter().chain(shared).chain(fund).chain(creators))?;
        Ok((now, postings))
    }
}
