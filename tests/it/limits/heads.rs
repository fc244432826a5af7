//! Heads: many headers, and long ones.

use std::fmt::Write;

use miro::transport::{Script, TransportErrorKind};

use super::{check, client};
use crate::environment::scripted;
use crate::raw_server::{RawResponse, RawServer};

const EMPTY_LIST: &str = r#"{"data":[]}"#;

fn response(headers: usize, length: usize) -> RawResponse {
    let mut response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n", EMPTY_LIST.len());
    for number in 1..headers {
        write!(response, "X-{number}: {}\r\n", "v".repeat(length)).unwrap();
    }
    RawResponse::bytes(format!("{response}\r\n{EMPTY_LIST}"))
}

#[tokio::test]
async fn accepts_headers_up_to_the_limit() {
    let server = RawServer::start(response(100, 500)).await;
    client(&server).build().unwrap().boards().list().await.unwrap();
}

#[tokio::test]
async fn rejects_excess_headers_without_retry() {
    for (headers, length) in [
        // A caller sees no difference between what hyper rejects and what we reject.
        (101, 1),
        (5_000, 1),
        (100_000, 10),
        (20, 4_000),
        (2, 100_000),
        (2, 4_000_000),
    ] {
        let server = RawServer::start(response(headers, length)).await;
        let error = client(&server).build().unwrap().boards().list().await.unwrap_err();
        check(&error, TransportErrorKind::HeadTooLarge);
        assert!(error.to_string().contains("more headers than the client accepts"), "{error}");
        assert!(error.to_string().contains("a proxy or gateway"), "{error}");
        assert_eq!(server.requests().len(), 1, "{headers} of {length}");
    }
}

#[tokio::test]
async fn the_limit_is_the_same_for_every_transport() {
    let many = |count| {
        (0..count)
            .fold(Script::json(200, EMPTY_LIST), |script, number| script.header(&format!("x-{number}"), "v"))
    };
    let (transport, api) = scripted([many(99), many(100), Script::json(200, EMPTY_LIST)]);
    api.boards().list().await.unwrap();
    let error = api.boards().list().await.unwrap_err();
    check(&error, TransportErrorKind::HeadTooLarge);
    assert!(error.to_string().contains("more than 100 headers"), "{error}");
    let long = Script::json(200, EMPTY_LIST).header("x-long", &"v".repeat(64 << 10));
    let (_, api) = scripted([long]);
    let error = api.boards().list().await.unwrap_err();
    check(&error, TransportErrorKind::HeadTooLarge);
    assert!(error.to_string().contains("more than 65536 bytes of headers"), "{error}");
    assert_eq!(transport.sent().len(), 2);
}
