//! New ids: `UUIDv7`, so that later ones come later in the order.

use std::{fmt::Display, str::FromStr};

use blkout_core::time::UtcMillis;

use crate::StoreError;

/// A new id as text, from the instant and ten random bytes that the caller drew.
pub(crate) fn new_id_text(now: UtcMillis, random: [u8; 10]) -> String {
    let millis = u64::try_from(now.0).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().hyphenated().to_string()
}

/// The same as the type of its kind.
///
/// # Errors
/// None in practice: every UUID has the form of an id.
pub(crate) fn new_id<I: FromStr<Err: Display>>(now: UtcMillis, random: [u8; 10]) -> Result<I, StoreError> {
    new_id_text(now, random).parse().map_err(StoreError::corrupt)
}
