//! A piece of a list: under a rule, or under its own cloth. The link in the heading makes the whole card the target,
//! and the link’s words are all that is read out.
//! `card--quiet` is a box for something beside the text.

use leptos::prelude::*;

use crate::components::Cloth;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <ul class="grid">
            <li class="card" data-section="newsroom">
                <Cloth seed="forty-tables" />
                <h3><a class="card__link" href="#cards">"Forty tables, one cake"</a></h3>
                <p>"What a zine fair sold, what it cost, and who paid for the cake."</p>
                <p class="meta"><span>"Imani R."</span><span>"2 minutes"</span></p>
            </li>
            <li class="card" data-section="newsroom">
                <h3><a class="card__link" href="#cards">"The back room, 1986"</a></h3>
                <p>"Four elders remember a night that ran for eleven months."</p>
                <p class="card__warning">"Has a closed part about: racism"</p>
                <p class="meta"><span>"Dee M."</span><span>"3 minutes"</span></p>
            </li>
            <li class="card card--quiet">
                <h3>"Beside the text"</h3>
                <p>"In a thin box."</p>
            </li>
        </ul>
    }
}
