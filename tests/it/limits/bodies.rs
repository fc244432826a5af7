//! Bodies: long ones, endless ones, and small ones that expand.

use flate2::{Compress, Compression, FlushCompress};
use miro::prelude::*;
use miro::transport::TransportErrorKind;
use miro_sandbox::Fault;

use super::{check, client};
use crate::environment;
use crate::raw_server::{RawResponse, RawServer};

const MIB: usize = 1 << 20;

/// Returns a mebibyte of zeros as deflate blocks, which can be repeated endlessly.
fn compressed_zeros() -> Vec<u8> {
    let mut compress = Compress::new(Compression::best(), false);
    let mut output = Vec::with_capacity(MIB);
    compress.compress_vec(&vec![0; MIB], &mut output, FlushCompress::Full).unwrap();
    assert!(output.len() < MIB / 500, "{} bytes are no bomb", output.len());
    output
}

/// A gzip header (RFC 1952): no name, no time, no system.
const GZIP: &[u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

async fn bomb() -> RawServer {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n";
    RawServer::start(RawResponse::endless(head, GZIP, compressed_zeros())).await
}

#[tokio::test]
async fn limits_decompressed_bytes_and_stops_reading() {
    let server = bomb().await;
    let error = client(&server).build().unwrap().boards().list().await.unwrap_err();
    check(&error, TransportErrorKind::BodyTooLarge);
    let text = error.to_string();
    assert!(text.contains("more than 67108864 bytes"), "{text}");
    assert!(text.contains("max_response_bytes()"), "it says how to raise the limit: {text}");
    assert_eq!(server.requests().len(), 1, "it is not asked for again");
}

#[tokio::test]
async fn the_token_endpoint_has_the_same_limit() {
    let server = bomb().await;
    let builder = Miro::builder().client_id("id").client_secret("secret").redirect_url("http://localhost");
    let miro = builder.base_url(server.url()).max_response_bytes(MIB).build().unwrap();
    let error = miro.exchange_code("code").await.unwrap_err();
    check(&error, TransportErrorKind::BodyTooLarge);
    assert!(error.to_string().contains("more than 1048576 bytes"), "{error}");
    assert!(error.to_string().contains("may have done it"), "the code may be used up: {error}");
}

#[tokio::test]
async fn gives_up_on_an_endless_body() {
    let piece = [b"4000\r\n".as_slice(), &[b' '; 0x4000], b"\r\n"].concat();
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let server = RawServer::start(RawResponse::endless(head, b"", piece)).await;
    let api = client(&server).max_response_bytes(MIB).build().unwrap();
    check(&api.boards().list().await.unwrap_err(), TransportErrorKind::BodyTooLarge);
    check(&api.boards().create(NewBoard::new("Retro")).await.unwrap_err(), TransportErrorKind::BodyTooLarge);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn rejects_an_oversized_content_length_at_once() {
    let response = "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n{";
    let server = RawServer::start(RawResponse::bytes(response)).await;
    let error = client(&server).build().unwrap().boards().list().await.unwrap_err();
    check(&error, TransportErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn error_pages_have_the_same_limit() {
    let head = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n";
    let server = RawServer::start(RawResponse::endless(head, b"<html>", vec![b'a'; 0x4000])).await;
    let api = client(&server).max_response_bytes(MIB).build().unwrap();
    check(&api.boards().list().await.unwrap_err(), TransportErrorKind::BodyTooLarge);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_download_may_have_its_own_limit() {
    let (sandbox, api) = environment::sandbox().await;
    let file = |size: usize| Fault::Response { status: 200, headers: Vec::new(), body: "x".repeat(size) };
    let url = format!("{}/v2/boards/b/resources/images/1", sandbox.url());
    sandbox.next(file(1_001));
    let error = api.download(&url).max_response_bytes(1_000).await.unwrap_err();
    check(&error, TransportErrorKind::BodyTooLarge);
    assert!(error.to_string().contains("more than 1000 bytes"), "{error}");
    sandbox.next(file(1_000));
    assert_eq!(api.download(&url).max_response_bytes(1_000).await.unwrap().content.len(), 1_000);

    let careful = MiroApi::builder("token").base_url(sandbox.url()).max_response_bytes(10).build().unwrap();
    sandbox.next(file(1_000));
    check(&careful.download(&url).await.unwrap_err(), TransportErrorKind::BodyTooLarge);
    sandbox.next(file(1_000));
    assert_eq!(careful.download(&url).max_response_bytes(1_000).await.unwrap().content.len(), 1_000);
}
