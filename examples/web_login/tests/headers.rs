//! The headers of all responses, and the contents of the log.

use std::cell::RefCell;
use std::io::Write;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http::StatusCode;
use miro_sandbox::Fault;

use super::visitor::Visitor;
use super::{LIMITS, World};
use crate::limits::Limits;

#[tokio::test]
async fn every_response_has_security_headers() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    for path in ["/", "/login", "/callback", "/nowhere", "/style.css", &redirect] {
        let response = anna.get(path).await;
        let policy = response.header("content-security-policy");
        for directive in
            ["default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"]
        {
            assert!(policy.contains(directive), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(response.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(response.header("x-content-type-options"), "nosniff", "{path}");
        let expected = if path == "/style.css" { "max-age=3600" } else { "no-store" };
        assert_eq!(response.header("cache-control"), expected, "{path}");
        assert_eq!(response.header("strict-transport-security"), "", "there is no HTTPS on this machine");
    }
    let response = anna.get("/nowhere").await;
    assert_eq!((response.status, response.heading()), (StatusCode::NOT_FOUND, "There is no such page"));
    let secure = World::secure().await;
    assert_eq!(Visitor::new(&secure).get("/").await.header("strict-transport-security"), "max-age=31536000");
}

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The log of this thread. A subscriber per test is not enough: events that other threads emit first without a subscriber may
/// then be disabled here, too.
struct ThreadLog;

impl Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

// One thread, so that everything writes to the same log.
#[tokio::test(flavor = "current_thread")]
async fn the_log_has_no_secrets() {
    // A process has one global log. If it is recorded for `miro-leaks`, that program checks it.
    if std::env::var_os("MIRO_LEAK_SCAN").is_some() {
        return;
    }
    let everything = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
    everything.with_writer(|| ThreadLog).init();

    let world = World::start().await;
    world.seed("1", &["Secret plan"]);
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    let value = |name: &str| redirect.split(name).nth(1).unwrap().split('&').next().unwrap().to_owned();
    let (code, state) = (value("code="), value("state="));
    anna.get(&redirect).await;
    let form_token = anna.form_token().await;
    let action = format!("/boards/{}", anna.get("/").await.between("action=\"/boards/", "\""));
    anna.post(&action, &[("form_token", &form_token), ("text", "Secret note")]).await;
    let token = world.token_of("1");
    let cookies: Vec<String> = anna.cookies.values().cloned().collect();
    // Errors, too.
    anna.post("/boards/none/notes", &[("form_token", &form_token), ("text", "Secret note")]).await;
    anna.get(&redirect).await;
    anna.post("/logout", &[("form_token", &form_token)]).await;
    anna.log_in("1").await;
    world.sandbox.next_on("GET", "/v2/boards", Fault::rate_limited(Some(42)));
    for _ in 0..2 {
        anna.get("/").await;
    }
    let stuck = world.beside_with(Limits { storage: Duration::from_millis(20), ..LIMITS }).await;
    stuck.is_stuck.store(true, Ordering::Relaxed);
    let mut there = Visitor::new(&stuck);
    there.cookies.clone_from(&anna.cookies);
    there.get("/").await;

    let log = String::from_utf8(LOG.take()).unwrap();
    for expected in ["/callback", "/boards/{board_id}/notes", "create-sticky-note-item", "miro.call"] {
        assert!(log.contains(expected), "{log}");
    }
    // Problems that an operator can fix have their cause.
    let warnings: Vec<&str> = log.lines().filter(|line| line.contains(" WARN ")).collect();
    for cause in [
        "reading a login took longer than 0.02 s: is the database locked, or away?",
        "kind=RateLimited",
        "the credits of this user are spent",
    ] {
        assert!(warnings.iter().any(|line| line.contains(cause)), "{cause}: {warnings:#?}");
    }
    let cookies = cookies.iter().chain(anna.cookies.values());
    let secrets = [&code, &state, &form_token, &token].into_iter().chain(cookies);
    for secret in
        secrets.map(String::as_str).chain([world.sandbox.client_secret(), "Secret plan", "Secret note"])
    {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}
