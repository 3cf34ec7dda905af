//! Names with their figures. Figures stand level, also where a name takes two lines.
//! Each figure is computed from data; where there is none, it says “no data yet”.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <dl class="facts" data-section="money">
            <div><dt>"This month"</dt><dd class="money">"£412.70"</dd></div>
            <div><dt>"Kept for them until the next payout is made"</dt><dd class="money">"£498.43"</dd></div>
            <div><dt>"All time"</dt><dd class="money">"£2,753.70"</dd></div>
        </dl>
        <dl class="facts facts--small" data-section="money">
            <div><dt>"Events"</dt><dd class="money">"£748.07"</dd></div>
            <div><dt>"Support"</dt><dd class="money">"£501.02"</dd></div>
        </dl>
    }
}
