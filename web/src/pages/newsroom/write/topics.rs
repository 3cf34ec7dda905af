//! What a piece is about as a whole: the questions of the form, and the page that asks them again later.

use blkout_core::care::article::{Article, ArticleSlug};
use blkout_core::care::warning::{Topic, Warning};
use blkout_store::MemberId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{TOPICS_FIELD, values};
use crate::{
    components::{ErrorSummary, FieldError, TextField},
    context::FormReturn,
    page::{PageError, page, request},
};

/// The topics to tick, and a line for own words. All of it may stay empty.
#[component]
pub(super) fn TopicFields(
    /// What came back.
    form: FormReturn,
    /// The slugs of the topics that are ticked.
    chosen: Vec<String>,
    /// The own words that stand there at first.
    #[prop(optional, into)]
    own_words: String,
) -> impl IntoView {
    let is_wrong = form.error(TOPICS_FIELD).is_some();
    let described_by = if is_wrong { "topics-hint topics-error" } else { "topics-hint" };
    let boxes = Topic::ALL.map(|topic| {
        let checked = chosen.iter().any(|slug| slug == topic.slug());
        view! {
            <label class="choice">
                <input type="checkbox" name=TOPICS_FIELD value=topic.slug() checked=checked />
                <span>{topic.label()}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices" id=TOPICS_FIELD aria-describedby=described_by>
            <legend>"Is there something that readers may want to know first?"</legend>
            <p class="hint" id="topics-hint">
                "You decide, and you can leave all of this empty. What you tick stands in lists. If you closed no part of the text yourself, all of it stays closed until a reader opens it."
            </p>
            <FieldError field=TOPICS_FIELD form=form.clone() />
            <div class="topic-grid">{boxes.collect_view()}</div>
        </fieldset>
        <TextField
            form
            name="own_words"
            label="Or in your own words"
            hint="Optional. For example: a dog dies"
            initial=own_words
        />
    }
}

/// `/newsroom/{slug}/warnings`: for the member who published it, and nobody else.
#[component]
pub fn AboutPage() -> impl IntoView {
    let context = request();
    let slug = use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default();
    page(async move {
        let slug = ArticleSlug::new(&slug).map_err(|_| PageError::NotFound)?;
        let member = context.viewer.as_ref().and_then(|viewer| MemberId::parse(&viewer.member_id));
        let member = member.ok_or(PageError::NotFound)?;
        if !context.store.articles().is_by(&slug, &member).await? {
            return Err(PageError::NotFound);
        }
        let article = context.store.articles().by_slug(&slug, context.now).await?.ok_or(PageError::NotFound)?;
        Ok(about_form(&article, context.form()))
    })
}

fn about_form(article: &Article, form: FormReturn) -> impl IntoView + use<> {
    let card = article.card().clone();
    let address = format!("/newsroom/{}", card.slug.as_str());
    let action = format!("{address}/warnings");
    // A form that came back shows what was ticked then, and a new one what is kept.
    let came_back = !form.is_clean();
    let chosen = if came_back {
        values(&form, TOPICS_FIELD).map(str::to_owned).collect()
    } else {
        article.about().iter().filter_map(topic_of).map(|topic| topic.slug().to_owned()).collect()
    };
    let own_words = article.about().iter().find_map(own_words_of).unwrap_or_default();
    view! {
        <Title text="Writing" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="newsroom">
            <header class="page-head">
                <p class="eyebrow">
                    <a href=address.clone()>{card.title}</a>
                </p>
                <h1>"What this piece is about"</h1>
            </header>
            <ErrorSummary form=form.clone() />
            <form class="stack" method="post" action=action>
                <TopicFields form chosen own_words />
                <div class="cluster">
                    <button class="button button--primary" type="submit">
                        "Keep this"
                    </button>
                    <a class="button button--quiet" href=address>
                        "Leave it as it is"
                    </a>
                </div>
            </form>
        </main>
    }
}

fn topic_of(warning: &Warning) -> Option<Topic> {
    match warning {
        Warning::Topic(topic) => Some(*topic),
        Warning::OwnWords(_) => None,
    }
}

fn own_words_of(warning: &Warning) -> Option<String> {
    match warning {
        Warning::Topic(_) => None,
        Warning::OwnWords(words) => Some(words.as_str().to_owned()),
    }
}
