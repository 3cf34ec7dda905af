//! The keys that sign the record: each is signed by the one before.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::{KeyFault, What};
use crate::record::{entry::KeyEntry, note::Verifier};

/// The keys so far, from the first to the one in force; empty before the first change.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys(Vec<String>);

impl Keys {
    /// Takes in a change of the key.
    pub(super) fn take(&mut self, entry: &KeyEntry) -> Result<(), What> {
        let key = |text: &str| text.parse::<Verifier>().map_err(|_| What::Key(KeyFault::Form));
        let (old, _) = (key(&entry.old)?, key(&entry.new)?);
        if self.0.last().is_some_and(|in_force| *in_force != entry.old) {
            return Err(What::Key(KeyFault::NotInForce));
        }
        let signature = BASE64_STANDARD.decode(&entry.signature).map_err(|_| What::Key(KeyFault::Signature))?;
        if !old.verify(&entry.signed_text(), &signature) {
            return Err(What::Key(KeyFault::Signature));
        }
        if self.0.is_empty() {
            self.0.push(entry.old.clone());
        }
        self.0.push(entry.new.clone());
        Ok(())
    }

    pub(super) fn chain(&self) -> &[String] {
        &self.0
    }
}
