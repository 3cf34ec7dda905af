//! `/design`: the gallery of components, where the setting `BLKOUT_DESIGN` is on; otherwise there is nothing here.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, http::StatusCode, response::IntoResponse as _};
use blkout_core::care::preferences::Theme;
use blkout_web::{DESIGN_PATH, THEME_QUERY};

use crate::app::AppState;
use crate::gateway::look::Look;

/// The gallery's route, or none.
pub fn routes(is_on: bool) -> Router<AppState> {
    if is_on { Router::new().route(DESIGN_PATH, get(show)) } else { Router::new() }
}

/// The gallery in the theme that the address asks for; without one, in the theme that the reader chose.
async fn show(
    State(state): State<AppState>,
    Extension(mut look): Extension<Look>,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    if let Some((_, asked)) = query.iter().find(|(name, _)| name == THEME_QUERY) {
        let Some(theme) = Theme::from_slug(asked) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        look.preferences.theme = theme;
    }
    state.pages().design(look).await
}
