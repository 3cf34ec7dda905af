//! A joyful moment: quiet, once, only for readers who asked for it, and never on a page about harm (care.md, Calm).

use blkout_core::{care::celebration::Occasion, settings::CelebrationElements};
use leptos::prelude::*;

use crate::page::request;

/// What there is to be glad about, in words, with a strip of cloth that unrolls once. Nothing at all for readers who
/// did not ask for it.
///
/// No decision has a way yet to switch celebration off for the whole community, so the standard of the setting holds.
#[component]
pub fn Celebration(
    /// Computed from data by the page.
    occasion: Occasion,
) -> impl IntoView {
    occasion.is_celebrated(CelebrationElements::default(), &request().preferences).then(|| {
        view! {
            <p class="celebration" role="status">
                <svg class="celebration__cloth" viewBox="0 0 8 2" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="fades" x="0" width="2" height="2" />
                    <rect class="fades" x="2" width="2" height="2" />
                    <rect class="fades" x="4" width="2" height="2" />
                    <rect class="fades" x="6" width="2" height="2" />
                </svg>
                {occasion.words()}
            </p>
        }
    })
}
