//! What is kept. The only room that speaks SQL, to SQLite or to PostgreSQL, with the same code.
//!
//! To add a repository: a migration in `migration/`, a folder with its entities and its `impl` blocks, an accessor
//! on [`Store`], and its story in `tests/contract/`, which is told to both engines.

mod agreements;
mod articles;
mod connect;
mod contact_checks;
mod error;
mod insert;
mod kept;
mod ledger;
mod manual;
mod members;
mod migrate;
mod migration;
mod new_id;
mod payouts;
mod proposals;
pub(crate) mod record;
mod sessions;
mod webhooks;
mod witnesses;
mod write;

pub use agreements::*;
pub use articles::*;
pub use connect::Engine;
pub use contact_checks::*;
pub use error::StoreError;
pub use ledger::*;
pub use manual::*;
pub use members::*;
pub use payouts::*;
pub use proposals::*;
pub use record::{Check, Finding, Record, RecordHead, RecordedEntry};
pub use sessions::*;
pub use webhooks::*;
pub use witnesses::*;

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64},
};

use blkout_core::{care::contacts::LastChecks, ledger::CurrencyTotals, record::entry::PolicyEntry};
use sea_orm::DatabaseConnection;

use self::{kept::Kept, ledger::PageQuestion};

/// The community's data. Cheap to clone; every clone is the same store.
#[derive(Clone, Debug)]
pub struct Store {
    /// For reading: several connections.
    readers: DatabaseConnection,
    /// For writing: one connection on SQLite, so that writers wait for their turn here and not in the database.
    writer: DatabaseConnection,
    engine: Engine,
    /// The newest data version that this process has seen; see [`Store::data_version`].
    seen_version: Arc<AtomicI64>,
    /// Whether the data is invented; see [`Store::is_demonstration`].
    demonstration: Arc<AtomicBool>,
    /// Totals of the ledger, of which there is one kind, with the size of the record at that moment.
    kept_totals: Kept<(), (u64, Vec<CurrencyTotals>)>,
    /// The lowest share ever paid, in each currency.
    kept_lowest: Kept<(), Vec<Lowest>>,
    /// Every policy that has been in force, with the index of its entry in the record.
    kept_policies: Kept<(), Vec<(u64, PolicyEntry)>>,
    /// Pages of the ledger.
    kept_pages: Kept<PageQuestion, LedgerPage>,
    /// When entries of the support page were checked.
    kept_checks: Kept<(), LastChecks>,
    /// Proposals under way, of which there is one list.
    kept_under_way: Kept<(), Vec<ProposalSummary>>,
}

impl Store {
    /// The connection for reading.
    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// Which database this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The ledger: payments, transactions, balances, statements.
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger { store: self }
    }

    /// The public record.
    pub fn record(&self) -> Record<'_> {
        Record { store: self }
    }

    /// The keys that sign the record.
    pub fn record_keys(&self) -> RecordKeys<'_> {
        RecordKeys { store: self }
    }

    /// Outside parties who have cosigned the record.
    pub fn witnesses(&self) -> Witnesses<'_> {
        Witnesses { store: self }
    }

    /// Payouts to creators, and where they go.
    pub fn payouts(&self) -> Payouts<'_> {
        Payouts { store: self }
    }

    /// What the payment processor's events tell.
    pub fn webhooks(&self) -> Webhooks<'_> {
        Webhooks { store: self }
    }

    /// Agreements between creators.
    pub fn agreements(&self) -> Agreements<'_> {
        Agreements { store: self }
    }

    /// Checks of the support page's entries.
    pub fn contact_checks(&self) -> ContactChecks<'_> {
        ContactChecks { store: self }
    }

    /// Payments by transfer or in cash.
    pub fn manual(&self) -> Manual<'_> {
        Manual { store: self }
    }

    /// People who belong to the community.
    pub fn members(&self) -> Members<'_> {
        Members { store: self }
    }

    /// Who is signed in.
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions { store: self }
    }

    /// Proposals, electorates and ballots.
    pub fn proposals(&self) -> Proposals<'_> {
        Proposals { store: self }
    }

    /// The newsroom's articles.
    pub fn articles(&self) -> Articles<'_> {
        Articles { store: self }
    }
}
