//! In a region that scrolls by itself and can be reached by keyboard. With `table--cards` rows become cards on a small
//! screen, and keep their roles and their columns’ names.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    let row = |name: &'static str, amount: &'static str| {
        view! {
            <tr role="row">
                <td role="cell" data-label="Work">{name}</td>
                <td role="cell" class="number money" data-label="Yours">{amount}</td>
            </tr>
        }
    };
    view! {
        <div class="table-region" role="region" aria-labelledby="design-table" tabindex="0" data-section="money">
            <table class="table table--cards" role="table">
                <caption id="design-table">"What two works earned"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Work"</th>
                        <th scope="col" role="columnheader" class="number">"Yours"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{row("Portrait print, A3", "£412.70")} {row("Poetry chapbook", "£38.25")}</tbody>
            </table>
        </div>
    }
}
