//! The cookie with a reader's preferences: neutral in its name, on this host only, out of reach of scripts.

use axum::http::header::{self, HeaderValue};
use blkout_core::care::preferences::{Preferences, Presence};
use http::HeaderMap;

/// The cookie's name says nothing about whose site it is.
pub const COOKIE: &str = "__Host-view";
/// How long preferences are kept, in seconds: one year. In discreet mode they go with the browser's session.
const MAX_AGE_S: u32 = 365 * 24 * 60 * 60;

/// The preferences that the visitor came with; the standard where there are none.
pub fn read(headers: &HeaderMap) -> Preferences {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        .map(Preferences::parse)
        .unwrap_or_default()
}

/// The preferences that an answer sets; `None` where it sets none.
pub fn set_by(headers: &HeaderMap) -> Option<Preferences> {
    let values = headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.filter_map(|value| value.split(';').next());
    pairs.find_map(|pair| pair.strip_prefix(COOKIE)?.strip_prefix('=')).map(Preferences::parse)
}

/// The header that keeps `preferences`; where nothing differs from the standard, the one that keeps nothing.
pub fn set(preferences: &Preferences) -> HeaderValue {
    let text = preferences.to_text();
    if text.is_empty() {
        return clear();
    }
    let mut cookie = format!("{COOKIE}={text}; Path=/; Secure; HttpOnly; SameSite=Lax");
    if preferences.presence != Presence::Discreet {
        cookie.push_str("; Max-Age=");
        cookie.push_str(&MAX_AGE_S.to_string());
    }
    // The text is lower-case letters, hyphens, colons and full stops, so this is always a valid header value.
    HeaderValue::try_from(cookie).unwrap_or_else(|_| clear())
}

/// The header that takes the cookie away again.
pub const fn clear() -> HeaderValue {
    HeaderValue::from_static("__Host-view=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use blkout_core::care::preferences::Theme;

    use super::*;

    #[test]
    fn what_was_set_is_read_from_among_other_cookies() {
        let chosen = Preferences { theme: Theme::Dark, ..Preferences::default() };
        let mut headers = HeaderMap::new();
        let sent = set(&chosen);
        let pair = sent.to_str().unwrap().split(';').next().unwrap().to_owned();
        headers.insert(header::COOKIE, HeaderValue::try_from(format!("a=b; {pair}; c=d")).unwrap());
        assert_eq!(read(&headers), chosen);
        assert_eq!(read(&HeaderMap::new()), Preferences::default());
    }

    #[test]
    fn what_an_answer_sets_is_read_from_among_its_cookies() {
        let chosen = Preferences { theme: Theme::Dark, ..Preferences::default() };
        let mut headers = HeaderMap::new();
        assert_eq!(set_by(&headers), None);
        headers.append(header::SET_COOKIE, HeaderValue::from_static("a=__Host-view; Path=/"));
        headers.append(header::SET_COOKIE, set(&chosen));
        assert_eq!(set_by(&headers), Some(chosen));
    }

    #[test]
    fn discreet_preferences_go_with_the_browsers_session_and_no_preferences_leave_nothing() {
        let discreet = Preferences { presence: Presence::Discreet, ..Preferences::default() };
        assert!(!set(&discreet).to_str().unwrap().contains("Max-Age"));
        assert_eq!(set(&Preferences::default()), clear());
    }
}
