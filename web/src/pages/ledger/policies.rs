//! The rules that payments were shared by, since when, and who decided: from the entries of the record.

use blkout_core::{
    money::{BPS_WHOLE, Money},
    record::entry::PolicyEntry,
};
use leptos::prelude::*;

/// Every policy that has been in force, the newest first.
#[component]
pub fn PolicyHistory(
    /// With the index of each one's entry in the record, the oldest first.
    policies: Vec<(u64, PolicyEntry)>,
) -> impl IntoView {
    let rows = policies.into_iter().rev().map(|(index, policy)| {
        let since = policy.recorded.date();
        let decided = match policy.decision.clone() {
            Some(id) => {
                let address = format!("/proposals/{id}");
                view! { <a href=address>"a vote of the members"</a> }.into_any()
            }
            None => "the rules that the platform began with".into_any(),
        };
        view! {
            <li class="card card--quiet">
                <p>
                    "Since "
                    <time datetime=since.iso()>{since.to_string()}</time>
                    ": "
                    <b>{terms(&policy)}</b>
                </p>
                <p class="meta">
                    <span>"By " {decided}</span>
                    <span>{format!("Entry {index} of the record")}</span>
                </p>
            </li>
        }
    });
    view! { <ol class="stack--tight plain">{rows.collect::<Vec<_>>()}</ol> }
}

/// `creators at least 75%, platform at most 10%, community the rest; …`
fn terms(policy: &PolicyEntry) -> String {
    let percent = |bps: u16| {
        let share = blkout_core::ledger::Ratio::new(i64::from(bps), i64::from(BPS_WHOLE));
        share.map_or_else(String::new, |share| share.per_cent_down().to_string())
    };
    let fund = policy.earmarks.iter().map(|(purpose, per_cent)| format!("{} {per_cent}%", purpose.slug()));
    let minimums = policy.minimums.iter().map(|(currency, minor)| Money::new(*minor, *currency).to_string());
    format!(
        "creators {} of every payment, rounded up; platform {} at most; the community the rest. Its fund: {}. Payouts from {}.",
        percent(policy.creators.bps()),
        percent(policy.platform_bps),
        fund.collect::<Vec<_>>().join(", "),
        minimums.collect::<Vec<_>>().join(", "),
    )
}
