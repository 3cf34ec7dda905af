//! Every article has a cloth of its own, woven from its address: the same one everywhere. It is decoration, and goes
//! where a reader asked for less to look at.

use leptos::prelude::*;

use crate::components::{Cloth, ClothSize};

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <Cloth seed="six-keys" size=ClothSize::Cloth />
        <Cloth seed="forty-tables" />
        <Cloth seed="the-back-room" />
        <Cloth seed="thursdays" />
    }
}
