//! Each choice says what it means. The whole of it can be pressed, and the chosen one has a heavier edge and a ground.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <fieldset class="choices" data-section="governance">
            <legend>"Your ballot"</legend>
            <label class="choice">
                <input type="radio" name="design-choice" value="support" checked />
                <span>"Support"<small>"You want this to happen."</small></span>
            </label>
            <label class="choice">
                <input type="radio" name="design-choice" value="abstain" />
                <span>"Abstain"<small>"You take part and leave it to the others."</small></span>
            </label>
        </fieldset>
        <label class="choice">
            <input type="checkbox" name="design-shared" />
            <span>"This is a shared phone"<small>"You are signed out when the browser is closed."</small></span>
        </label>
    }
}
