//! What Miro refuses, as pages.

use std::time::Duration;

use http::StatusCode;
use miro_sandbox::Fault;

use super::World;
use super::visitor::{Answer, Visitor};

/// The page with the boards, when this happens to the list.
async fn list_with(fault: Fault) -> Answer {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    world.sandbox.next_on("GET", "/v2/boards", fault);
    anna.get("/").await
}

#[tokio::test]
async fn a_spent_budget_says_when_to_come_back() {
    let answer = list_with(Fault::rate_limited(Some(42))).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "42");
    assert_eq!(answer.heading(), "That was too much at once");
    assert!(answer.body.contains("Try again in 42 s."), "{}", answer.body);
}

#[tokio::test]
async fn refusals_and_failures_say_what_to_do() {
    for (status, expected, heading) in
        [(403, 403, "Miro does not let you do this"), (500, 502, "Miro did not answer properly")]
    {
        let answer = list_with(Fault::status(status)).await;
        assert_eq!((answer.status.as_u16(), answer.heading()), (expected, heading));
        assert!(answer.body.contains("href=\"/\""));
    }
    let answer = list_with(Fault::html(502)).await;
    // It was tried again, with success.
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn notes_on_boards_of_others_and_of_nobody_are_refused() {
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
        let answer = anna.post(&format!("/boards/{board}/notes"), &fields).await;
        assert_eq!((answer.status.as_u16(), answer.heading()), (status, heading), "{board}");
    }
    assert_eq!(world.sandbox.item_count(&board), 0);
}

#[tokio::test]
async fn a_login_that_ended_at_miro_is_begun_again() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let form_token = anna.form_token().await;
    // Longer than a refresh token lives.
    world.sandbox.advance_clock(Duration::from_secs(61 * 24 * 60 * 60));
    let answer = anna.post("/boards/any/notes", &[("form_token", &form_token), ("text", "Hello")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(!anna.cookies.contains_key("session"));
    let answer = anna.get("/").await;
    assert!(answer.body.contains("Your session has ended") && answer.body.contains("href=\"/login\""));
    anna.log_in("1").await;
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn a_note_of_which_nothing_is_known_is_not_called_lost() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let action = format!("/boards/{}", anna.get("/").await.between("action=\"/boards/", "\""));
    let form_token = anna.form_token().await;
    world.sandbox.next_on("POST", "/v2/boards/", Fault::status(500).after_effect());
    let answer = anna.post(&action, &[("form_token", &form_token), ("text", "Hello")]).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.body.contains("look at the board before you try again"));
    assert_eq!(world.notes_of("1").await, ["<p>Hello</p>"]);
}
