//! The forms of authors: `POST /newsroom/write` shows a piece as readers will see it, or publishes it;
//! `POST /newsroom/{slug}/warnings` changes what it is about.
//!
//! In whose name is known from the session alone, and whether they may is decided in the store, inside the write.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::care::article::{ArticleError, ArticleSlug, Typed};
use blkout_core::care::warning::Topic;
use blkout_core::membership::may_write;
use blkout_store::{AboutError, AuthorError, Session};
use blkout_web::FormReturn;
use blkout_web::pages::newsroom::write::{
    ADD_FIELD, GO_ON, IGNORE_FIELD, IGNORED_FIELD, LOOK, PUBLISH, STEP_FIELD, TOPICS_FIELD, WRITE_PATH,
};
use http::StatusCode;

use super::answers::{read_form, see_other, sentence, sign_in_first};
use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::pages;

/// The fields as they are sent; some come several times.
type Fields = Vec<(String, String)>;

/// What was sent. Unknown fields and unknown topics are left out.
#[derive(Default)]
struct Sent {
    title: String,
    summary: String,
    text: String,
    own_words: String,
    step: String,
    topics: Vec<Topic>,
    /// Suggested topics that the author waved away.
    ignored: Vec<Topic>,
}

impl Sent {
    fn read(fields: Fields) -> Self {
        let mut sent = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "title" => sent.title = value,
                "summary" => sent.summary = value,
                "text" => sent.text = value,
                "own_words" => sent.own_words = value,
                STEP_FIELD => sent.step = value,
                TOPICS_FIELD | ADD_FIELD => add(&mut sent.topics, &value),
                IGNORED_FIELD | IGNORE_FIELD => add(&mut sent.ignored, &value),
                _ => {}
            }
        }
        sent
    }

    fn typed(&self) -> Typed<'_> {
        Typed {
            title: &self.title,
            summary: &self.summary,
            text: &self.text,
            topics: self.topics.iter().map(|topic| topic.slug()).collect(),
            own_words: &self.own_words,
        }
    }

    /// What the page is given back, with the step that it shows.
    fn values(self, step: &str) -> Fields {
        let Self { title, summary, text, own_words, topics, ignored, step: _ } = self;
        let one = [
            ("title", title),
            ("summary", summary),
            ("text", text),
            ("own_words", own_words),
            (STEP_FIELD, step.to_owned()),
        ];
        let topics = topics.into_iter().map(|topic| (TOPICS_FIELD, topic.slug().to_owned()));
        let ignored = ignored.into_iter().map(|topic| (IGNORED_FIELD, topic.slug().to_owned()));
        one.into_iter().chain(topics).chain(ignored).map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

fn add(topics: &mut Vec<Topic>, slug: &str) {
    if let Some(topic) = Topic::from_slug(slug)
        && !topics.contains(&topic)
    {
        topics.push(topic);
    }
}

/// The forms' addresses.
pub fn routes() -> Router<AppState> {
    Router::new().route(WRITE_PATH, post(write)).route("/newsroom/{slug}/warnings", post(change_about))
}

async fn write(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let Some(session) = &caller.session else { return sign_in_first(WRITE_PATH) };
    let sent = match read_form(form) {
        Ok(fields) => Sent::read(fields),
        Err(status) => return status.into_response(),
    };
    let member = &session.member;
    if !may_write(member.status, member.capabilities, member.creator.is_some()) {
        // The page itself says whose it is.
        return show(&state, session, look, FormReturn::default()).await;
    }
    if sent.step == GO_ON {
        return show(&state, session, look, FormReturn { values: sent.values(GO_ON), ..FormReturn::default() }).await;
    }
    let article = match sent.typed().article(member.name.as_str(), state.clock().now()) {
        Ok(article) => article,
        Err(faults) => return again(&state, session, look, WRITE_PATH, sentences(&faults), sent.values(GO_ON)).await,
    };
    if sent.step != PUBLISH {
        return show(&state, session, look, FormReturn { values: sent.values(LOOK), ..FormReturn::default() }).await;
    }
    match state.store().articles().publish_as(article, &member.id).await {
        Ok(slug) => see_other(&format!("/newsroom/{}", slug.as_str())),
        Err(AuthorError::Store(error)) => fault(&error),
        Err(problem) => {
            let errors = vec![("title".to_owned(), sentence(&problem))];
            again(&state, session, look, WRITE_PATH, errors, sent.values(GO_ON)).await
        }
    }
}

async fn change_about(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let Ok(slug) = ArticleSlug::new(&slug) else { return StatusCode::NOT_FOUND.into_response() };
    let article = format!("/newsroom/{}", slug.as_str());
    let page = format!("{article}/warnings");
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    let sent = match read_form(form) {
        Ok(fields) => Sent::read(fields),
        Err(status) => return status.into_response(),
    };
    let changed = match sent.typed().about() {
        Ok(about) => state.store().articles().change_about(&slug, about, &session.member.id).await,
        Err(error) => Err(error.into()),
    };
    match changed {
        Ok(()) => see_other(&article),
        Err(AboutError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(AboutError::Article(error)) => {
            let field = if matches!(error, ArticleError::OwnWords(_)) { "own_words" } else { TOPICS_FIELD };
            again(&state, session, look, &page, sentences(&[(field, error)]), sent.values(GO_ON)).await
        }
        Err(AboutError::Store(error)) => fault(&error),
    }
}

fn sentences(faults: &[(&'static str, ArticleError)]) -> Vec<(String, String)> {
    faults.iter().map(|(field, error)| ((*field).to_owned(), sentence(error))).collect()
}

async fn show(state: &AppState, session: &Session, look: Look, form: FormReturn) -> Response {
    state.pages().with_form(WRITE_PATH, Some(pages::viewer(session)), form, look).await
}

async fn again(
    state: &AppState,
    session: &Session,
    look: Look,
    page: &str,
    field_errors: Vec<(String, String)>,
    values: Fields,
) -> Response {
    state.pages().again(page, Some(pages::viewer(session)), FormReturn { field_errors, values }, look).await
}

fn fault(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "an article could not be kept");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
