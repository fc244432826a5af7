//! Three transports to a server, and the limits that hold for each.

use std::convert::Infallible;
use std::error::Error as _;
use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{
    Body, ReqwestTransport, Script, ScriptedTransport, TowerTransport, Transport, TransportError,
    TransportErrorKind,
};
use miro_sandbox::{Fault, Sandbox};

use crate::environment::{self, quick};

const TIMEOUT: Duration = Duration::from_millis(40);
const TOO_LONG: Duration = Duration::from_secs(20);

/// A client of this sandbox that makes one attempt per call.
fn once(sandbox: &Sandbox) -> miro::MiroApiBuilder {
    MiroApi::builder(sandbox.token()).base_url(sandbox.url()).retry(RetryPolicy::never())
}

/// Returns the kind of the transport error that is the source of this one.
fn cause(error: &Error) -> TransportErrorKind {
    error.source().and_then(|source| source.downcast_ref::<TransportError>()).unwrap().kind()
}

#[tokio::test]
async fn the_default_transport_reaches_a_server() {
    let (sandbox, api) = environment::sandbox().await;
    let board = api.boards().create(NewBoard::new("ü".repeat(60))).await.unwrap();
    assert_eq!(api.board(&board.id).get().await.unwrap().name, board.name);
    assert_eq!(sandbox.board_count(), 1);
}

