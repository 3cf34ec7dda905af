//! Checks this machine's own database: the record against its tree, the ledger against the record, the counts of votes
//! against their ballots, and the record against the rules.

use blkout_core::{
    money::CreatorSlug,
    record::{audit::Earlier, audit::Fault, note::Verifier},
};
use blkout_store::{Finding, Store, StoreError};
use tokio::runtime::Handle;

use super::{
    super::progress::Progress,
    look::{Found, Look, SumsError},
};

/// Entries read at a time.
const BATCH_ENTRIES: u64 = 1_024;

/// Why the database is not in order, or could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum DatabaseFault {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Rows that are not what they should be; the first of them.
    #[error("{} rows are not as they should be. {}", .faults, spoken(.findings))]
    Rows {
        /// How many.
        faults: u64,
        /// The first of them.
        findings: Vec<Finding>,
    },
    /// The entries agree with the tree and break a rule.
    #[error(transparent)]
    Rule(Box<Fault>),
    /// The sums do not fit together.
    #[error(transparent)]
    Sums(#[from] SumsError),
    /// Another key signs than the record says.
    #[error("the database says that {signs} signs the record, and the last key that the record names is {last}")]
    Key {
        /// The key that signs.
        signs: Box<Verifier>,
        /// The last key that the entries name.
        last: String,
    },
}

impl DatabaseFault {
    /// The entry that is wrong, if it is one.
    pub(super) fn entry(&self) -> Option<u64> {
        if let Self::Rule(fault) = self { Some(fault.index) } else { None }
    }

    /// The rows that are wrong.
    pub(super) fn rows(self) -> Vec<Finding> {
        if let Self::Rows { findings, .. } = self { findings } else { Vec::new() }
    }
}

impl From<Fault> for DatabaseFault {
    fn from(fault: Fault) -> Self {
        Self::Rule(Box::new(fault))
    }
}

/// What was found in a database that is in order.
#[derive(Debug)]
pub(super) struct Database {
    pub(super) found: Found,
    /// The key that signs; none while nothing was ever signed.
    pub(super) key: Option<Verifier>,
}

/// Checks everything. Whoever writes meanwhile writes after the record's end that is looked at here.
pub(super) async fn check(store: &Store, creator: Option<CreatorSlug>) -> Result<Database, DatabaseFault> {
    for ledger in [false, true] {
        let mut progress = Progress::new(if ledger { "compared with the ledger" } else { "hashed" });
        let record = store.record();
        let show = |done| progress.show(done);
        let check = if ledger { record.check_ledger(show).await? } else { record.check_head(show).await? };
        progress.clear();
        if !check.is_clean() {
            return Err(DatabaseFault::Rows { faults: check.faults, findings: check.findings });
        }
    }
    let votes = store.proposals().check().await?;
    if !votes.is_clean() {
        return Err(DatabaseFault::Rows { faults: votes.faults, findings: votes.findings });
    }
    let size = store.record().head().await?.size;
    let mut look = Look::with_statement_of(creator);
    let mut earlier = Before { store, handle: Handle::current(), trouble: None };
    let mut progress = Progress::new("checked");
    let mut index = 0;
    while index < size {
        let batch = store.record().entries(index, BATCH_ENTRIES.min(size - index)).await?;
        if batch.is_empty() {
            return Err(missing(index));
        }
        // Looking at an entry may ask the database for an earlier one, and waits for it.
        let looked = tokio::task::block_in_place(|| {
            batch.iter().try_for_each(|bytes| {
                look.at(index, bytes, &mut earlier)?;
                index += 1;
                Ok::<(), Fault>(())
            })
        });
        match earlier.trouble.take() {
            Some(trouble) => return Err(trouble.into()),
            None => looked?,
        }
        progress.show(index);
    }
    progress.clear();
    look.audit.finish()?;
    if look.audit.needs_second_pass() {
        settle(store, &mut look, size).await?;
    }
    let found = look.found()?;
    let key = store.record_keys().current().await?;
    match (&key, found.keys.last()) {
        (Some(signs), Some(last)) if signs.to_string() != *last => {
            Err(DatabaseFault::Key { signs: Box::new(signs.clone()), last: last.clone() })
        }
        _ => Ok(Database { found, key }),
    }
}

/// The second reading, for ids that may have come twice.
async fn settle(store: &Store, look: &mut Look, size: u64) -> Result<(), DatabaseFault> {
    let mut index = 0;
    while index < size {
        let batch = store.record().entries(index, BATCH_ENTRIES.min(size - index)).await?;
        if batch.is_empty() {
            return Err(missing(index));
        }
        for bytes in batch {
            look.audit.second_pass(index, &bytes)?;
            index += 1;
        }
    }
    Ok(())
}

/// Earlier entries, from the database.
struct Before<'s> {
    store: &'s Store,
    handle: Handle,
    /// Why the database did not answer. Then nothing is known of the entry, and nothing is wrong with the record.
    trouble: Option<StoreError>,
}

impl Earlier for Before<'_> {
    fn transaction(&mut self, number: u64) -> Option<Vec<u8>> {
        let number = i64::try_from(number).ok()?;
        let found: Result<_, StoreError> = self.handle.block_on(async {
            match self.store.record().indices([number]).await?.get(&number) {
                Some(index) => Ok(self.store.record().entries(*index, 1).await?.pop()),
                None => Ok(None),
            }
        });
        found.unwrap_or_else(|error| {
            self.trouble = Some(error);
            None
        })
    }
}

fn missing(index: u64) -> DatabaseFault {
    StoreError::Corrupt(format!("entry {index} of the record is missing")).into()
}

fn spoken(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
