//! Unusual requests: every response has a text.

use std::sync::atomic::Ordering;

use axum::body::Body;
use http::{Method, StatusCode};

use super::World;
use super::visitor::Visitor;

#[tokio::test]
async fn get_of_a_form_action_redirects_to_its_page() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let action = anna.action().await;
    // The form fails, so that the browser shows this URL; then Enter in the address bar.
    let form_token = anna.form_token().await;
    let response = anna.post(&action, &[("form_token", &form_token), ("text", "")]).await;
    assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
    for path in [&*action, "/logout"] {
        let response = anna.get(path).await;
        assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"), "{path}");
    }
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn every_error_has_a_page() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    for (method, path, status) in [
        (Method::POST, "/", 405),
        (Method::PUT, "/", 405),
        (Method::POST, "/login", 405),
        (Method::POST, "/callback", 405),
        (Method::DELETE, "/style.css", 405),
        (Method::DELETE, "/logout", 405),
        (Method::PATCH, "/boards/any/notes", 405),
        (Method::GET, "/nowhere", 404),
        (Method::POST, "/nowhere", 404),
        (Method::POST, "/boards/%FF/notes", 404),
        (Method::POST, "/logout", 403),
        (Method::POST, "/boards/any/notes", 403),
    ] {
        let response = anna.send(method.clone(), path, Body::empty()).await;
        assert_eq!(response.status.as_u16(), status, "{method} {path}");
        assert!(response.body.contains("</h1><p>"), "{method} {path}: {:?}", response.body);
        assert!(response.header("content-security-policy").contains("default-src 'none'"), "{method} {path}");
    }
}

#[tokio::test]
async fn rejects_oversized_and_malformed_forms() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    for path in ["/logout", "/boards/any/notes", "/nowhere"] {
        let response = anna.send(Method::POST, path, Body::from("x".repeat(17_000))).await;
        assert_eq!(
            (response.status, response.heading()),
            (StatusCode::PAYLOAD_TOO_LARGE, "This is too much"),
            "{path}"
        );
        assert_eq!(response.header("connection"), "close");
    }
    assert_eq!(anna.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn a_panic_in_a_handler_becomes_a_500() {
    let world = World::start().await;
    // Its clock panics at such a time.
    world.passed.store(-1, Ordering::Relaxed);
    let mut anna = Visitor::new(&world);
    let response = anna.get("/").await;
    assert_eq!(response.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(response.heading(), "This does not work right now");
    world.passed.store(0, Ordering::Relaxed);
    assert_eq!(anna.get("/").await.status, StatusCode::OK);
}
