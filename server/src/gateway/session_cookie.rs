//! The one cookie: the session's id, for this host only, out of reach of scripts.

use axum::http::header::{self, HeaderValue};
use http::HeaderMap;

use crate::identity::session::{ABSOLUTE_MS, SessionId};

/// The cookie's name. A browser takes a name that begins with `__Host-` only with `Secure`, for `/` and for one
/// host, so nobody else's page and no subdomain can plant one. On plain http a browser takes it from this machine
/// itself only; elsewhere signing in needs https.
pub const COOKIE: &str = "__Host-blkout";

/// The session's id that the visitor came with. Of several cookies with our name, only a well-formed first one
/// counts.
pub fn read(headers: &HeaderMap) -> Option<SessionId> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        .and_then(SessionId::parse)
}

/// The header that hands a session's id to the visitor. On a shared device it lasts until the browser is closed.
pub fn set(id: &SessionId, is_shared_device: bool) -> HeaderValue {
    let mut text = format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax", id.to_text());
    if !is_shared_device {
        text.push_str("; Max-Age=");
        text.push_str(&(ABSOLUTE_MS / 1_000).to_string());
    }
    // The id is base64url and the rest is ours, so this is always a valid header value.
    HeaderValue::try_from(text).unwrap_or_else(|_| clear())
}

/// The header that takes the cookie away again.
pub const fn clear() -> HeaderValue {
    HeaderValue::from_static("__Host-blkout=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookies: &[&str]) -> HeaderMap {
        let values = cookies.iter().map(|text| (header::COOKIE, HeaderValue::from_str(text).unwrap()));
        values.collect()
    }

    #[test]
    fn the_id_comes_back_from_among_other_cookies() {
        let id = SessionId::generate().unwrap();
        let text = id.to_text();
        let found = read(&headers(&["a=b", &format!("c=d; {COOKIE}={text}; e=f")]));
        assert_eq!(found.unwrap().digest(), id.digest());
    }

    #[test]
    fn other_names_and_other_texts_are_no_session() {
        let text = SessionId::generate().unwrap().to_text();
        for cookie in
            [format!("x{COOKIE}={text}"), format!("{COOKIE}x={text}"), format!("{COOKIE}={text}x"), String::new()]
        {
            assert!(read(&headers(&[&cookie])).is_none(), "{cookie}");
        }
    }

    #[test]
    fn the_attributes_are_the_strict_ones() {
        let id = SessionId::generate().unwrap();
        let own = set(&id, false);
        let own = own.to_str().unwrap();
        for part in ["__Host-blkout=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=2592000"] {
            assert!(own.contains(part), "{part} is not in {own}");
        }
        assert!(!set(&id, true).to_str().unwrap().contains("Max-Age"));
    }
}
