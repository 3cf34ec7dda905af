//! Every figure computed again from the postings, and compared with what is kept.

use std::collections::BTreeMap;

use blkout_core::ledger::LowestShare;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Statement};

use super::{
    entities::lowest_share,
    fill::{TRANSACTIONS, WORKS, lowest_recomputed},
    rows::lowest,
};
use crate::{StoreError, ledger::Ledger};

const KEPT_WORKS: &str = "SELECT creator, currency, title, amount, payments FROM creator_works";
const KEPT_TRANSACTIONS: &str = "SELECT creator, occurred_at, transaction_id, kind, currency FROM creator_transactions";

#[derive(FromQueryResult)]
struct CountRow {
    differences: i64,
}

impl Ledger<'_> {
    /// What is wrong with the kept figures, computed from every posting again; `None` when they all agree. Slow on a
    /// large ledger.
    ///
    /// # Errors
    /// [`StoreError`] when something cannot be read.
    pub async fn check_figures(self) -> Result<Option<String>, StoreError> {
        let reader = self.store.reader();
        for (what, kept, computed) in [
            ("what creators earned with each work", KEPT_WORKS, WORKS),
            ("the order of creators' transactions", KEPT_TRANSACTIONS, TRANSACTIONS),
        ] {
            let differences = difference(reader, kept, computed).await?;
            if differences > 0 {
                return Ok(Some(format!("{what}: {differences} rows are not those of the postings")));
            }
        }
        let mut kept: BTreeMap<_, LowestShare> = BTreeMap::new();
        for row in lowest_share::Entity::find().all(reader).await? {
            let currency = row.currency.parse().map_err(StoreError::corrupt)?;
            kept.insert(currency, lowest(row.transaction_id, row.creator_pool, row.gross)?);
        }
        let computed = lowest_recomputed(reader).await?;
        Ok((kept != computed).then(|| "the lowest share ever paid is not that of the payments".to_owned()))
    }
}

/// How many rows are on one side only.
async fn difference<C: ConnectionTrait>(reader: &C, kept: &str, computed: &str) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM ({kept} EXCEPT {computed}) a) + (SELECT COUNT(*) FROM ({computed} EXCEPT {kept}) b) \
         AS differences"
    );
    let row =
        CountRow::find_by_statement(Statement::from_string(reader.get_database_backend(), sql)).one(reader).await?;
    Ok(row.map_or(0, |row| row.differences))
}
