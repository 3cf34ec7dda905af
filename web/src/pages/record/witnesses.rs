//! Those outside who watch the record, each with what it said last.

use blkout_core::time::{SECOND_MS, UtcMillis};
use blkout_store::Cosigned;
use leptos::prelude::*;

/// The witnesses, the most recently heard of first; in words when there are none.
#[component]
pub fn Witnesses(
    /// What the store holds.
    witnesses: Vec<Cosigned>,
) -> impl IntoView {
    if witnesses.is_empty() {
        return view! {
            <p>
                "Nobody watches it yet. Anybody can: the program " <code>"blkout witness"</code>
                " fetches the checkpoint, sees that nothing was taken back, and signs it too."
            </p>
        }
        .into_any();
    }
    let rows = witnesses.into_iter().map(|cosigned| {
        let millis = i64::try_from(cosigned.cosignature.seconds).unwrap_or(i64::MAX).saturating_mul(SECOND_MS);
        let at = UtcMillis(millis);
        view! {
            <tr role="row">
                <td role="cell" data-label="Witness"><code class="hash">{cosigned.witness.to_string()}</code></td>
                <td role="cell" class="number" data-label="Entries it saw">{cosigned.size}</td>
                <td role="cell" data-label="When it signed last">
                    <time datetime=at.rfc3339()>{format!("{}, {} UTC", at.date(), at.clock_text())}</time>
                </td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <p>"Each of these has seen the record at the size and time below, and would notice if it were rewritten."</p>
        <div class="table-region" role="region" aria-label="Witnesses, scrolls sideways" tabindex="0">
            <table class="table table--cards" role="table" aria-labelledby="witnesses">
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Witness"</th>
                        <th scope="col" role="columnheader" class="number">"Entries it saw"</th>
                        <th scope="col" role="columnheader">"When it signed last"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
