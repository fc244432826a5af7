//! The text of errors, word for word, and what programs can ask of them.
//!
//! Each text says which operation it was, what happened, and what to do.

mod connection;
mod error_responses;
mod malformed;
mod refused;

use miro::prelude::*;
use miro::transport::Script;
use serde_json::json;

use crate::environment::scripted;

/// Takes the place of a secret, and must be in no text.
const TOKEN: &str = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_gallery-token";

/// Returns the text of an error after checking that nothing secret is in it.
fn rendered(error: &Error) -> String {
    let mut texts = vec![error.to_string(), format!("{error:?}"), format!("{error:#?}")];
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        texts.push(cause.to_string());
        source = cause.source();
    }
    for text in &texts {
        for out_of_place in ["<html", "<h1", "eyJ", "scripted-token", "Bearer"] {
            assert!(!text.contains(out_of_place), "{out_of_place:?} is in {text:?}");
        }
        assert!(text.len() < 1_200, "too long: {text}");
    }
    in_lines(error)
}

/// Returns the sentence with a line for each of its parts.
fn in_lines(error: &Error) -> String {
    error.to_string().replacen("): ", "):\n", 1).replace("; ", ";\n")
}

/// A board of a client that gets only this response, and makes one attempt.
fn board_responding_with(response: Script) -> BoardHandle {
    MiroApi::builder(TOKEN)
        .transport(miro::transport::ScriptedTransport::new([response]))
        .retry(miro::middleware::RetryPolicy::never())
        .build()
        .unwrap()
        .board("b")
}

#[tokio::test]
async fn every_error_names_its_operation_and_can_be_boxed() {
    let error = board_responding_with(Script::status(404)).get().await.unwrap_err();
    let operation = error.operation().unwrap();
    assert_eq!((operation.id(), operation.path()), ("get-specific-board", "/v2/boards/{board_id}"));
    // Programs send errors to other tasks, keep them, and wrap them.
    let kept: Box<dyn std::error::Error + Send + Sync> = error.clone().into();
    assert_eq!(kept.to_string(), error.to_string());
    assert!(!error.to_string().contains("b="), "ids stay out");
}

#[tokio::test]
async fn redacts_a_token_echoed_by_a_response() {
    let body = json!({
        "status": 400,
        "code": "badRequest",
        "message": format!("cannot use {TOKEN} here"),
        "context": {"fields": [{"field": TOKEN, "message": TOKEN}]},
    });
    let error = board_responding_with(Script::json(400, body.to_string())).get().await.unwrap_err();
    assert_eq!(error.message(), Some("cannot use [token] here"));
    rendered(&error);
    let (_, api) = scripted([Script::json(200, json!({"id": [TOKEN]}).to_string())]);
    rendered(&api.board("b").get().await.unwrap_err());
}
