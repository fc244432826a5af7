//! The shutdown loses nothing, and takes a limited time.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum_extra::extract::PrivateCookieJar;
use clap::Parser as _;
use http::header::COOKIE;
use http::{HeaderMap, StatusCode};
use miro::storage::Storage as _;
use miro::token::UserKey;
use miro_sandbox::{Fault, FaultRule};

use super::connections::{connect, rest};
use super::visitor::Visitor;
use super::{LIMITS, World};
use crate::limits::Limits;

const LONG: Duration = Duration::from_secs(3_600);

#[tokio::test]
async fn shutdown_completes_requests_and_stores_their_refresh() {
    let mut world = World::start().await;
    world.seed("1", &["Plan"]);
    let cookies = {
        let mut anna = Visitor::new(&world);
        anna.log_in("1").await;
        world.sandbox.expire_access_tokens();
        world.sandbox.next_on("POST", "/v1/oauth/token", Fault::Delay(Duration::from_millis(300)));
        let seen = world.sandbox.requests().len();
        let stop = async {
            world.wait_until(async || world.sandbox.requests().len() > seen).await;
            world.stop.cancel();
        };
        let (response, ()) = tokio::join!(anna.get("/"), stop);
        assert_eq!((response.status, response.boards()), (StatusCode::OK, vec!["Plan"]));
        anna.cookies
    };
    world.restart().await;
    let mut anna = Visitor::new(&world);
    anna.cookies = cookies;
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn shutdown_completes_the_refresh_of_an_abandoned_request() {
    let mut world = World::limited(Limits { drain: Duration::ZERO, ..LIMITS }).await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let cookies = anna.cookies.clone();
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
    world.sandbox.expire_access_tokens();
    let rule = FaultRule::new(Fault::Delay(Duration::from_millis(300)));
    world.sandbox.add_fault(rule.on("POST", "/v1/oauth/token").times(1));
    let request = format!("GET / HTTP/1.1\r\nHost: here\r\nCookie: session={}\r\n\r\n", cookies["session"]);
    let stream = connect(&world, &request).await;
    let is_refresh = |request: &miro_sandbox::RecordedRequest| {
        request.path == "/v1/oauth/token" && String::from_utf8_lossy(&request.body).contains("refresh_token")
    };
    world.wait_until(async || world.sandbox.requests().iter().any(is_refresh)).await;
    drop(anna);
    world.end().await;
    // The refresh got a response before the program ended.
    let requests = world.sandbox.requests();
    assert_eq!(requests.iter().rev().find(|request| is_refresh(request)).unwrap().status, 200);
    assert_eq!(rest(stream).await, "");
    world.restart().await;
    let mut anna = Visitor::new(&world);
    anna.cookies = cookies;
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn shutdown_completes_a_logout() {
    let limits = Limits { confirmation: Duration::ZERO, pauses: &[LONG], ..LIMITS };
    let mut world = World::limited(limits).await;
    world.seed("1", &["Plan"]);
    let token = {
        let mut anna = Visitor::new(&world);
        anna.log_in("1").await;
        assert_eq!(anna.get("/").await.boards(), ["Plan"]);
        world.sandbox.add_fault(FaultRule::new(Fault::status(503)).on("POST", "/v2/oauth/revoke").times(1));
        anna.log_out().await;
        world.token_of("1")
    };
    assert!(world.takes(&token).await);
    // The shutdown does not wait for the pause.
    world.end().await;
    assert!(!world.takes(&token).await);
}

#[tokio::test]
async fn shutdown_has_a_time_limit() {
    let (short, revocations) = (Duration::from_millis(20), Duration::from_millis(20));
    let limits =
        Limits { confirmation: Duration::ZERO, drain: short, revocations, refreshes: short, ..LIMITS };
    let mut world = World::limited(limits).await;
    {
        let mut anna = Visitor::new(&world);
        anna.log_in("1").await;
        let form_token = anna.form_token().await;
        for (method, path) in [("POST", "/v2/oauth/revoke"), ("GET", "/v2/boards")] {
            world.sandbox.add_fault(FaultRule::new(Fault::Delay(LONG)).on(method, path));
        }
        let request =
            format!("GET / HTTP/1.1\r\nHost: here\r\nCookie: session={}\r\n\r\n", anna.cookies["session"]);
        let seen = world.sandbox.requests().len();
        let _stream = connect(&world, &request).await;
        world.wait_until(async || world.sandbox.requests().len() > seen).await;
        anna.post("/logout", &[("form_token", &form_token)]).await;
    }
    world.end().await;
}

#[tokio::test]
async fn an_incomplete_request_does_not_delay_shutdown() {
    let limits = Limits { head: LONG, body: LONG, drain: LONG, ..LIMITS };
    let mut world = World::limited(limits).await;
    let heads =
        ["", "GET / HTTP/1.1\r\nHost: here\r\n", "POST /logout HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"];
    let mut streams = Vec::new();
    for head in heads {
        streams.push(connect(&world, head).await);
    }
    // All of them have been accepted, because this one came later.
    assert_eq!(Visitor::new(&world).get("/").await.status, StatusCode::OK);
    world.end().await;
    for stream in streams {
        assert_eq!(rest(stream).await, "");
    }
}

#[tokio::test]
async fn logout_removes_the_stored_login() {
    let world = World::limited(Limits { confirmation: Duration::ZERO, pauses: &[LONG], ..LIMITS }).await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let user = user_of(&world, &anna.cookies["session"]);
    let storage = world.storage().await;
    assert!(storage.get(&user).await.unwrap().is_some());
    world.sandbox.add_fault(FaultRule::new(Fault::Delay(LONG)).on("POST", "/v2/oauth/revoke"));
    anna.log_out().await;
    world.wait_until(async || storage.get(&user).await.unwrap().is_none()).await;
}

/// Returns the user key of a session.
fn user_of(world: &World, cookie: &str) -> UserKey {
    let headers = HeaderMap::from_iter([(COOKIE, format!("session={cookie}").parse().unwrap())]);
    let jar = PrivateCookieJar::from_headers(&headers, world.key.clone());
    let session: serde_json::Value = serde_json::from_str(jar.get("session").unwrap().value()).unwrap();
    UserKey::new(session["content"]["id"].as_str().unwrap())
}

/// Runs the program itself, for the test below.
#[tokio::test]
#[ignore = "it is run by other tests, in a process of its own"]
async fn the_program() {
    crate::start(crate::Arguments::parse_from(["web_login", "--port", "0"])).await.unwrap();
}

/// The program in a separate process, which is killed at the end of the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It has exited, unless the test failed.
        let _ = self.0.kill();
    }
}

