//! The bar is a picture of the lines under it, and hidden from assistive technology: the lines say everything.
//! The parts differ in lightness too, and stay apart in black and white.

use blkout_core::money::Currency;
use leptos::prelude::*;

use crate::components::{ShareLine, SplitBar};

pub(in super::super) fn example() -> impl IntoView {
    let part = |class, name, amount, share: &str| ShareLine {
        class,
        name,
        amount,
        share: Some(share.to_owned()),
        figure: None,
    };
    let lines = [
        part("part--creator", "The people who made it", 7_500, "75%"),
        part("part--community", "Our community fund", 1_500, "15%"),
        part("part--platform", "Running this site", 1_000, "10%"),
    ];
    view! { <SplitBar lines currency=Currency::GBP /> }
}
