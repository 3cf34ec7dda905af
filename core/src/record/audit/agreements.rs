//! Agreements between creators: for what is paid for their work after they began and before they ended.

use std::collections::BTreeMap;

use super::What;
use crate::{
    money::Weights,
    record::entry::{AgreementEntry, SplitTerms, TransactionEntry},
    time::UtcMillis,
};

/// An agreement as the record tells of it.
#[derive(Clone, Debug)]
struct Agreed {
    work: String,
    weights: Weights,
    since: UtcMillis,
    until: Option<UtcMillis>,
}

/// Every agreement so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Agreements(BTreeMap<String, Agreed>);

impl Agreements {
    /// Takes in an agreement that begins or ends: once each, in this order.
    pub(super) fn take(&mut self, entry: &AgreementEntry) -> Result<(), What> {
        let wrong = |found: &str, expected: &str| {
            Err(What::Says { field: "agreement", found: found.to_owned(), expected: expected.to_owned() })
        };
        match (self.0.get_mut(&entry.agreement), entry.weights.is_gift()) {
            (None, true) => wrong("the end of one", "one that began earlier"),
            (Some(_), false) => wrong("a beginning", "a new one: this one began earlier"),
            (Some(Agreed { until: Some(_), .. }), true) => wrong("an end", "one that has not ended yet"),
            (Some(agreed), true) if agreed.work != entry.work => wrong("the end of another work's", "the same work"),
            (Some(agreed), true) => {
                agreed.until = Some(entry.recorded);
                Ok(())
            }
            (None, false) => {
                let AgreementEntry { agreement, recorded, work, weights } = entry.clone();
                self.0.insert(agreement, Agreed { work, weights, since: recorded, until: None });
                Ok(())
            }
        }
    }

    /// Whether a payment that names an agreement is for its work, in its time and shared as agreed. It may be recorded
    /// after the end, when it was made before.
    pub(super) fn check(&self, entry: &TransactionEntry, terms: &SplitTerms) -> Result<(), What> {
        let Some(id) = &terms.agreement else { return Ok(()) };
        let agreed = self.0.get(id).ok_or_else(|| What::NoAgreement(id.clone()))?;
        let in_time = agreed.since < entry.occurred && agreed.until.is_none_or(|until| entry.occurred <= until);
        if !in_time {
            return Err(What::NotAgreedThen(id.clone()));
        }
        if agreed.work != entry.title {
            return Err(What::OtherWork { agreement: id.clone(), work: agreed.work.clone() });
        }
        if agreed.weights == terms.weights { Ok(()) } else { Err(What::OtherWeights(id.clone())) }
    }
}
