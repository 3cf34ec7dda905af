//! What creators have agreed about a work, as the record keeps it.

use super::{
    text::{DecodeError, Lines, Writer},
    transaction::{read_weights, write_weights},
};
use crate::{money::Weights, time::UtcMillis};

/// Creators have agreed how to share the payments for a work from here on; or they have ended an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementEntry {
    /// The agreement's id (UUID).
    pub agreement: String,
    /// When the last of them accepted, or one of them ended it.
    pub recorded: UtcMillis,
    /// What the work is called.
    pub work: String,
    /// Who shares, by which weight; empty when the agreement ends here.
    pub weights: Weights,
}

impl AgreementEntry {
    pub(super) fn write(&self, to: &mut Writer) {
        to.text("agreement", &self.agreement);
        to.field("recorded", self.recorded.0);
        to.text("work", &self.work);
        write_weights(to, &self.weights);
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            agreement: lines.text("agreement")?,
            recorded: UtcMillis(lines.field("recorded")?),
            work: lines.text("work")?,
            weights: read_weights(lines)?,
        })
    }
}
