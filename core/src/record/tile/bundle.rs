//! Entries one after the other, each behind its length: the content of `tile/entries/<N>`.

/// The longest entry, in bytes: its length is written in 16 bits.
pub const LONGEST_ENTRY: usize = u16::MAX as usize;

/// Why bytes and entries do not make a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// An entry does not fit into the format.
    #[error("an entry has at most {LONGEST_ENTRY} bytes, and this one has {0}")]
    TooLong(usize),
    /// The bytes end within an entry, or before the last one.
    #[error("the bundle ends too early")]
    Short,
    /// There is more after the last entry.
    #[error("the bundle goes on after its last entry")]
    Trailing,
}

/// Writes each entry behind its length (two bytes, big-endian).
///
/// # Errors
/// [`BundleError::TooLong`] for an entry above [`LONGEST_ENTRY`].
pub fn encode_bundle(entries: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    for entry in entries {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len()).map_err(|_| BundleError::TooLong(entry.len()))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// Reads a bundle of exactly `width` entries.
///
/// # Errors
/// [`BundleError::Short`] or [`BundleError::Trailing`] when there are fewer or more bytes than that.
pub fn decode_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let (mut rest, mut entries) = (bytes, Vec::with_capacity(width.into()));
    for _ in 0..width {
        let (length, after) = rest.split_first_chunk::<2>().ok_or(BundleError::Short)?;
        let (entry, after) = after.split_at_checked(u16::from_be_bytes(*length).into()).ok_or(BundleError::Short)?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(BundleError::Trailing) }
}
