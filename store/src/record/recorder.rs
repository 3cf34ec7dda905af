//! Appending to the record inside a write: the entry and what it is about are committed together.

use blkout_core::{
    money::CreatorShare,
    record::{
        entry::{Entry, PolicyEntry},
        tile::TILE_HEIGHT,
        tree::{Frontier, leaf_hash},
    },
    time::UtcMillis,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, Statement};

use super::entities::{record_entry, record_head, record_node};
use crate::{StoreError, insert::insert};

/// Entries that wait for their insert at most.
const MOST_WAITING: usize = 512;

/// The open end of the record, inside one write. Whoever has it has the writers' turn (see [`crate::Store`]'s
/// `write`), so that there is one end only. Nothing of it stands before [`Recorder::finish`].
#[derive(Debug)]
pub(crate) struct Recorder {
    frontier: Frontier,
    begun_at: u64,
    policy: Option<PolicyEntry>,
    entries: Vec<record_entry::Model>,
    nodes: Vec<record_node::Model>,
}

#[derive(FromQueryResult)]
struct EntryRow {
    entry: Vec<u8>,
}

/// The policy of the last entry of that kind.
const LAST_POLICY: &str = "SELECT entry FROM record_entries WHERE kind = 'policy' AND kind <> 'transaction' \
     ORDER BY idx DESC LIMIT 1";

impl Recorder {
    /// Reads the end of the record.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it is not one.
    pub(crate) async fn begin(txn: &impl ConnectionTrait) -> Result<Self, StoreError> {
        let head = record_head::Entity::find_by_id(1).one(txn).await?;
        let head = head.ok_or_else(|| StoreError::corrupt("the head of the record is missing"))?;
        let frontier = match head.frontier {
            Some(bytes) => Frontier::from_bytes(&bytes).map_err(StoreError::corrupt)?,
            None => Frontier::new(),
        };
        if i64::try_from(frontier.size()) != Ok(head.size) {
            return Err(StoreError::corrupt("the head of the record has another size than its edge"));
        }
        let policy = last_policy(txn).await?;
        let begun_at = frontier.size();
        Ok(Self { frontier, begun_at, policy, entries: Vec::new(), nodes: Vec::new() })
    }

    /// The creators' share of new payments: that of the last policy in the record.
    pub(crate) fn share(&self) -> CreatorShare {
        self.policy.as_ref().map_or(CreatorShare::FLOOR, |policy| policy.creators)
    }

    /// The policy in force at `now`: the last one in the record, or the one that the platform begins with.
    pub(crate) fn policy(&self, now: UtcMillis) -> PolicyEntry {
        self.policy.clone().unwrap_or_else(|| PolicyEntry::of_rules(now, CreatorShare::FLOOR, None))
    }

    /// Appends an entry and answers its index. The first entry of all is the policy that the platform begins with.
    ///
    /// # Errors
    /// [`StoreError::Entry`] for an entry that is too long; nothing of it is kept.
    pub(crate) fn add(&mut self, entry: &Entry) -> Result<u64, StoreError> {
        if self.frontier.size() == 0 && !matches!(entry, Entry::Policy(_)) {
            let recorded = match entry {
                Entry::Transaction(entry) => entry.recorded,
                Entry::Payout(entry) => entry.recorded,
                Entry::Policy(entry) => entry.recorded,
                Entry::Key(entry) => entry.recorded,
                Entry::Agreement(entry) => entry.recorded,
            };
            self.append(&first_policy(recorded))?;
        }
        self.append(entry)
    }

    fn append(&mut self, entry: &Entry) -> Result<u64, StoreError> {
        let bytes = entry.encode()?;
        let transaction_number = match entry {
            Entry::Transaction(entry) => Some(i64::try_from(entry.number).map_err(StoreError::corrupt)?),
            _ => None,
        };
        if let Entry::Policy(policy) = entry {
            self.policy = Some(policy.clone());
        }
        let index = self.frontier.size();
        let hash = leaf_hash(&bytes);
        let nodes = &mut self.nodes;
        let mut unplaced = false;
        self.frontier
            .push_with(hash, |node, hash| {
                if node.level == 0 || !node.level.is_multiple_of(TILE_HEIGHT) {
                    return;
                }
                match i64::try_from(node.index) {
                    Ok(idx) => nodes.push(record_node::Model {
                        level: i16::from(node.level / TILE_HEIGHT),
                        idx,
                        hash: hash.as_bytes().to_vec(),
                    }),
                    Err(_) => unplaced = true,
                }
            })
            .map_err(StoreError::corrupt)?;
        if unplaced {
            return Err(StoreError::corrupt("the record is full"));
        }
        self.entries.push(record_entry::Model {
            idx: i64::try_from(index).map_err(StoreError::corrupt)?,
            kind: entry.kind().to_owned(),
            transaction_number,
            hash: hash.as_bytes().to_vec(),
            entry: bytes,
        });
        Ok(index)
    }

    /// Inserts what waits, when it is much. The head waits for [`Recorder::finish`].
    pub(crate) async fn flush_if_full(&mut self, txn: &impl ConnectionTrait) -> Result<(), StoreError> {
        if self.entries.len() >= MOST_WAITING { self.flush(txn).await } else { Ok(()) }
    }

    async fn flush(&mut self, txn: &impl ConnectionTrait) -> Result<(), StoreError> {
        insert(txn, std::mem::take(&mut self.entries)).await?;
        insert(txn, std::mem::take(&mut self.nodes)).await
    }

    /// Inserts what is left and writes the new head.
    pub(crate) async fn finish(mut self, txn: &impl ConnectionTrait) -> Result<(), StoreError> {
        self.flush(txn).await?;
        if self.frontier.size() == self.begun_at {
            return Ok(());
        }
        let head = record_head::ActiveModel {
            id: Set(1),
            size: Set(i64::try_from(self.frontier.size()).map_err(StoreError::corrupt)?),
            root: Set(Some(self.frontier.root().as_bytes().to_vec())),
            frontier: Set(Some(self.frontier.to_bytes())),
        };
        record_head::Entity::update(head).exec(txn).await?;
        Ok(())
    }
}

/// The last policy in the record, if there is one.
///
/// # Errors
/// [`StoreError::Corrupt`] when it cannot be read.
pub(crate) async fn last_policy(db: &impl ConnectionTrait) -> Result<Option<PolicyEntry>, StoreError> {
    let last = Statement::from_string(db.get_database_backend(), LAST_POLICY);
    let Some(row) = EntryRow::find_by_statement(last).one(db).await? else { return Ok(None) };
    match Entry::decode(&row.entry).map_err(StoreError::corrupt)? {
        Entry::Policy(policy) => Ok(Some(policy)),
        _ => Err(StoreError::corrupt("an entry of the record has another kind than its row says")),
    }
}

fn first_policy(recorded: UtcMillis) -> Entry {
    Entry::Policy(PolicyEntry::of_rules(recorded, CreatorShare::FLOOR, None))
}
