//! `/contacts/{slug}`: what one entry says, where to check it, the form to say so, and earlier checks.

use blkout_core::{
    care::contacts::{AsOf, CONTACTS, CheckedHow, Contact, LondonTime, MAX_CHECK_NOTE_CHARS},
    time::UtcMillis,
};
use blkout_store::ContactCheck;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{FOR_STEWARDS, steward, today};
use crate::{
    components::{ErrorSummary, FieldError, TextLines, checked},
    context::FormReturn,
    page::PageError,
    pages::{
        names::{Names, names},
        restricted::{NotDone, restricted},
    },
};

/// The page.
#[component]
pub fn ContactPage() -> impl IntoView {
    let slug = use_params_map().get_untracked().get("slug").unwrap_or_default();
    restricted(FOR_STEWARDS, steward, |context, _| async move {
        let contact = CONTACTS.iter().find(|contact| contact.slug == slug).ok_or(PageError::NotFound)?;
        let checks = context.store.contact_checks();
        let (last, earlier) = (checks.last().await?, checks.of_entry(contact.slug).await?);
        let names = names(&context.store, earlier.iter().map(|check| &check.by)).await?;
        let state = checked(contact.freshness(AsOf { today: today(context.now), checks: &last }));
        let form = context.form();
        let summary = form.error("step").is_none().then(|| view! { <ErrorSummary form=form.clone() /> });
        Ok(view! {
            <Title text="Number to check" />
            <main id="main" tabindex="-1" class="page page--narrow" data-section="support">
                <header class="page-head">
                    <p class="eyebrow"><a href="/contacts">"Numbers to check"</a></p>
                    <h1>{contact.name}</h1>
                </header>
                <NotDone form=form.clone() />
                {summary}
                <section class="stack" aria-labelledby="entry">
                    <h2 id="entry">"What we say"</h2>
                    <Entry contact state />
                    <p>
                        <a class="button" href=contact.source rel="noopener noreferrer">"Open their page"</a>
                    </p>
                </section>
                <section class="stack" aria-labelledby="check">
                    <h2 id="check">"I checked this today"</h2>
                    <p>
                        "Compare everything above. Please do not keep a line busy that somebody may need: a short call outside of busy hours is enough, and never a test call to the emergency numbers."
                    </p>
                    <CheckForm contact form />
                    <p>"If something is wrong, leave this form and ask for the entry to be changed."</p>
                </section>
                <Earlier contact earlier names now=context.now />
            </main>
        })
    })
}

/// Everything that a check compares.
#[component]
fn Entry(contact: &'static Contact, state: String) -> impl IntoView {
    let ways = contact.reach.iter().map(|way| view! { <dd><a href=way.href()>{way.label()}</a></dd> }).collect_view();
    view! {
        <dl class="facts facts--small">
            <div><dt>"Reach them"</dt>{ways}</div>
            <div><dt>"Who it is for"</dt><dd>{contact.about}</dd></div>
            <div><dt>"Hours"</dt><dd>{contact.hours.label()}</dd></div>
            <div><dt>"Cost"</dt><dd>{contact.cost.label()}</dd></div>
            <div><dt>"Where"</dt><dd>{contact.where_it_works()}</dd></div>
            <div><dt>"Readers see"</dt><dd>{state}</dd></div>
        </dl>
    }
}

#[component]
fn CheckForm(contact: &'static Contact, form: FormReturn) -> impl IntoView {
    let is_wrong = form.error("how").is_some();
    let chosen = form.value("how").map(str::to_owned);
    let choices = CheckedHow::ALL.map(|how| {
        let checked = chosen.as_deref() == Some(how.as_str());
        view! {
            <label class="choice">
                <input type="radio" name="how" value=how.as_str() checked=checked />
                <span>{how.label()}</span>
            </label>
        }
    });
    view! {
        <form class="stack" method="post" action=format!("/contacts/{}", contact.slug)>
            <input type="hidden" name="digest" value=contact.content_digest().to_string() />
            <fieldset class="choices" id="how" aria-describedby=is_wrong.then_some("how-error")>
                <legend>"How did you check it?"</legend>
                <FieldError field="how" form=form.clone() />
                {choices.collect_view()}
            </fieldset>
            <TextLines
                form
                name="note"
                label="Note for the other stewards"
                hint=format!("Optional, at most {MAX_CHECK_NOTE_CHARS} characters, and never public. Please name nobody who answered.")
                rows=3
            />
            <p class="cluster"><button class="button button--primary" type="submit">"I checked this today"</button></p>
        </form>
    }
}

/// What was recorded before, the newest first.
#[component]
fn Earlier(contact: &'static Contact, earlier: Vec<ContactCheck>, names: Names, now: UtcMillis) -> impl IntoView {
    let digest = contact.content_digest();
    let items = earlier.into_iter().map(|check| {
        let date = LondonTime::at(check.at).date;
        let day = if date == today(now) { "Today".to_owned() } else { date.to_string() };
        let changed = (check.digest != digest).then_some("The entry has changed since.");
        let note =
            (!check.note.as_str().is_empty()).then(|| view! { <p><bdi>{check.note.as_str().to_owned()}</bdi></p> });
        let name = names.get(&check.by).cloned().unwrap_or_default();
        view! {
            <li class="stack--tight">
                <p class="meta">
                    <time datetime=date.iso()>{day}</time>
                    <bdi>{name}</bdi>
                    <span>{check.how.label()}</span>
                </p>
                {note}
                {changed.map(|words| view! { <p>{words}</p> })}
            </li>
        }
    });
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="earlier">
                <h2 id="earlier">"Earlier checks"</h2>
                <ul class="plain stack">{items}</ul>
            </section>
        }
    })
}
