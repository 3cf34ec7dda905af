//! `POST /safety`: the buttons of the page about safety, and "Not now" on the line that leads to it. What they choose is
//! kept in the reader's own cookie and nowhere else.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form};
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::care::preferences::{Introduced, Preferences, Presence};
use blkout_web::components::{INTENT_DISCREET, INTENT_INTRODUCED, INTENT_OPEN, SAFETY_PATH};
use http::StatusCode;
use serde::Deserialize;

use crate::app::AppState;
use crate::gateway::look::Look;
use crate::gateway::view_cookie;
use crate::identity::return_path::return_path;

/// The form as it is sent. Unknown fields are ignored.
#[derive(Deserialize)]
struct SafetyForm {
    intent: String,
    return_to: Option<String>,
}

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route(SAFETY_PATH, post(choose))
}

async fn choose(Extension(look): Extension<Look>, form: Result<Form<SafetyForm>, FormRejection>) -> Response {
    let form = match form {
        Ok(Form(form)) => form,
        Err(rejection) => return rejection.status().into_response(),
    };
    let Some((chosen, here)) = chosen(look.preferences, &form.intent) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let way = form.return_to.as_deref().map_or(here, |way| return_path(Some(way)));
    let location = HeaderValue::from_str(way).unwrap_or(HeaderValue::from_static("/"));
    let headers = [(header::SET_COOKIE, view_cookie::set(&chosen)), (header::LOCATION, location)];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// What the reader has from here on, and where they are taken who come from no page in particular. `None` when the
/// intent is none of ours.
fn chosen(preferences: Preferences, intent: &str) -> Option<(Preferences, &'static str)> {
    match intent {
        INTENT_INTRODUCED => Some((Preferences { introduced: Introduced::Yes, ..preferences }, "/")),
        INTENT_DISCREET => Some((Preferences { presence: Presence::Discreet, ..preferences }, "/safety#discreet")),
        INTENT_OPEN => Some((Preferences { presence: Presence::Open, ..preferences }, "/safety#discreet")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use blkout_core::care::preferences::Theme;

    use super::*;

    #[test]
    fn each_button_changes_one_thing() {
        let before = Preferences { theme: Theme::Dark, ..Preferences::default() };
        let (after, _) = chosen(before, INTENT_INTRODUCED).unwrap();
        assert_eq!(after, Preferences { introduced: Introduced::Yes, ..before });
        let (after, _) = chosen(before, INTENT_DISCREET).unwrap();
        assert_eq!(after, Preferences { presence: Presence::Discreet, ..before });
        assert_eq!(chosen(after, INTENT_OPEN).unwrap().0, before);
        assert!(chosen(before, "other").is_none());
    }
}
