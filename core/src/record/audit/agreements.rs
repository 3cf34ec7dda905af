//! Agreements between creators: in force from their entry on, until they end.

use std::collections::BTreeMap;

use super::What;
use crate::{
    money::Weights,
    record::entry::{AgreementEntry, SplitTerms},
};

/// Every agreement so far; of one that has ended the weights are empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Agreements(BTreeMap<String, Weights>);

impl Agreements {
    /// Takes in an agreement that begins or ends: once each, in this order.
    pub(super) fn take(&mut self, entry: &AgreementEntry) -> Result<(), What> {
        let says = |found: &str, expected: &str| What::Says {
            field: "agreement",
            found: format!("{} {found}", entry.agreement),
            expected: expected.to_owned(),
        };
        match (self.0.get(&entry.agreement), entry.weights.is_gift()) {
            (None, true) => return Err(says("ends", "an agreement that is in force")),
            (Some(_), false) => return Err(says("begins again", "an agreement of its own")),
            (Some(weights), true) if weights.is_gift() => return Err(says("ends again", "one that is in force")),
            (None, false) | (Some(_), true) => {}
        }
        self.0.insert(entry.agreement.clone(), entry.weights.clone());
        Ok(())
    }

    /// Whether a payment that names an agreement shares as agreed.
    pub(super) fn check(&self, terms: &SplitTerms) -> Result<(), What> {
        let Some(id) = &terms.agreement else { return Ok(()) };
        match self.0.get(id) {
            Some(agreed) if agreed.is_gift() => Err(What::NoAgreement(id.clone())),
            Some(agreed) if *agreed == terms.weights => Ok(()),
            Some(_) => Err(What::OtherWeights(id.clone())),
            None => Err(What::NoAgreement(id.clone())),
        }
    }
}
