//! One display face for headings and figures, the device's own letters for everything that is read.
//! Sizes grow with the screen and with the size that a reader chose, and never beyond a small screen.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <h3>"A heading of the third kind"</h3>
        <p class="eyebrow">"A line above a heading"</p>
        <p class="lede">"The first paragraph of a page, a little larger."</p>
        <p>"Text, at 18 pixels where a browser says 16, on lines of at most 42 rem."</p>
        <p class="meta"><span>"Dates"</span><span>"and names"</span><span>"in small"</span></p>
        <p><strong class="money">"£1,234.50"</strong>" stands in figures of one width."</p>
    }
}
