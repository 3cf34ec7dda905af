//! One grid, one weight of line, square ends like threads. An icon stands beside words and never alone, so it is hidden
//! from assistive technology. It takes the colour of the words.

use leptos::prelude::*;

use crate::components::{Icon, IconName};

pub(in super::super) fn example() -> impl IntoView {
    let icons = IconName::ALL.iter().map(|name| view! { <li><Icon name=*name /> " " {name.slug()}</li> });
    view! { <ul class="design__icons">{icons.collect_view()}</ul> }
}
