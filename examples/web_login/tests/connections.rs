//! Clients that only hold connections open do not lock others out.

use std::time::Duration;

use http::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::visitor::Visitor;
use super::{LIMITS, World};
use crate::limits::Limits;

const HALF_A_HEAD: &str = "GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ";
const HALF_A_BODY: &str = "POST /logout HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                           Content-Length: 100\r\n\r\nform_token=";
const WHOLE: &str = "GET /style.css HTTP/1.1\r\nHost: here\r\n\r\n";

/// Opens a connection and sends this text.
pub(super) async fn connect(world: &World, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(world.url.strip_prefix("http://").unwrap()).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// Reads until the connection is closed.
pub(super) async fn rest(mut stream: TcpStream) -> String {
    let mut response = Vec::new();
    // Closed with or without a reset.
    let read = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut response));
    let _ = read.await.expect("the connection stays open");
    String::from_utf8(response).unwrap()
}

#[tokio::test]
async fn an_incomplete_request_head_times_out() {
    let world = World::limited(Limits { head: Duration::from_millis(50), ..LIMITS }).await;
    assert_eq!(rest(connect(&world, HALF_A_HEAD).await).await, "");
    assert_eq!(rest(connect(&world, "").await).await, "");
    // The same for the next request on the same connection.
    let response = rest(connect(&world, &format!("{WHOLE}{HALF_A_HEAD}")).await).await;
    assert!(
        response.starts_with("HTTP/1.1 200 OK") && response.matches("HTTP/1.1").count() == 1,
        "{response}"
    );
}

#[tokio::test]
async fn an_incomplete_body_gets_408() {
    let world = World::limited(Limits { body: Duration::from_millis(50), ..LIMITS }).await;
    let response = rest(connect(&world, HALF_A_BODY).await).await;
    assert!(response.starts_with("HTTP/1.1 408"), "{response}");
    assert!(response.contains("Your form did not arrive in time."), "{response}");
}

#[tokio::test]
async fn rejects_an_endless_request_head() {
    let world = World::start().await;
    let response = rest(connect(&world, &format!("{HALF_A_HEAD}{}", "x".repeat(100_000))).await).await;
    assert!(response.is_empty() || response.starts_with("HTTP/1.1 431"), "{response}");
}

#[tokio::test]
async fn idle_connections_do_not_block_new_ones() {
    // Timeouts are long, so that they have no effect here.
    let long = Duration::from_secs(3_600);
    let world = World::limited(Limits { connections: 4, head: long, body: long, ..LIMITS }).await;
    for half in [HALF_A_HEAD, HALF_A_BODY, ""] {
        let mut held = Vec::new();
        for _ in 0..20 {
            held.push(connect(&world, half).await);
        }
        let mut anna = Visitor::new(&world);
        assert_eq!(anna.get("/").await.status, StatusCode::OK);
        anna.log_in("1").await;
        assert_eq!(anna.get("/").await.heading(), "Your boards");
        // The oldest connections were closed.
        for stream in held.drain(..16) {
            assert_eq!(rest(stream).await, "");
        }
    }
}

#[tokio::test]
async fn a_request_in_flight_is_not_closed_for_new_ones() {
    let world = World::limited(Limits { connections: 2, ..LIMITS }).await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let slow = miro_sandbox::Fault::Delay(Duration::from_millis(300));
    world.sandbox.next_on("GET", "/v2/boards", slow);
    let seen = world.sandbox.requests().len();
    let others = async {
        world.wait_until(async || world.sandbox.requests().len() > seen).await;
        for _ in 0..10 {
            drop(connect(&world, HALF_A_HEAD).await);
        }
    };
    let (response, ()) = tokio::join!(anna.get("/"), others);
    assert_eq!(response.boards(), ["Plan"]);
}
