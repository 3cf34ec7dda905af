//! The choices on this device, in the browser's own store.

use blkout_core::care::topic_choices::{STORAGE_KEY, TopicChoices};

use crate::device;

/// What was chosen on this device; nothing where that cannot be known.
pub(super) fn read() -> TopicChoices {
    TopicChoices::parse(&device::read(STORAGE_KEY).unwrap_or_default())
}

/// Keeps what was chosen; `None` where the browser keeps nothing.
pub(super) fn keep(choices: &TopicChoices) -> Option<()> {
    let text = choices.to_text();
    if text.is_empty() { forget() } else { device::keep(STORAGE_KEY, &text) }
}

/// Takes away what was kept.
pub(super) fn forget() -> Option<()> {
    device::forget(STORAGE_KEY)
}
