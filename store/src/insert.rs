//! Many rows in few statements.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

use crate::StoreError;

/// Rows in one statement, at most: with the widest table about 6 700 bound values, below the limit of either engine
/// (SQLite 32 766, PostgreSQL 65 535).
const MOST_ROWS: usize = 512;

/// Inserts `models`, in blocks whose sizes are powers of two: each size is a statement that stays prepared, so there
/// must be few of them.
pub(crate) async fn insert<M, A>(txn: &impl ConnectionTrait, models: Vec<M>) -> Result<(), StoreError>
where
    A: ActiveModelTrait,
    M: IntoActiveModel<A>,
{
    let mut models = models.into_iter();
    while let Some(largest) = models.len().checked_ilog2() {
        let block = models.by_ref().take(MOST_ROWS.min(1 << largest)).map(IntoActiveModel::into_active_model);
        A::Entity::insert_many(block.collect::<Vec<A>>()).exec_without_returning(txn).await?;
    }
    Ok(())
}
