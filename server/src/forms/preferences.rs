//! `POST /preferences`: keeps what a reader chose in the cookie of their own device, and nowhere else.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, State};
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::care::preferences::{Introduced, Preferences, Theme};
use blkout_web::FormReturn;
use blkout_web::pages::ledger::percent_encoded;
use blkout_web::pages::preferences::{BACK, BUTTON_FIELD, KEPT_PARAMETER, PREFERENCES_PATH, RESET, RETURN_FIELD};
use http::StatusCode;

use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::gateway::view_cookie;
use crate::identity::return_path::{HOME, return_path};
use crate::pages;

const NO_SUCH_CHOICE: &str = "Please choose one of these.";
const UNREADABLE: &str = "We could not read what was sent, so nothing was changed. Please choose again.";

/// The fields as they are sent. Unknown ones are ignored.
type Fields = Vec<(String, String)>;

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route(PREFERENCES_PATH, post(keep))
}

async fn keep(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let chosen = match form {
        Ok(Form(fields)) => {
            let chosen = choose(look.preferences, &fields);
            chosen.map(|chosen| answer(&chosen, &fields)).map_err(|errors| (errors, fields))
        }
        Err(FormRejection::BytesRejection(rejection)) => return rejection.status().into_response(),
        Err(_) => Err((vec![(Theme::SLUG.to_owned(), UNREADABLE.to_owned())], Fields::new())),
    };
    match chosen {
        Ok(response) => response,
        Err((field_errors, values)) => {
            let viewer = caller.session.as_ref().map(pages::viewer);
            state.pages().again(PREFERENCES_PATH, viewer, FormReturn { field_errors, values }, look).await
        }
    }
}

fn field<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// What the reader has from here on. A setting that was not sent stays as it was.
///
/// # Errors
/// The settings that were asked for a choice which they do not have, each with a sentence.
fn choose(mut preferences: Preferences, fields: &Fields) -> Result<Preferences, Vec<(String, String)>> {
    if field(fields, BUTTON_FIELD) == Some(RESET) {
        return Ok(Preferences::default());
    }
    // Whether somebody was told how to leave is not asked here.
    let asked = fields.iter().filter(|(setting, _)| setting != Introduced::SLUG);
    let unknown = asked.filter_map(|(setting, choice)| preferences.choose(setting, choice).err());
    let unknown: Vec<_> = unknown.map(|error| (error.setting.to_owned(), NO_SUCH_CHOICE.to_owned())).collect();
    if unknown.is_empty() { Ok(preferences) } else { Err(unknown) }
}

/// Keeps the choice, and goes back to the page that the reader came from or shows this one as it now is.
fn answer(chosen: &Preferences, fields: &Fields) -> Response {
    let way = return_path(field(fields, RETURN_FIELD));
    let location = match (field(fields, BUTTON_FIELD), way) {
        (Some(BACK), way) => way.to_owned(),
        (_, HOME) if field(fields, RETURN_FIELD) != Some(HOME) => format!("{PREFERENCES_PATH}?{KEPT_PARAMETER}=yes"),
        (_, way) => format!("{PREFERENCES_PATH}?{KEPT_PARAMETER}=yes&{RETURN_FIELD}={}", percent_encoded(way)),
    };
    // A path of ours is printable ASCII, so this is always a valid header value.
    let location = HeaderValue::try_from(location).unwrap_or(HeaderValue::from_static(PREFERENCES_PATH));
    let headers = [(header::SET_COOKIE, view_cookie::set(chosen)), (header::LOCATION, location)];
    (StatusCode::SEE_OTHER, headers).into_response()
}

#[cfg(test)]
mod tests {
    use blkout_core::care::preferences::{Motion, Strength};

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn location(pairs: &[(&str, &str)]) -> String {
        let response = answer(&Preferences::default(), &fields(pairs));
        response.headers()[header::LOCATION].to_str().unwrap().to_owned()
    }

    #[test]
    fn what_is_not_sent_stays() {
        let before = Preferences { motion: Motion::None, introduced: Introduced::Yes, ..Preferences::default() };
        let after = choose(before, &fields(&[("theme", "dark"), ("introduced", "no"), ("shoes", "red")])).unwrap();
        assert_eq!(after, Preferences { theme: Theme::Dark, ..before });
    }

    #[test]
    fn strength_has_no_off() {
        let errors = choose(Preferences::default(), &fields(&[("strength", "off"), ("theme", "dark")])).unwrap_err();
        assert_eq!(errors, [(Strength::SLUG.to_owned(), NO_SUCH_CHOICE.to_owned())]);
    }

    #[test]
    fn putting_everything_back_forgets_whatever_else_was_sent() {
        let before = Preferences { motion: Motion::None, introduced: Introduced::Yes, ..Preferences::default() };
        let after = choose(before, &fields(&[("theme", "neon"), (BUTTON_FIELD, RESET)]));
        assert_eq!(after, Ok(Preferences::default()));
    }

    #[test]
    fn the_way_back_is_our_own() {
        assert_eq!(location(&[]), "/preferences?kept=yes");
        assert_eq!(
            location(&[(RETURN_FIELD, "/ledger?page=2")]),
            "/preferences?kept=yes&return_to=%2Fledger%3Fpage%3D2"
        );
        assert_eq!(location(&[(RETURN_FIELD, "/")]), "/preferences?kept=yes&return_to=%2F");
        assert_eq!(location(&[(RETURN_FIELD, "//evil.example")]), "/preferences?kept=yes");
        assert_eq!(location(&[(RETURN_FIELD, "/ledger"), (BUTTON_FIELD, BACK)]), "/ledger");
        assert_eq!(location(&[(RETURN_FIELD, "//evil.example"), (BUTTON_FIELD, BACK)]), "/");
    }
}
