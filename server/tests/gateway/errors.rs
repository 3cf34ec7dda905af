//! What goes wrong is said in the product's own voice, with the ways out on it.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::routing::get;
use blkout_server::app;
use http::{Method, StatusCode, header};

use crate::site::{Site, answer, get as request};

fn assert_kind(what: &str, body: &str) {
    for part in ["<!DOCTYPE html>", "<h1>", "href=\"/leave\"", "href=\"/support\"", "id=\"main\""] {
        assert!(body.contains(part), "{what}: {part} is not in {body}");
    }
}

#[tokio::test]
async fn an_address_without_a_page_is_404() {
    let site = Site::new().await;
    for path in
        ["/nothing-here", "/newsroom/no-such-article", "/proposals/none", "/%ff", "/..%2f..%2fetc%2fpasswd", "//"]
    {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_kind(path, &answer.body);
    }
}

#[tokio::test]
async fn a_panic_is_a_500_page_with_a_number_and_the_server_lives_on() {
    async fn boom() {
        panic!("a secret that must not be shown");
    }
    let site = Site::new().await;
    let faulty = Router::new().route("/boom", get(boom)).route("/fine", get(|| async { "fine" }));
    let router = app::with_layers(faulty, &site.state).with_state(site.state.clone());
    let broken = answer(router.clone(), request("/boom")).await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_kind("panic", &broken.body);
    assert!(broken.body.contains(&broken.header("x-request-id")), "{}", broken.body);
    assert!(!broken.body.contains("secret"));
    assert_eq!(answer(router, request("/fine")).await.body, "fine");
}

#[tokio::test]
async fn a_wrong_method_is_said_so_kindly() {
    let site = Site::new().await;
    for (method, path) in [(Method::GET, "/sign-out"), (Method::PUT, "/sign-in"), (Method::DELETE, "/")] {
        let mut wrong = request(path);
        *wrong.method_mut() = method;
        let answer = site.send(wrong).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert!(!answer.header(header::ALLOW).is_empty(), "{path}");
        assert_kind(path, &answer.body);
    }
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused() {
    let site = Site::new().await;
    for (kind, body) in
        [("application/json", "{}"), ("text/plain", "email=a"), ("application/x-www-form-urlencoded", "email=%ff")]
    {
        let odd = Request::builder().method("POST").uri("/sign-in").header("content-type", kind);
        let answer = site.send(odd.body(Body::from(body)).unwrap()).await;
        assert!(answer.status.is_client_error(), "{kind}: {}", answer.status);
        assert_kind(kind, &answer.body);
    }
}

#[tokio::test]
async fn programs_get_a_problem_document() {
    let site = Site::new().await;
    let answer = site.get("/api/v1/nothing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(problem["status"], 404);
}

#[tokio::test]
async fn readiness_needs_the_database_and_liveness_does_not() {
    let site = Site::new().await;
    assert_eq!(site.get("/livez").await.status, StatusCode::OK);
    assert_eq!(site.get("/readyz").await.status, StatusCode::OK);
}
