//! Bank details between their owner and the database: sealed on the way in, opened only for a payment file or, masked,
//! for a page.

use std::pin::Pin;

use blkout_core::payouts::bank::BankDetails;
use blkout_core::time::UtcMillis;
use blkout_store::{DetailsOwner, SealedDetails, Store, StoreError};
use blkout_web::{ShowDetails, ShownDetails};

use crate::secrets::{Sealed, SecretsError, Vault};

/// Why bank details could not be sealed or opened. Never holds any of them.
#[derive(Debug, thiserror::Error)]
pub enum SafeError {
    /// The vault did not do it.
    #[error(transparent)]
    Secrets(#[from] SecretsError),
    /// What was sealed is not what this program seals.
    #[error("opened bank details cannot be read")]
    Unreadable,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Seals and opens bank details.
#[derive(Clone, Debug)]
pub struct DetailsSafe {
    vault: Vault,
}

impl DetailsSafe {
    /// A safe over a vault.
    pub fn new(vault: Vault) -> Self {
        Self { vault }
    }

    /// Seals `details` as version `version` of `owner`, to be kept in `store`.
    ///
    /// # Errors
    /// [`SafeError`]
    pub async fn seal(
        &self,
        store: &Store,
        (owner, version): (DetailsOwner, i64),
        details: &BankDetails,
        now: UtcMillis,
    ) -> Result<SealedDetails, SafeError> {
        let known = store.payouts().key_ids().await?;
        let text = zeroize::Zeroizing::new(details.to_text());
        let Sealed { key_id, bytes } = self.vault.seal(&owner.to_string(), version, &text, &known).await?;
        Ok(SealedDetails { owner, version, key_id, sealed: bytes, changed_at: now })
    }

    /// Opens bank details.
    ///
    /// # Errors
    /// [`SafeError`]
    pub async fn open(&self, kept: &SealedDetails) -> Result<BankDetails, SafeError> {
        let sealed = Sealed { key_id: kept.key_id.clone(), bytes: kept.sealed.clone() };
        let text = self.vault.open(&kept.owner.to_string(), kept.version, &sealed).await?;
        BankDetails::from_text(&text).map_err(|_| SafeError::Unreadable)
    }
}

impl ShowDetails for DetailsSafe {
    fn show<'a>(
        &'a self,
        details: &'a SealedDetails,
    ) -> Pin<Box<dyn Future<Output = Option<ShownDetails>> + Send + 'a>> {
        Box::pin(async move {
            match self.open(details).await {
                Ok(opened) => {
                    Some(ShownDetails { holder: opened.holder.as_str().to_owned(), account: opened.masked() })
                }
                Err(error) => {
                    tracing::error!(%error, "bank details cannot be shown");
                    None
                }
            }
        })
    }
}
