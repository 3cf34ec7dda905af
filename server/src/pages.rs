//! Pages: the address becomes a document that `blkout-web` renders.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use blkout_core::care::preferences::Preferences;
use blkout_core::membership::may_write;
use blkout_store::{Session, Store};
use blkout_web::{App, Failure, FindEvidence, FormReturn, PageContext, ShowDetails, VerifierFiles, Viewer};
use bytes::Bytes;
use http::{StatusCode, Uri};
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use leptos::context::provide_context;
use leptos::prelude::IntoView;

use crate::app::AppState;
use crate::clock::Clock;
use crate::evidence::BuildEvidence;
use crate::gateway::admission::Caller;
use crate::gateway::cache_control::{PRIVATE, PUBLIC_PAGE};
use crate::gateway::look::Look;
use crate::gateway::page_memory::PageMemory;
use crate::gateway::request_id::RequestId;
use crate::gateway::static_files::StaticFiles;

/// The address of the page to sign in on.
pub const SIGN_IN: &str = "/sign-in";

/// The name of what cargo-leptos builds, as in `pkg/blkout.css`.
const OUTPUT_NAME: &str = "blkout";

/// Renders pages, and keeps public ones for a moment.
#[derive(Debug)]
pub struct Pages {
    store: Store,
    clock: Clock,
    are_kept: bool,
    options: LeptosOptions,
    verifier: VerifierFiles,
    memory: PageMemory,
    details: Arc<dyn ShowDetails>,
    evidence: Arc<dyn FindEvidence>,
}

/// One page to render.
struct Wanted<'r> {
    uri: &'r Uri,
    viewer: Option<Viewer>,
    form: Option<FormReturn>,
    look: Look,
}

/// Every address that `blkout-web` has a page for, so that the log and the counters know its pattern.
///
/// Leptos finds them by running the frame of the site once, for nobody.
pub fn routes(state: &AppState) -> Router<AppState> {
    patterns(state).iter().fold(Router::new(), |router, pattern| router.route(pattern, get(show)))
}

/// The patterns of [`routes`], as in `/newsroom/{slug}`, sorted.
pub fn patterns(state: &AppState) -> Vec<String> {
    let context = state.pages().context("", None, Preferences::default(), None);
    let provide = move || provide_context(context.clone());
    let listed = leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(App, None, provide).0;
    let mut patterns: Vec<_> = listed.iter().map(|page| page.path().to_owned()).collect();
    patterns.sort_unstable();
    patterns
}

/// Answers a `GET` with its page.
pub async fn show(State(state): State<AppState>, request: Request) -> Response {
    let extensions = request.extensions();
    let Some(look) = extensions.get::<Look>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let session = extensions.get::<Caller>().and_then(|caller| caller.session.as_ref());
    if session.is_none() && request.uri().query().is_none() && request.uri().path() != SIGN_IN {
        return state.pages().public(request.uri(), look).await;
    }
    let viewer = session.map(viewer);
    state.pages().fresh(Wanted { uri: request.uri(), viewer, form: None, look }).await
}

/// What pages may know of a session.
pub fn viewer(session: &Session) -> Viewer {
    let member = &session.member;
    Viewer {
        member_id: member.id.as_str().to_owned(),
        name: member.name.as_str().to_owned(),
        creator_slug: member.creator.clone(),
        is_steward: member.capabilities.steward && member.status.may_vote(),
        may_write: may_write(member.status, member.capabilities, member.creator.is_some()),
        is_on_shared_device: session.is_shared_device,
    }
}

