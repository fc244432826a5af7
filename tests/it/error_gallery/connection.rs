//! Miro is down, slow, or out of reach.

use std::time::Duration;

use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::Fault;

use super::{board_responding_with, rendered};
use crate::environment;

#[tokio::test]
async fn a_refused_connection() {
    // A port of this machine that was free a moment ago.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let builder = MiroApi::builder("token").base_url(format!("http://{address}"));
    let api = builder.retry(environment::quick().max_attempts(2)).build().unwrap();
    let error = api.boards().create(NewBoard::new("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Connection, None));
    assert!(error.is_retryable());
    insta::assert_snapshot!(rendered(&error).replace(&address.to_string(), "127.0.0.1:PORT"), @"
    create-board (POST /v2/boards):
    no connection to 127.0.0.1:PORT could be made, nothing was sent: connection refused, nothing listens there;
    check the host and the port of the base URL, and whether the server runs
    ");
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(!error.to_string().contains(&source), "{source}");
}

#[tokio::test]
async fn an_unknown_host() {
    let builder = MiroApi::builder("token").base_url("https://api.miro.invalid");
    let api = builder.retry(environment::quick().max_attempts(1)).build().unwrap();
    let error = api.boards().list().await.unwrap_err();
    insta::assert_snapshot!(rendered(&error), @"
    get-boards (GET /v2/boards):
    no connection to api.miro.invalid:443 could be made, nothing was sent: its name could not be resolved;
    check the spelling of the host, and whether this machine can resolve names
    ");
}

/// For example, an `https` URL with the port of a server without TLS.
#[tokio::test]
async fn a_server_without_tls() {
    let (sandbox, _) = environment::sandbox().await;
    let builder = MiroApi::builder("token").base_url(sandbox.url().replace("http://", "https://"));
    let api = builder.retry(environment::quick().max_attempts(1)).build().unwrap();
    let error = api.boards().list().await.unwrap_err();
    let address = sandbox.url().replace("http://", "");
    insta::assert_snapshot!(rendered(&error).replace(&address, "127.0.0.1:PORT"), @"
    get-boards (GET /v2/boards):
    no connection to 127.0.0.1:PORT could be made, nothing was sent: the server does not speak TLS there;
    check the port, and whether the base URL starts with https:// or http://
    ");
}

#[tokio::test]
async fn miro_is_down() {
    let (sandbox, api) = environment::sandbox().await;
    (0..4).for_each(|_| sandbox.next(Fault::status(503)));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Server, 503));
    assert!(error.is_retryable());
    insta::assert_snapshot!(rendered(&error), @r#"
    get-boards (GET /v2/boards):
    Miro responded with 503 internalError "Service Unavailable";
    Miro or something on the way failed, try again later
    "#);
    sandbox.next(Fault::status(503));
    let error = api.boards().create(NewBoard::new("x")).await.unwrap_err();
    insta::assert_snapshot!(rendered(&error), @r#"
    create-board (POST /v2/boards):
    Miro responded with 503 internalError "Service Unavailable";
    Miro or something on the way failed, and may have done it: look before you try again
    "#);
}

#[tokio::test]
async fn a_gateway_responds_instead() {
    let (sandbox, api) = environment::sandbox().await;
    (0..4).for_each(|_| sandbox.next(Fault::html(502)));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.code(), error.message()), (ErrorKind::Server, None, None));
    assert!(error.request_id().is_some());
    insta::assert_snapshot!(rendered(&error), @"
    get-boards (GET /v2/boards):
    Miro responded with 502: the response is text/html of 101 bytes;
    Miro or something on the way failed, try again later
    ");
}

#[tokio::test]
async fn a_response_timeout() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    (0..4).for_each(|_| sandbox.next(Fault::Delay(Duration::from_secs(60))));
    let error = board.get().timeout(Duration::from_millis(10)).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, None));
    assert!(error.is_retryable());
    insta::assert_snapshot!(rendered(&error), @"
    get-specific-board (GET /v2/boards/{board_id}):
    no complete response within 0.01 s;
    try again, or give it more time: timeout() for an attempt, RetryPolicy::deadline() for the whole call
    ");
    sandbox.next(Fault::Delay(Duration::from_secs(60)));
    let change = board.update(BoardChanges::new().name("New")).timeout(Duration::from_millis(10));
    insta::assert_snapshot!(rendered(&change.await.unwrap_err()), @"
    update-board (PATCH /v2/boards/{board_id}):
    no complete response within 0.01 s;
    Miro may have done it: look before you try again
    ");
}

#[tokio::test]
async fn a_broken_connection() {
    let error = board_responding_with(Script::connection_reset()).get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    insta::assert_snapshot!(rendered(&error), @"
    get-specific-board (GET /v2/boards/{board_id}):
    the connection broke before the response was complete;
    try again
    ");
    let error = board_responding_with(Script::connection_reset()).delete().await.unwrap_err();
    insta::assert_snapshot!(rendered(&error), @"
    delete-board (DELETE /v2/boards/{board_id}):
    the connection broke before the response was complete;
    Miro may have done it: look before you try again
    ");
}
