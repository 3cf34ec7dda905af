//! By which weights the creators of a payment share it.

use std::collections::BTreeMap;

use blkout_core::money::CreatorSlug;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::payment_weight;
use crate::StoreError;

/// The weights of each payment, by its id; the creators in the order of their names. A gift has none.
pub(crate) type WeightsOf = BTreeMap<String, Vec<(CreatorSlug, u64)>>;

/// The weights of these payments.
pub(crate) async fn weights_of(
    reader: &impl ConnectionTrait,
    payments: impl IntoIterator<Item = String> + Send,
) -> Result<WeightsOf, StoreError> {
    let rows = payment_weight::Entity::find()
        .filter(payment_weight::Column::PaymentId.is_in(payments))
        .order_by_asc(payment_weight::Column::PaymentId)
        .order_by_asc(payment_weight::Column::Creator)
        .all(reader)
        .await?;
    let mut weights = WeightsOf::new();
    for row in rows {
        let creator = CreatorSlug::new(row.creator).map_err(StoreError::corrupt)?;
        let weight = u64::try_from(row.weight).map_err(StoreError::corrupt)?;
        weights.entry(row.payment_id).or_default().push((creator, weight));
    }
    Ok(weights)
}
