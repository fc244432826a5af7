//! A status says what became of a call, whether or not the body that explains it arrives.

use miro::Outcome;
use miro::middleware::RetryPolicy;
use miro::prelude::*;

use crate::raw_server::{RawResponse, RawServer};

/// Heads of responses with this status whose bodies are cut, or are no gzip.
fn broken(status: &str) -> [Vec<u8>; 2] {
    let cut = format!("HTTP/1.1 {status}\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{{");
    let gzip = format!(
        "HTTP/1.1 {status}\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\nConnection: close\r\n\r\nxxxx"
    );
    [cut.into_bytes(), gzip.into_bytes()]
}

#[tokio::test]
async fn reports_the_status_without_its_body() {
    for (status, kind, outcome) in [
        ("400 Bad Request", ErrorKind::Rejected, Outcome::Rejected),
        ("401 Unauthorized", ErrorKind::Unauthorized, Outcome::Rejected),
        ("404 Not Found", ErrorKind::NotFound, Outcome::Rejected),
        ("429 Too Many Requests", ErrorKind::RateLimited, Outcome::Rejected),
        ("503 Service Unavailable", ErrorKind::Server, Outcome::Unknown),
    ] {
        for body in broken(status) {
            // The connection ends with the response, so a body that is shorter than announced is cut.
            let server = RawServer::start_closing(RawResponse::bytes(body)).await;
            let api =
                MiroApi::builder("token").base_url(server.url()).retry(RetryPolicy::never()).build().unwrap();
            let error = api.boards().create(NewBoard::new("Retro")).await.unwrap_err();
            assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{status}: {error}");
            assert!(error.to_string().contains("the body of the response broke off"), "{error}");
            assert_eq!(server.requests().len(), 1);
        }
    }
}

#[tokio::test]
async fn a_success_without_its_body_is_a_connection_error() {
    let [cut, gzip] = broken("200 OK");
    for (body, words) in [(cut, "the connection broke"), (gzip, "cannot be decompressed")] {
        let server = RawServer::start_closing(RawResponse::bytes(body)).await;
        let api =
            MiroApi::builder("token").base_url(server.url()).retry(RetryPolicy::never()).build().unwrap();
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[tokio::test]
async fn reports_responses_that_are_not_http() {
    for bytes in ["SSH-2.0-OpenSSH_9.2\r\n", "garbage\r\n\r\n"] {
        let server = RawServer::start_closing(RawResponse::bytes(bytes)).await;
        let api =
            MiroApi::builder("token").base_url(server.url()).retry(RetryPolicy::never()).build().unwrap();
        let error = api.boards().list().await.unwrap_err();
        assert!(error.to_string().contains("the response is malformed: it is not HTTP"), "{error}");
    }
}
