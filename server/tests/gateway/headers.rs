//! The strict headers, on every kind of answer.

use http::{StatusCode, header};

use crate::site::{Answer, Site, get, post, with};

fn assert_strict(what: &str, answer: &Answer) {
    let policy = answer.header(header::CONTENT_SECURITY_POLICY);
    for part in [
        "default-src 'none'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ] {
        assert!(policy.contains(part), "{what}: {part} is not in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    assert!(answer.header("permissions-policy").contains("geolocation=()"), "{what}");
    assert!(!answer.header(header::CACHE_CONTROL).is_empty(), "{what}: says nothing about being kept");
    assert!(!answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "{what}: demands https on plain http");
    assert!(!answer.headers.contains_key(header::SERVER), "{what}");
}

#[tokio::test]
async fn every_answer_carries_them() {
    let site = Site::new().await;
    for path in [
        "/",
        "/newsroom",
        "/ledger",
        "/proposals",
        "/sign-in",
        "/support",
        "/safety",
        "/nothing-here",
        "/leave",
        "/pkg/blkout.css",
        "/sign-out",
        "/livez",
        "/readyz",
        "/api/v1/nothing",
        "/creators/nobody",
        "/%ff",
        "/..%2f",
    ] {
        assert_strict(path, &site.get(path).await);
    }
    assert_strict("a refused form", &site.send(with(post("/sign-in", ""), "sec-fetch-site", "cross-site")).await);
    assert_strict("a form to put right", &site.post("/sign-in", "").await);
    assert_strict("a body too large", &site.post("/sign-in", &"x".repeat(2 << 20)).await);
    let mut head = get("/");
    *head.method_mut() = http::Method::HEAD;
    assert_strict("HEAD", &site.send(head).await);
    let mut odd = get("/");
    *odd.method_mut() = http::Method::DELETE;
    assert_strict("DELETE", &site.send(odd).await);
}

#[tokio::test]
async fn every_answer_has_its_own_nonce_and_the_page_uses_it() {
    let site = Site::new().await;
    let mut seen = Vec::new();
    for path in ["/", "/", "/?again", "/support", "/nothing-here"] {
        let answer = site.get(path).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert!(!seen.contains(&nonce), "{path}: the nonce was used before");
        assert!(answer.body.contains(&format!("nonce=\"{nonce}\"")), "{path}: {}", answer.body);
        let inline = answer.body.matches("<script").count() + answer.body.matches("<style").count();
        assert_eq!(
            answer.body.matches(&format!("nonce=\"{nonce}\"")).count(),
            inline,
            "{path}: a script or a style without nonce"
        );
        seen.push(nonce);
    }
}

#[tokio::test]
async fn pages_have_nothing_inline_that_the_policy_would_refuse() {
    let site = Site::new().await;
    for path in ["/", "/newsroom", "/ledger", "/proposals", "/sign-in", "/support", "/safety"] {
        let body = site.get(path).await.body;
        // Help carries its own style, with the nonce (docs/decisions/0017).
        assert_eq!(body.contains("<style"), path == "/support", "{path}");
        assert!(!body.contains("<style>"), "{path}: a style without nonce");
        for never in [" style=\"", " onclick=", " onload=", " onerror=", "javascript:", "src=\"http", "src=\"//"] {
            assert!(!body.contains(never), "{path}: {never}");
        }
    }
}

#[tokio::test]
async fn https_is_demanded_of_those_who_came_over_https_through_the_proxy() {
    let site = Site::with(|config| config.trusted_proxies = vec!["10.0.0.1".parse().unwrap()]).await;
    let proxied = crate::site::from(with(get("/"), "x-forwarded-proto", "https"), "10.0.0.1");
    let answer = site.send(proxied).await;
    assert!(answer.header(header::STRICT_TRANSPORT_SECURITY).starts_with("max-age="));
    assert!(answer.header(header::CONTENT_SECURITY_POLICY).contains("upgrade-insecure-requests"));
    let claimed = crate::site::from(with(get("/"), "x-forwarded-proto", "https"), "203.0.113.7");
    assert!(!site.send(claimed).await.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
}

#[tokio::test]
async fn public_pages_may_be_kept_by_the_visitor_only_and_private_ones_by_nobody() {
    let site = Site::new().await.with_member(blkout_core::membership::MemberStatus::Active).await;
    let public = site.get("/").await;
    assert_eq!(public.header(header::CACHE_CONTROL), "private, no-cache");
    assert!(public.header(header::VARY).contains("cookie"));
    let cookie = site.sign_in().await;
    for path in ["/", "/ledger", "/support", "/nothing-here"] {
        assert_eq!(site.get_as(path, &cookie).await.header(header::CACHE_CONTROL), "no-store", "{path}");
    }
    assert_eq!(site.get("/sign-in").await.header(header::CACHE_CONTROL), "no-store");
    for (path, status) in [("/nothing-here", StatusCode::NOT_FOUND), ("/payouts", StatusCode::FORBIDDEN)] {
        let answer = site.get(path).await;
        assert_eq!((answer.status, answer.header(header::CACHE_CONTROL).as_str()), (status, "no-store"), "{path}");
    }
}

#[tokio::test]
async fn a_request_is_named_by_us() {
    let site = Site::new().await;
    let answer = site.send(with(get("/"), "x-request-id", "chosen-outside")).await;
    let id = answer.header("x-request-id");
    assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    assert_ne!(site.get("/").await.header("x-request-id"), id);
}