impl Pages {
    /// Prepares to render, with the site built into `site_dir`.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new(
        store: Store,
        clock: Clock,
        site_dir: &Path,
        files: &StaticFiles,
        details: Arc<dyn ShowDetails>,
    ) -> Result<Self, getrandom::Error> {
        // cargo-leptos leaves the list of hashed names beside the program; without it the names have no hashes.
        let program = std::env::current_exe().unwrap_or_default();
        let has_hashes = program.parent().is_some_and(|folder| folder.join("hash.txt").is_file());
        let options = LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_root(site_dir.display().to_string())
            .hash_files(has_hashes)
            .build();
        let verifier =
            VerifierFiles { script: files.built("verifier", "js"), page: files.built("check-record", "html") };
        let evidence = Arc::new(BuildEvidence::new(site_dir));
        let memory = PageMemory::new()?;
        Ok(Self { store, clock, are_kept: true, options, verifier, details, evidence, memory })
    }

    /// The same, where browsers keep pages or not.
    #[must_use]
    pub fn kept(self, are_kept: bool) -> Self {
        Self { are_kept, ..self }
    }

    /// Whether browsers may have a service worker, and keep pages.
    pub const fn are_kept(&self) -> bool {
        self.are_kept
    }

    /// The page at `path` once more, with status 422: the form on it could not be accepted.
    pub async fn again(&self, path: &str, viewer: Option<Viewer>, form: FormReturn, look: Look) -> Response {
        let Ok(uri) = path.parse::<Uri>() else {
            return StatusCode::UNPROCESSABLE_ENTITY.into_response();
        };
        let mut response = self.fresh(Wanted { uri: &uri, viewer, form: Some(form), look }).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
        response
    }

    /// The page at `path` with what was sent to it, where nothing has to be put right and nothing was kept.
    pub async fn with_form(&self, path: &str, viewer: Option<Viewer>, form: FormReturn, look: Look) -> Response {
        let Ok(uri) = path.parse::<Uri>() else { return StatusCode::BAD_REQUEST.into_response() };
        let mut response = self.fresh(Wanted { uri: &uri, viewer, form: Some(form), look }).await;
        response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
        response
    }

    /// A page for anybody, from memory where it is still right.
    async fn public(&self, uri: &Uri, Look { nonce, preferences }: Look) -> Response {
        let now = self.clock.now();
        // Read before rendering: what changes meanwhile makes the page old, never the other way round.
        let version = self.store.data_version();
        let question = (uri.path(), preferences);
        if let Some(page) = self.memory.recall(question, version, now) {
            return html(StatusCode::OK, PUBLIC_PAGE, page.with_nonce(&nonce));
        }
        let look = Look { nonce: self.memory.marker().clone(), preferences };
        let (status, body) = match self.render(Wanted { uri, viewer: None, form: None, look }, blkout_web::shell).await
        {
            Ok(rendered) => rendered,
            Err(response) => return response,
        };
        let text = String::from_utf8_lossy(&body);
        let page = if status == StatusCode::OK {
            self.memory.keep(question, version, now, &text)
        } else {
            Arc::new(self.memory.cut(&text, now))
        };
        html(status, public_if_found(status), page.with_nonce(&nonce))
    }

    /// A page rendered for one visitor.
    async fn fresh(&self, wanted: Wanted<'_>) -> Response {
        let is_private = wanted.viewer.is_some() || wanted.uri.path() == SIGN_IN;
        match self.render(wanted, blkout_web::shell).await {
            Ok((status, body)) => html(status, if is_private { PRIVATE } else { public_if_found(status) }, body),
            Err(response) => response,
        }
    }

    /// The page that says what went wrong, in the product's own voice.
    pub async fn error(
        &self,
        status: StatusCode,
        retry_after_seconds: Option<u64>,
        look: Option<Look>,
        id: Option<&RequestId>,
    ) -> Response {
        let Some(look) = look else { return status.into_response() };
        let failure = Failure { status, retry_after_seconds, request_id: id.map(|id| id.as_str().to_owned()) };
        let wanted = Wanted { uri: &Uri::from_static("/"), viewer: None, form: None, look };
        let document = move |options| blkout_web::failure_document(options, failure.clone());
        match self.render(wanted, document).await {
            Ok((_, body)) => html(status, PRIVATE, body),
            Err(response) => response,
        }
    }

    /// The gallery of components, in the theme of `look`.
    pub async fn design(&self, look: Look) -> Response {
        let wanted = Wanted { uri: &Uri::from_static(blkout_web::DESIGN_PATH), viewer: None, form: None, look };
        match self.render(wanted, blkout_web::design_document).await {
            Ok((status, body)) => html(status, PUBLIC_PAGE, body),
            Err(response) => response,
        }
    }

    /// The gallery as a file, in the theme of `look`.
    ///
    /// # Errors
    /// The answer that says what went wrong.
    pub async fn design_file(&self, look: Look) -> Result<Bytes, Response> {
        let theme = look.preferences.theme;
        let wanted = Wanted { uri: &Uri::from_static(blkout_web::DESIGN_PATH), viewer: None, form: None, look };
        let (_, body) = self.render(wanted, move |_| blkout_web::design_file(theme)).await?;
        Ok(body)
    }

    /// What a page may know about the request that it answers.
    fn context(
        &self,
        path: &str,
        viewer: Option<Viewer>,
        preferences: Preferences,
        form: Option<FormReturn>,
    ) -> PageContext {
        PageContext {
            store: self.store.clone(),
            viewer,
            preferences,
            now: self.clock.now(),
            path: path.to_owned(),
            demo: self.store.is_demonstration(),
            form,
            worker: self.are_kept,
            verifier: self.verifier.clone(),
            details: Arc::clone(&self.details),
            evidence: Arc::clone(&self.evidence),
        }
    }

    /// Renders to the end, so that the answer's length is known and a fault on the way is a clean error.
    async fn render<V: IntoView + 'static>(
        &self,
        wanted: Wanted<'_>,
        document: impl Fn(LeptosOptions) -> V + Clone + Send + Sync + 'static,
    ) -> Result<(StatusCode, Bytes), Response> {
        let context = self.context(wanted.uri.path(), wanted.viewer, wanted.look.preferences, wanted.form);
        let nonce = wanted.look.nonce.to_leptos();
        let provide = move || {
            provide_context(context.clone());
            provide_context(nonce.clone());
        };
        let options = self.options.clone();
        // A request of our own with the address and nothing else: pages cannot come to depend on headers.
        let request = Request::builder().uri(wanted.uri).body(Body::empty());
        let request = request.map_err(|_| StatusCode::BAD_REQUEST.into_response())?;
        let render = leptos_axum::render_app_async_with_context(provide, move || document(options.clone()));
        let rendered = render(request).await;
        let status = rendered.status();
        match rendered.into_body().collect().await {
            Ok(body) => Ok((status, body.to_bytes())),
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered to its end");
                Err(StatusCode::INTERNAL_SERVER_ERROR.into_response())
            }
        }
    }
}

/// What a browser may do with a page for anybody. That there was nothing for a visitor is not kept: it may be shown
/// again, by going back, to somebody who has signed in since, or leave the address of a private page behind.
fn public_if_found(status: StatusCode) -> HeaderValue {
    if status == StatusCode::OK { PUBLIC_PAGE } else { PRIVATE }
}

fn html(status: StatusCode, kept: HeaderValue, body: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, kept),
        (header::VARY, HeaderValue::from_static("cookie")),
    ];
    (status, headers, body).into_response()
}
