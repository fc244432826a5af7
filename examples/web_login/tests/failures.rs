//! Pages for rejections and failures of Miro.

use std::sync::atomic::Ordering;
use std::time::Duration;

use http::StatusCode;
use miro_sandbox::{Fault, FaultRule};

use super::visitor::{Response, Visitor};
use super::{LIMITS, World};
use crate::limits::Limits;

/// Fetches the page with the boards while this fault affects the list.
async fn list_with(fault: Fault) -> Response {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    world.sandbox.next_on("GET", "/v2/boards", fault);
    anna.get("/").await
}

#[tokio::test]
async fn a_spent_budget_sets_retry_after() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    world.sandbox.next_on("GET", "/v2/boards", Fault::rate_limited(Some(42)));
    let response = anna.get("/").await;
    assert_eq!(response.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.header("retry-after"), "42");
    assert_eq!(response.heading(), "That was too much at once");
    assert!(response.body.contains("Try again in 42 s."), "{}", response.body);

    // The next page does not wait until then, and neither does a form.
    let seen = world.sandbox.requests().len();
    let response = anna.get("/").await;
    assert_eq!(
        (response.status, response.heading()),
        (StatusCode::SERVICE_UNAVAILABLE, "That was too much at once")
    );
    let seconds: u64 = response.header("retry-after").parse().unwrap();
    assert!((1..=42).contains(&seconds), "{seconds}");
    assert_eq!(world.sandbox.requests().len(), seen, "nothing is sent");
    // Other users are not delayed.
    world.seed("2", &["Draft"]);
    let mut ben = Visitor::new(&world);
    ben.log_in("2").await;
    assert_eq!(ben.get("/").await.boards(), ["Draft"]);
}

#[tokio::test]
async fn shows_boards_if_the_user_name_is_unavailable() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    world.sandbox.add_fault(FaultRule::new(Fault::status(500)).on("GET", "/v1/oauth-token"));
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn gives_up_on_an_unresponsive_miro() {
    let world = World::limited(Limits { timeout: Duration::from_millis(50), ..LIMITS }).await;
    let mut anna = Visitor::new(&world);
    anna.cookies = world.cookies_of("1").await;
    world.sandbox.add_fault(FaultRule::new(Fault::Delay(Duration::from_secs(3_600))).on("GET", "/v2/boards"));
    let response = anna.get("/").await;
    assert_eq!((response.status, response.heading()), (StatusCode::GATEWAY_TIMEOUT, "Miro takes very long"));
    assert_eq!(response.header("retry-after"), "30");
}

#[tokio::test]
async fn revokes_a_login_that_exceeds_the_timeout() {
    let world = World::limited(Limits { timeout: Duration::from_millis(50), ..LIMITS }).await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    let slow = FaultRule::new(Fault::Delay(Duration::from_millis(300))).on("POST", "/v1/oauth/token");
    world.sandbox.add_fault(slow);
    let response = anna.get(&redirect).await;
    assert_eq!((response.status, response.heading()), (StatusCode::GATEWAY_TIMEOUT, "Miro takes very long"));
    let is_ended = |request: &miro_sandbox::RecordedRequest| {
        request.path == "/v2/oauth/revoke" && (200..300).contains(&request.status)
    };
    world.wait_until(async || world.sandbox.requests().iter().any(is_ended)).await;
}

#[tokio::test]
async fn distinguishes_a_stuck_database_from_miro() {
    let world = World::limited(Limits { storage: Duration::from_millis(20), ..LIMITS }).await;
    let mut anna = Visitor::new(&world);
    anna.cookies = world.cookies_of("1").await;
    let redirect = anna.allow("1").await;
    world.is_stuck.store(true, Ordering::Relaxed);
    for path in ["/", &redirect] {
        let response = anna.get(path).await;
        assert_eq!(
            (response.status, response.heading()),
            (StatusCode::SERVICE_UNAVAILABLE, "Logins are out of reach")
        );
        assert_eq!(response.header("retry-after"), "10");
        assert!(response.body.contains("The database"), "{}", response.body);
    }
    // The session is still there.
    let other = world.beside_with(LIMITS).await;
    let mut there = Visitor::new(&other);
    there.cookies = anna.cookies;
    assert_eq!(there.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn errors_say_what_to_do() {
    for (status, expected, heading) in
        [(403, 403, "Miro does not let you do this"), (501, 502, "Miro did not respond properly")]
    {
        let response = list_with(Fault::status(status)).await;
        assert_eq!((response.status.as_u16(), response.heading()), (expected, heading));
        assert!(response.body.contains("href=\"/\""));
    }
    let response = list_with(Fault::html(502)).await;
    // The retry succeeded.
    assert_eq!(response.status, StatusCode::OK);
}

#[tokio::test]
async fn rejects_notes_on_foreign_and_missing_boards() {
    let world = World::start().await;
    world.seed("1", &[]);
    let board = world.sandbox.seed_board("Not Anna's");
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let form_token = anna.form_token().await;
    let fields = [("form_token", form_token.as_str()), ("text", "Hello")];
    for (board, status, heading) in [
        (board.replace('=', "%3D"), 403, "Miro does not let you do this"),
        ("none".to_owned(), 404, "There is no such board"),
        ("..%2F..".to_owned(), 404, "There is no such board"),
    ] {
        let response = anna.post(&format!("/boards/{board}/notes"), &fields).await;
        assert_eq!((response.status.as_u16(), response.heading()), (status, heading), "{board}");
    }
    assert_eq!(world.sandbox.item_count(&board), 0);
}

#[tokio::test]
async fn a_login_revoked_at_miro_asks_for_a_new_one() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let form_token = anna.form_token().await;
    // Longer than a refresh token lives.
    world.sandbox.advance_clock(Duration::from_secs(61 * 24 * 60 * 60));
    let response = anna.post("/boards/any/notes", &[("form_token", &form_token), ("text", "Hello")]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(!anna.cookies.contains_key("session"));
    let response = anna.get("/").await;
    assert!(response.body.contains("Your session has ended") && response.body.contains("href=\"/login\""));
    anna.log_in("1").await;
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn reports_an_unknown_outcome_of_a_note() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let action = format!("/boards/{}", anna.get("/").await.between("action=\"/boards/", "\""));
    let form_token = anna.form_token().await;
    world.sandbox.next_on("POST", "/v2/boards/", Fault::status(500).after_effect());
    let response = anna.post(&action, &[("form_token", &form_token), ("text", "Hello")]).await;
    assert_eq!(response.status, StatusCode::BAD_GATEWAY);
    assert!(response.body.contains("look at the board before you try again"));
    assert_eq!(world.notes_of("1").await, ["<p>Hello</p>"]);
}
