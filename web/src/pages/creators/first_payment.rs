//! A creator's first payment: a joyful moment, known from the ledger.

use blkout_core::{
    care::celebration::{Occasion, is_first_payment},
    ledger::TransactionKind as Kind,
};
use blkout_store::LedgerPage;
use leptos::prelude::*;

use crate::components::Celebration;

/// Whether the newest page of a creator's transactions holds all of them, and among them one payment that nobody
/// took back.
pub(super) fn is_first(newest: &LedgerPage) -> bool {
    let count = |kinds: &[Kind]| newest.rows.iter().filter(|row| kinds.contains(&row.kind)).count();
    let payments = count(&[Kind::Charge, Kind::ManualPayment]);
    let taken_back = count(&[Kind::Refund, Kind::Dispute, Kind::ManualRefund]);
    newest.older.is_none() && is_first_payment(payments, taken_back)
}

/// The moment, for a reader who asked for such moments.
#[component]
pub(super) fn FirstPayment(
    /// As [`is_first`] found.
    first: bool,
) -> impl IntoView {
    first.then(|| view! { <Celebration occasion=Occasion::FirstPayment /> })
}
