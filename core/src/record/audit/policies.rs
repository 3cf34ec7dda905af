//! The policy in force at each moment, and what a policy may say.

use std::collections::BTreeSet;

use super::{What, fault::earmark};
use crate::{
    money::{CreatorShare, Currency, EARMARKS_PER_CENT, PLATFORM_BPS, Purpose},
    payouts::payout_minimum,
    record::entry::PolicyEntry,
};

/// The policy in force, once there is one.
#[derive(Clone, Debug, Default)]
pub(super) struct Policies(Option<PolicyEntry>);

impl Policies {
    /// Takes in a policy. The creators' share cannot be below the floor by its type; what this program computes with
    /// everywhere else has to be what the policy says.
    pub(super) fn take(&mut self, entry: &PolicyEntry) -> Result<(), What> {
        if entry.platform_bps != PLATFORM_BPS {
            return Err(says("platform", &entry.platform_bps, &PLATFORM_BPS));
        }
        for purpose in Purpose::ALL {
            let of = |parts: &[(Purpose, i64)]| -> i64 {
                parts.iter().filter(|(named, _)| *named == purpose).map(|(_, part)| *part).fold(0, i64::saturating_add)
            };
            let (found, expected) = (of(&entry.earmarks), of(&EARMARKS_PER_CENT));
            if found != expected {
                return Err(earmark(purpose, found, expected));
            }
        }
        let mut currencies = BTreeSet::new();
        for (currency, minor) in &entry.minimums {
            if *minor < 1 || !currencies.insert(*currency) {
                return Err(says("minimum", &format!("{minor} {currency}"), &"above nought, once for each currency"));
            }
        }
        if self.0.is_some() && entry.decision.is_none() {
            return Err(says("decision", &"nothing", &"the proposal that changed the policy"));
        }
        self.0 = Some(entry.clone());
        Ok(())
    }

    /// The creators' share of new payments; the floor before the first policy.
    pub(super) fn share(&self) -> CreatorShare {
        self.0.as_ref().map_or(CreatorShare::FLOOR, |policy| policy.creators)
    }

    /// The smallest payout in this currency, in minor units; where the policy names none, the one of the rules.
    pub(super) fn minimum(&self, currency: Currency) -> i64 {
        self.0.as_ref().map_or_else(|| payout_minimum(currency), |policy| policy.minimum(currency))
    }
}

fn says(field: &'static str, found: &dyn ToString, expected: &dyn ToString) -> What {
    What::Says { field, found: found.to_string(), expected: expected.to_string() }
}
