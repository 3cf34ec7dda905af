//! Somebody who can help: what to press first, then who, when, where and what it costs, with the source and the day on
//! which a person last checked it. No pictures. Numbers come from one reviewed file and stand nowhere else.

use std::sync::LazyLock;

use blkout_core::care::contacts::{AsOf, CONTACTS, LastChecks};
use leptos::prelude::*;

use crate::components::ContactCard;
use crate::page::request;

/// Nobody has checked anything here.
static CHECKS: LazyLock<LastChecks> = LazyLock::new(LastChecks::default);

pub(in super::super) fn example() -> impl IntoView {
    let now = request().now;
    let as_of = AsOf { today: now.date(), checks: &CHECKS };
    CONTACTS.first().map(|contact| view! { <ContactCard contact freshness=contact.freshness(as_of) now=Some(now) again=false /> })
}
