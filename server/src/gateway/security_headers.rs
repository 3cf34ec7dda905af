//! The headers that tell a browser how little this site needs, on every answer.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};

use super::look::Look;
use super::nonce::CspNonce;
use super::{client_address, view_cookie};
use crate::app::AppState;

/// The same on every answer.
///
/// COEP and CORP cost nothing here: no page loads anything from another origin (rules.md, Consent and
/// data). `Permissions-Policy` names what browsers would otherwise allow this origin by default.
const FIXED: [(HeaderName, HeaderValue); 9] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
    (HeaderName::from_static("origin-agent-cluster"), HeaderValue::from_static("?1")),
    (header::X_DNS_PREFETCH_CONTROL, HeaderValue::from_static("off")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
             display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), \
             hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
             payment=(), picture-in-picture=(), publickey-credentials-get=(self), \
             screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()",
        ),
    ),
];

/// Two years, the value that browsers' preload lists ask for.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Draws the answer's nonce, leaves it and the reader's preferences in the request for the page, and writes the headers.
///
/// HSTS and `upgrade-insecure-requests` are sent only when a trusted proxy says that the visitor came
/// over https: on plain http they would lock a community out of its own machine.
pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Ok(nonce) = CspNonce::generate() else {
        tracing::error!("the system gives no random bytes; refusing to answer");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let https = client_address::came_over_https(&request, state.trusted_proxies());
    // The support page brings its style along.
    let own_style = request.uri().path() == blkout_web::SUPPORT_PATH;
    let preferences = view_cookie::read(request.headers());
    request.extensions_mut().insert(Look { nonce: nonce.clone(), preferences });
    let mut response = next.run(request).await;
    write(response.headers_mut(), &nonce, https, own_style);
    response
}

fn write(headers: &mut HeaderMap, nonce: &CspNonce, https: bool, own_style: bool) {
    for (name, value) in &FIXED {
        headers.insert(name, value.clone());
    }
    // A nonce is base64url, so the policy is always a valid header value.
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(nonce, https, own_style)) {
        // Our own service worker answers with a narrower one.
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
}

/// What a page may load and do: our own files, one inline script with the nonce, and WebAssembly; with `own_style` a
/// style element with the same nonce.
fn content_security_policy(nonce: &CspNonce, https: bool, own_style: bool) -> String {
    let style = if own_style { format!(" 'nonce-{}'", nonce.as_str()) } else { String::new() };
    let mut policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{}' 'wasm-unsafe-eval'; style-src 'self'{style}; \
         img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         object-src 'none'",
        nonce.as_str()
    );
    if https {
        policy.push_str("; upgrade-insecure-requests");
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(https: bool) -> (HeaderMap, CspNonce) {
        let nonce = CspNonce::generate().unwrap();
        let mut headers = HeaderMap::new();
        write(&mut headers, &nonce, https, false);
        (headers, nonce)
    }

    #[test]
    fn the_policy_holds_the_nonce_and_nothing_unsafe_for_scripts_or_styles() {
        let (headers, nonce) = written(false);
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains(&format!("'nonce-{}'", nonce.as_str())));
        assert!(policy.starts_with("default-src 'none'"));
        for never in ["unsafe-inline", "'unsafe-eval'", "data:", "http:", "https:", "*"] {
            assert!(!policy.contains(never), "{never} in {policy}");
        }
    }

    #[test]
    fn https_is_demanded_only_of_those_who_came_over_https() {
        let (plain, _) = written(false);
        assert!(!plain.contains_key(header::STRICT_TRANSPORT_SECURITY));
        let (secure, _) = written(true);
        assert!(secure.contains_key(header::STRICT_TRANSPORT_SECURITY));
        let policy = secure[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.ends_with("upgrade-insecure-requests"));
    }
}