/// Starts the program. Returns it with the address that it prints.
fn spawn() -> (Program, String) {
    let arguments = ["--ignored", "--exact", "tests::shutdown::the_program", "--nocapture"];
    let mut command = Command::new(std::env::current_exe().unwrap());
    // The program sets up its own log, so `miro-leaks` cannot install another one.
    let removed =
        ["MIRO_CLIENT_ID", "MIRO_CLIENT_SECRET", "MIRO_REDIRECT_URL", "SESSION_KEY", "MIRO_LEAK_SCAN"];
    for variable in removed {
        command.env_remove(variable);
    }
    let mut child = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.find_map(|line| line.strip_prefix("Open ").map(str::to_owned)).unwrap();
    // A full pipe that is not read would block the program.
    std::thread::spawn(move || lines.for_each(drop));
    (Program(child), address)
}

#[cfg(unix)]
#[test]
fn sigint_and_sigterm_shut_down_gracefully() {
    for signal in ["INT", "TERM"] {
        let (mut child, address) = spawn();
        let mut stream = std::net::TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
        // Half a request, for which it does not wait.
        std::io::Write::write_all(&mut stream, b"GET / HTTP/1.1\r\n").unwrap();
        let sent = Command::new("kill").args([&format!("-{signal}"), &child.0.id().to_string()]).status();
        assert!(sent.unwrap().success());
        let status = child.0.wait().unwrap();
        assert!(status.success(), "{signal}: {status}");
    }
}
