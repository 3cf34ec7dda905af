//! The island **check these figures**: the reader's own browser computes every split on the page again, with the
//! same code as the server, and compares with what the page shows.

mod shown;

use leptos::prelude::*;

use self::shown::Findings;

/// A button that checks every payment on the page. Without scripts it says how to check by other means.
#[island]
pub fn CheckFigures() -> impl IntoView {
    let (alive, set_alive) = signal(false);
    let (findings, set_findings) = signal(None::<Findings>);
    Effect::new(move |_| set_alive.set(true));
    view! {
        <div class="check card card--quiet stack--tight">
            <p>"Do not take our word for it."</p>
            <button
                type="button"
                class="button button--primary"
                hidden=move || !alive.get()
                on:click=move |_| set_findings.set(Some(shown::check_page()))
            >
                "Check these figures"
            </button>
            <p class="meta" hidden=move || alive.get()>
                "With scripts on, your browser can compute every split on this page again. Without them, the program "
                <code>"blkout split"</code> " does the same."
            </p>
            <div role="status">{move || findings.get().map(report)}</div>
        </div>
    }
}

fn report(findings: Findings) -> impl IntoView {
    let Findings { payments, figures, not_split, faults } = findings;
    let clean = faults.is_empty();
    let title = if payments == 0 {
        "There is no split on this page to check."
    } else if clean {
        "Every figure agrees."
    } else {
        "Some figures are not what the rule gives."
    };
    let figures = figures.to_string();
    let list = faults
        .into_iter()
        .map(|fault| {
            view! {
                <li>
                    {fault.payment} ", " {fault.part} ": the page shows " <strong>{fault.shown}</strong> ", the rule gives "
                    <strong>{fault.computed}</strong>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class=if clean { "notice notice--success" } else { "notice notice--error" }>
            <p class="notice__title">{title}</p>
            <ul>{list}</ul>
            <p>
                "Checked in your browser: " {payments.to_string()} " payments and refunds, " {figures}
                " figures. Not split and so not checked: " {not_split.to_string()}
                " fees and transfers. Not checked either: that the page shows every payment there was."
            </p>
        </div>
    }
}
