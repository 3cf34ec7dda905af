//! The whole of what answers, put together: state, routes and layers in their order.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use blkout_core::limits::BODY_BYTES;
use blkout_core::payments::webhook::Secret;
use blkout_store::Store;
use http::{Method, StatusCode};

use crate::clock::Clock;
use crate::config::Config;
use crate::gateway::admission::RequestLimits;
use crate::gateway::static_files::StaticFiles;
use crate::gateway::{
    access_log, admission, cache_control, compression, csrf, deadline, discreet, error_pages, left, panics, request_id,
    security_headers,
};
use crate::identity::attempts::SignInAttempts;
use crate::identity::endings::Endings;
use crate::identity::password::PasswordChecker;
use crate::pages::{self, Pages};
use crate::payouts::DetailsSafe;
use crate::record::RecordKey;
use crate::secrets::Vault;
use crate::{api, design, feed, forms, health, leave, record, service_worker, webhooks};

/// What every handler can reach. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    clock: Clock,
    pages: Pages,
    static_files: StaticFiles,
    trusted_proxies: Vec<IpAddr>,
    request_limits: RequestLimits,
    sign_in_attempts: SignInAttempts,
    endings: Endings,
    passwords: PasswordChecker,
    details_safe: DetailsSafe,
    shows_design: bool,
    record_key: RecordKey,
    webhook_secrets: Vec<Secret>,
}

/// Why the site cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The folder of the built site is missing or cannot be read.
    #[error(
        "the setting BLKOUT_SITE_DIR (--site-dir) is \"{folder}\": {source}. Build the site with script/build, or name the folder where it is."
    )]
    Site {
        /// The folder.
        folder: String,
        /// What the system answered.
        source: std::io::Error,
    },
    /// The system has no randomness to give.
    #[error("the system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// A setting that only counts here does not do.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    /// Passwords cannot be worked on.
    #[error(transparent)]
    Password(#[from] crate::identity::password::PasswordFault),
}

impl AppState {
    /// Prepares everything that answers, over a store that has been migrated.
    ///
    /// # Errors
    /// [`AppError`]
    pub fn new(store: Store, clock: Clock, config: &Config) -> Result<Self, AppError> {
        let static_files = StaticFiles::read(&config.site_dir)
            .map_err(|source| AppError::Site { folder: config.site_dir.display().to_string(), source })?;
        let details_safe = DetailsSafe::new(Vault::new(config.secrets_key_file.clone()));
        let shows_details = Arc::new(details_safe.clone());
        Ok(Self(Arc::new(Parts {
            pages: Pages::new(store.clone(), clock.clone(), &config.site_dir, &static_files, shows_details)?
                .kept(config.service_worker),
            shows_design: config.design,
            record_key: RecordKey::new(store.clone(), clock.clone(), config),
            store,
            clock,
            static_files,
            trusted_proxies: config.trusted_proxies.clone(),
            request_limits: RequestLimits::default(),
            sign_in_attempts: SignInAttempts::default(),
            endings: Endings::default(),
            passwords: PasswordChecker::new()?,
            webhook_secrets: config.webhook.secrets()?,
            details_safe,
        })))
    }

    /// The community's data.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The pages.
    pub fn pages(&self) -> &Pages {
        &self.0.pages
    }

    /// The site's own files.
    pub fn static_files(&self) -> &StaticFiles {
        &self.0.static_files
    }

    /// Proxies whose word about the client's address is believed.
    pub fn trusted_proxies(&self) -> &[IpAddr] {
        &self.0.trusted_proxies
    }

    /// The counters of requests.
    pub fn request_limits(&self) -> &RequestLimits {
        &self.0.request_limits
    }

    /// The counters of failed sign-ins.
    pub fn sign_in_attempts(&self) -> &SignInAttempts {
        &self.0.sign_in_attempts
    }

    /// The sessions that are ending because somebody left.
    pub fn endings(&self) -> &Endings {
        &self.0.endings
    }

    /// Who signs the record here.
    pub fn record_key(&self) -> &RecordKey {
        &self.0.record_key
    }

    /// What the payment processor signs its events with; none when there is no webhook.
    pub fn webhook_secrets(&self) -> &[Secret] {
        &self.0.webhook_secrets
    }

    /// What seals and opens bank details.
    pub fn details_safe(&self) -> &DetailsSafe {
        &self.0.details_safe
    }

    /// Whether the gallery of components is served.
    pub fn shows_design(&self) -> bool {
        self.0.shows_design
    }

    /// What checks passwords.
    pub fn passwords(&self) -> &PasswordChecker {
        &self.0.passwords
    }
}

/// Everything that the site answers.
pub fn router(state: AppState) -> Router {
    routed(
        with_layers(
            pages::routes(&state)
                .merge(forms::routes())
                .merge(api::routes())
                .merge(feed::routes())
                .merge(leave::routes())
                .merge(design::routes(state.shows_design()))
                .merge(service_worker::routes()),
            &state,
        ),
        state,
    )
}

/// Puts the gateway's layers around `routes`, innermost first, and gives everything else the site's files or the
/// page that says that there is nothing.
///
/// What a layer needs from another decides the order: the error pages stand outside of whatever answers with a bare
/// status and inside of the nonce and the request's name, which they show.
pub fn with_layers(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    routes
        .fallback(file_or_page)
        .layer(from_fn_with_state(state.clone(), admission::layer))
        .layer(csrf::layer())
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn(deadline::layer))
        .layer(panics::layer())
        .layer(from_fn_with_state(state.clone(), error_pages::layer))
        .layer(from_fn(cache_control::layer))
        .layer(from_fn_with_state(state.clone(), security_headers::layer))
        .layer(from_fn(discreet::layer))
        .layer(from_fn_with_state(state.clone(), left::layer))
        .layer(compression::layer())
        .layer(from_fn(access_log::layer))
        .layer(from_fn(request_id::layer))
}

/// The signs of life stand outside of the layers: they need no session, no page and no limit.
fn routed(site: Router<AppState>, state: AppState) -> Router {
    Router::new()
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .layer(from_fn_with_state(state.clone(), security_headers::layer))
        .layer(from_fn(cache_control::layer))
        .merge(record::routes(&state))
        .merge(webhooks::routes(&state))
        .merge(site)
        .with_state(state)
}

async fn file_or_page(State(state): State<AppState>, request: Request) -> Response {
    if state.static_files().contains(request.uri().path()) {
        return state.static_files().answer(request).await;
    }
    let is_page = request.method() == Method::GET || request.method() == Method::HEAD;
    if !is_page || request.uri().path().starts_with(api::PREFIX) {
        return StatusCode::NOT_FOUND.into_response();
    }
    pages::show(State(state), request).await
}
