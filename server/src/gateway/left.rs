//! Somebody left while the server could not be reached: what could not be ended then ends now.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use blkout_core::care::exit::LEFT_COOKIE;
use http::HeaderMap;

use super::session_cookie;
use crate::app::AppState;
use crate::leave::CLEAR_EVERYTHING;

/// Ends the session of a browser that comes back with [`LEFT_COOKIE`], answers as to somebody who was never here, and
/// has the browser emptied. Stands outside of everything that reads a cookie.
pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if !has_left(request.headers()) {
        return next.run(request).await;
    }
    if let Some(id) = session_cookie::read(request.headers()) {
        // Should the database not answer: the cookie goes all the same, here and in the browser.
        state.endings().end(state.store(), &id.digest(), state.clock().now()).await;
    }
    request.headers_mut().remove(header::COOKIE);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let (name, value) = CLEAR_EVERYTHING;
    headers.insert(name, value);
    headers.append(header::SET_COOKIE, session_cookie::clear());
    headers.append(header::SET_COOKIE, clear());
    response
}

fn has_left(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut names = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split('=').next());
    names.any(|name| name == LEFT_COOKIE)
}

/// The header that takes the cookie away again.
pub const fn clear() -> HeaderValue {
    HeaderValue::from_static("__Host-left=; Path=/; Secure; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_name_counts() {
        for (cookies, expected) in [
            ("__Host-left=1", true),
            ("a=b; __Host-left=1; c=d", true),
            ("__Host-lefty=1", false),
            ("a=__Host-left=1", false),
            ("", false),
        ] {
            let headers = [(header::COOKIE, HeaderValue::from_static(cookies))].into_iter().collect();
            assert_eq!(has_left(&headers), expected, "{cookies}");
        }
    }

    #[test]
    fn the_cookie_that_is_cleared_is_the_one_that_is_read() {
        assert!(clear().to_str().unwrap().starts_with(&format!("{LEFT_COOKIE}=;")));
    }
}
