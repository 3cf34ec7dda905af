//! What pages may show of bank details. The key is the server's; a page gets the masked form or nothing.

use std::fmt::Debug;
use std::pin::Pin;

use blkout_core::payouts::bank::MaskedAccount;
use blkout_store::SealedDetails;

/// What is shown of somebody's bank details.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownDetails {
    /// The name on the account; for its owner only.
    pub holder: String,
    /// Kind and last four characters.
    pub account: MaskedAccount,
}

impl Debug for ShownDetails {
    /// Shows nothing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShownDetails(..)")
    }
}

/// Opens sealed bank details far enough to be shown. Implemented by the server, which has the key.
pub trait ShowDetails: Debug + Send + Sync {
    /// What may be shown; `None` when the details cannot be opened, which the server has logged.
    fn show<'a>(
        &'a self,
        details: &'a SealedDetails,
    ) -> Pin<Box<dyn Future<Output = Option<ShownDetails>> + Send + 'a>>;
}