#[tokio::test]
async fn a_transport_is_shared_by_clients() {
    let sandbox = Sandbox::start().await;
    let transport = std::sync::Arc::new(ReqwestTransport::new().unwrap());
    for _ in 0..2 {
        once(&sandbox).transport(transport.clone()).build().unwrap().boards().list().await.unwrap();
    }
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn any_tower_service_is_a_transport() {
    let service = tower::service_fn(|request: http::Request<Body>| async move {
        let authorization = request.headers()["authorization"].to_str().unwrap().to_owned();
        let name = format!("{} {} {authorization}", request.method(), request.uri());
        let board = serde_json::json!({"id": "b", "type": "board", "name": name});
        Ok::<_, Infallible>(http::Response::new(Body::from(board.to_string())))
    });
    let api = MiroApi::builder("token").transport(TowerTransport::new(service)).build().unwrap();
    let board = api.board("b=").get().await.unwrap();
    assert_eq!(board.name.as_deref(), Some("GET https://api.miro.com/v2/boards/b%3D Bearer token"));
}

#[tokio::test]
async fn a_tower_service_wraps_the_default_transport() {
    let sandbox = Sandbox::start().await;
    let reqwest = ReqwestTransport::new().unwrap();
    let service = tower::service_fn(move |mut request: http::Request<Body>| {
        let reqwest = reqwest.clone();
        async move {
            request.headers_mut().insert("x-through", http::HeaderValue::from_static("tower"));
            reqwest.send(request).await
        }
    });
    let api = once(&sandbox).transport(TowerTransport::new(service)).build().unwrap();
    api.boards().create(NewBoard::new("Retro")).await.unwrap();
    assert_eq!(sandbox.requests()[0].headers["x-through"], "tower");
}

#[tokio::test]
async fn the_error_of_a_tower_service_counts_as_sent() {
    let service = tower::service_fn(|_: http::Request<Body>| async {
        Err::<http::Response<Body>, _>(std::io::Error::other("out of order"))
    });
    let api =
        MiroApi::builder("token").transport(TowerTransport::new(service)).retry(quick()).build().unwrap();
    let error = api.boards().create(NewBoard::new("Retro")).await.unwrap_err();
    assert_eq!((error.kind(), cause(&error)), (ErrorKind::Connection, TransportErrorKind::Interrupted));
    assert_eq!(error.source().unwrap().source().unwrap().to_string(), "out of order");
}

#[tokio::test]
async fn a_script_responds_in_order_and_records_requests() {
    let transport = ScriptedTransport::new([
        Script::status(503),
        Script::connection_reset(),
        Script::json(200, r#"{"data": [{"id": "b", "type": "board"}]}"#),
        Script::json(201, r#"{"id": "c", "type": "board"}"#),
    ]);
    let api = MiroApi::builder("token").transport(transport.clone()).retry(quick()).build().unwrap();
    let boards: Vec<Board> = api.boards().list().stream().try_collect().await.unwrap();
    assert_eq!(boards[0].id, "b");
    api.boards().create(NewBoard::new("Retro")).await.unwrap();
    let sent = transport.sent();
    let methods: Vec<_> = sent.iter().map(|request| request.method.as_str()).collect();
    assert_eq!(methods, ["GET", "GET", "GET", "POST"]);
    assert_eq!(sent[3].body, Bytes::from_static(br#"{"name":"Retro"}"#));
    assert_eq!(sent[3].headers["content-type"], "application/json");

    transport.push(Script::connection_refused());
    let error = api.with_token("other").boards().list().send();
    transport.push(Script::html(200, "<html></html>"));
    assert_eq!(error.await.unwrap_err().kind(), ErrorKind::UnexpectedResponse);
}

#[tokio::test]
async fn the_client_timeout_applies() {
    let sandbox = Sandbox::start().await;
    let api = once(&sandbox).timeout(TIMEOUT).build().unwrap();
    sandbox.next(Fault::Delay(TOO_LONG));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("0.04 s"), "{error}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn the_call_timeout_applies() {
    let sandbox = Sandbox::start().await;
    let api = once(&sandbox).build().unwrap();
    let board = api.board("b");
    let raw = api.request(http::Method::GET, "/v2/boards");
    for _ in 0..4 {
        sandbox.next(Fault::Delay(TOO_LONG));
    }
    for result in [
        board.get().timeout(TIMEOUT).await.map(drop),
        board.delete().timeout(TIMEOUT).await,
        api.boards().list().timeout(TIMEOUT).await.map(drop),
        raw.timeout(TIMEOUT).await.map(drop),
    ] {
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Timeout);
    }
}

#[tokio::test]
async fn a_call_timeout_may_exceed_the_client_timeout() {
    let sandbox = Sandbox::start().await;
    let api = once(&sandbox).timeout(Duration::from_millis(1)).build().unwrap();
    sandbox.next(Fault::Delay(TIMEOUT));
    api.boards().list().timeout(TOO_LONG).await.unwrap();
}

#[tokio::test]
async fn each_attempt_has_the_full_timeout() {
    let sandbox = Sandbox::start().await;
    let api = once(&sandbox).retry(quick()).build().unwrap();
    sandbox.next(Fault::Delay(TOO_LONG));
    api.boards().list().timeout(Duration::from_millis(500)).await.unwrap();
    assert_eq!(sandbox.requests().len(), 2);

    // It is unknown whether a board was created, so the call is not retried.
    sandbox.next(Fault::Delay(TOO_LONG));
    let error = api.boards().create(NewBoard::new("Retro")).timeout(TIMEOUT).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("may have done it"), "{error}");
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn stops_reading_an_oversized_response() {
    let sandbox = Sandbox::start().await;
    let board = sandbox.seed_board("Retro");
    sandbox.seed_items(&board, "sticky_note", 50);
    let api = once(&sandbox).max_response_bytes(2_000).build().unwrap();
    api.board(&board).get().await.unwrap();
    let error = api.board(&board).items().list().await.unwrap_err();
    assert_eq!(
        (error.kind(), cause(&error)),
        (ErrorKind::UnexpectedResponse, TransportErrorKind::BodyTooLarge)
    );
    assert!(error.to_string().contains("larger than the client accepts"), "{error}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_truncated_response_is_an_error() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::HalfBody);
    api.boards().list().await.unwrap();
    assert_eq!(sandbox.requests().len(), 2, "a list is fetched again");
    sandbox.next(Fault::HalfBody);
    let error = api.boards().create(NewBoard::new("Retro")).await.unwrap_err();
    assert_eq!((error.kind(), cause(&error)), (ErrorKind::Connection, TransportErrorKind::Interrupted));
    assert_eq!(sandbox.board_count(), 1, "a board is not created again");
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let api = MiroApi::builder("token").base_url(address).retry(quick()).build().unwrap();
    let error = api.boards().create(NewBoard::new("Retro")).await.unwrap_err();
    assert_eq!((error.kind(), cause(&error)), (ErrorKind::Connection, TransportErrorKind::Connect));
    assert!(error.to_string().contains("nothing was sent"), "{error}");
}
