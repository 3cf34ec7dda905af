//! The id of a session, and for how long one is good.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blkout_core::time::{DAY_MS, HOUR_MS, MINUTE_MS, UtcMillis};
use blkout_store::{Session, SessionDigest};

/// A session ends after this time without a visit, in milliseconds.
pub const IDLE_MS: i64 = 14 * DAY_MS;
/// A session ends this long after signing in, however busy it was, in milliseconds.
pub const ABSOLUTE_MS: i64 = 30 * DAY_MS;
/// [`IDLE_MS`] on a device that others use too.
pub const SHARED_IDLE_MS: i64 = HOUR_MS;
/// [`ABSOLUTE_MS`] on a device that others use too.
pub const SHARED_ABSOLUTE_MS: i64 = 12 * HOUR_MS;
/// A visit is written down at most this often, in milliseconds, to save writes.
pub const TOUCH_EVERY_MS: i64 = 10 * MINUTE_MS;

/// The id that a visitor holds: 256 random bits. It is never stored and never shown in debug output.
#[derive(Clone)]
pub struct SessionId([u8; 32]);

impl SessionId {
    /// Draws a new id.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads an id from a cookie; `None` when the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// The id as it stands in a cookie.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is stored of it.
    pub fn digest(&self) -> SessionDigest {
        SessionDigest::of(&self.0)
    }
}

impl std::fmt::Debug for SessionId {
    /// Never shows the id.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionId(..)")
    }
}

/// When a session that starts `now` ends at the latest.
pub fn ends_at(now: UtcMillis, is_shared_device: bool) -> UtcMillis {
    UtcMillis(now.0.saturating_add(if is_shared_device { SHARED_ABSOLUTE_MS } else { ABSOLUTE_MS }))
}

/// Whether a session that the store found is still good `now`: used lately, by somebody who may come in. Discreet mode
/// counts as a device that others use too, also where the session was begun before it.
pub fn is_good(session: &Session, is_discreet: bool, now: UtcMillis) -> bool {
    let idle_ms = if session.is_shared_device || is_discreet { SHARED_IDLE_MS } else { IDLE_MS };
    now < session.ends_at && now.0.saturating_sub(session.seen_at.0) < idle_ms && session.member.status.may_sign_in()
}

/// Whether this visit has to be written down.
pub fn must_touch(session: &Session, now: UtcMillis) -> bool {
    now.0.saturating_sub(session.seen_at.0) >= TOUCH_EVERY_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_the_cookie_and_nothing_else_is_one() {
        let id = SessionId::generate().unwrap();
        assert_eq!(SessionId::parse(&id.to_text()).unwrap().digest(), id.digest());
        let text = id.to_text();
        for wrong in ["", "abc", &text[1..], &format!("{text}A"), &text.replace(|_| true, "!"), &format!("{text}=")] {
            assert!(SessionId::parse(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn two_ids_are_never_the_same() {
        assert_ne!(SessionId::generate().unwrap().digest(), SessionId::generate().unwrap().digest());
    }
}
