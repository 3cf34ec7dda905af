//! What people write comes back as text, in every field that comes back at all. The framework's escaping is checked,
//! not trusted.

use http::StatusCode;

use crate::site::{Site, encoded};

/// Texts that would become markup or leave an attribute where escaping fails.
pub(crate) const HOSTILE: [&str; 9] = [
    "</textarea><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "' onfocus=alert(1) autofocus='",
    "\" onfocus=alert(1) autofocus=\"",
    "</title><script>alert(1)</script>",
    "<!--<script>alert(1)",
    "<svg onload=alert(1)>",
    "&quot;><img src=x onerror=alert(1)>",
    "\u{2028}</script><script>alert(1)</script>\u{0}",
];

/// Fails when `body` holds `text` as anything but text.
pub(crate) fn assert_is_text(what: &str, body: &str, text: &str) {
    assert!(!body.contains("<script>alert"), "{what}: {body}");
    assert!(!body.contains("<svg onload"), "{what}");
    assert!(!body.contains("<img src=x"), "{what}");
    if text.contains('"') || text.contains('<') {
        assert!(!body.contains(text), "{what}: {text:?} came back as it was");
    }
}

#[tokio::test]
async fn the_sign_in_form_gives_back_text() {
    let site = Site::new().await;
    for hostile in HOSTILE {
        for field in ["email", "password", "return_to", "shared"] {
            let mut form = format!("{field}={}", encoded(hostile));
            for other in ["email", "password"].into_iter().filter(|other| *other != field) {
                form.extend(["&", other, "=a%40b.example"]);
            }
            // Each text as another visitor: the limit of sign-ins is not what is tried here.
            site.clock.advance(blkout_core::limits::WINDOW_MS);
            let answer = site.post("/sign-in", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {hostile}");
            assert_is_text(field, &answer.body, hostile);
        }
    }
}

#[tokio::test]
async fn addresses_give_back_text() {
    let site = Site::new().await;
    for hostile in HOSTILE {
        let text = encoded(hostile);
        for address in [
            format!("/sign-in?return_to={text}"),
            format!("/{text}"),
            format!("/newsroom/{text}"),
            format!("/newsroom?page={text}"),
            format!("/creators/{text}"),
            format!("/proposals/{text}"),
            format!("/ledger?currency={text}&after={text}&before={text}&month={text}"),
        ] {
            let answer = site.get(&address).await;
            assert!(!answer.status.is_server_error(), "{address}: {}", answer.status);
            assert_is_text(&address, &answer.body, hostile);
        }
    }
}
