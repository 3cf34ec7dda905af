//! What happened, that nothing is lost, and a link to each field that needs a change. Read out as soon as it appears.
//! Never by colour alone: each field says in words what to do.

use leptos::prelude::*;

use crate::components::{ErrorSummary, TextField};
use crate::context::FormReturn;

pub(in super::super) fn example() -> impl IntoView {
    let form = FormReturn {
        field_errors: vec![("design-month".to_owned(), "Please write the month like 2026-01.".to_owned())],
        values: vec![("design-month".to_owned(), "January".to_owned())],
    };
    view! {
        <ErrorSummary form=form.clone() />
        <TextField form name="design-month" label="Month" hint="A year and a month." />
    }
}
