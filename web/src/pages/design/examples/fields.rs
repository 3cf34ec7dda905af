//! A label that stays, a hint before the field, and the field. The hint and the error are read out with it.
//! Nothing is asked that a step does not need.

use leptos::prelude::*;

use crate::components::{TextField, TextLines};
use crate::context::FormReturn;

pub(in super::super) fn example() -> impl IntoView {
    let form = FormReturn::default();
    view! {
        <TextField form=form.clone() name="design-title" label="Title" hint="What people will look for." />
        <TextLines form name="design-reason" label="Why?" hint="In your own words. It can be short." />
    }
}
