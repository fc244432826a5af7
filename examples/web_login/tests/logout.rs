//! A logout ends the login here regardless of Miro, and at Miro as soon as possible.

use std::sync::atomic::Ordering;
use std::time::Duration;

use http::StatusCode;
use miro_sandbox::{Fault, FaultRule};

use super::visitor::Visitor;
use super::{LIMITS, World};
use crate::limits::Limits;

const REVOKE: &str = "/v2/oauth/revoke";

#[tokio::test]
async fn logout_revokes_the_login_at_miro() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let form_token = anna.form_token().await;
    let (token, cookies) = (world.token_of("1"), anna.cookies.clone());
    assert!(world.takes(&token).await);

    for fields in [&[][..], &[("form_token", "made up")]] {
        let response = anna.post("/logout", fields).await;
        assert_eq!((response.status, response.heading()), (StatusCode::FORBIDDEN, "This form is not valid"));
    }
    let response = anna.get("/logout").await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(world.takes(&token).await);

    let response = anna.post("/logout", &[("form_token", &form_token)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(anna.get("/").await.body.contains("You are logged out, here and at Miro."));
    assert!(!world.takes(&token).await);
    // A copy of the cookie is worthless.
    anna.cookies = cookies;
    anna.assert_logged_out().await;
}

/// Logs in Anna, who has the only board.
async fn anna(world: &World) -> Visitor<'_> {
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(world);
    anna.log_in("1").await;
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
    anna
}

#[tokio::test]
async fn an_unconfirmed_logout_invalidates_copied_cookies() {
    for fault in [Fault::status(503), Fault::status(500), Fault::html(403), Fault::Reset, Fault::ResetAfter] {
        let mut world = World::start().await;
        let mut anna = anna(&world).await;
        let copy = anna.cookies.clone();
        world.sandbox.add_fault(FaultRule::new(fault.clone()).on("POST", REVOKE));
        let response = anna.log_out().await;
        assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"), "{fault:?}");
        let page = anna.get("/").await;
        assert!(page.body.contains("You are logged out here") && page.body.contains("has not confirmed"));
        anna.cookies.clone_from(&copy);
        anna.assert_logged_out().await;

        // Another user logs in on the same machine, and logs out.
        world.seed("2", &["Draft"]);
        let mut ben = Visitor::new(&world);
        ben.log_in("2").await;
        ben.log_out().await;
        anna.cookies.clone_from(&copy);
        anna.assert_logged_out().await;

        // It is not in the file, so another process does not know it either.
        drop((anna, ben));
        world.restart().await;
        let mut thief = Visitor::new(&world);
        thief.cookies = copy;
        thief.assert_logged_out().await;
    }
}

#[tokio::test]
async fn logout_applies_to_other_processes() {
    let world = World::start().await;
    let mut anna = anna(&world).await;
    let copy = anna.cookies.clone();
    // The same file and key. The other process also has the token in memory while it is in use.
    let other = world.beside().await;
    let mut there = Visitor::new(&other);
    there.cookies.clone_from(&copy);
    let mut thief = Visitor::new(&other);
    thief.cookies = copy;
    assert_eq!(thief.get("/").await.boards(), ["Plan"]);
    let form_token = anna.form_token().await;
    let slow = FaultRule::new(Fault::Delay(Duration::from_secs(3_600))).on("GET", "/v2/boards");
    world.sandbox.add_fault(slow.times(1));
    world.sandbox.add_fault(FaultRule::new(Fault::status(503)).on("POST", REVOKE));
    let seen = world.sandbox.requests().len();
    let meanwhile = async {
        world.wait_until(async || world.sandbox.requests().len() > seen + 1).await;
        anna.post("/logout", &[("form_token", &form_token)]).await;
        thief.assert_logged_out().await;
    };
    tokio::select! {
        _ = there.get("/") => panic!("nothing keeps the token in memory"),
        () = meanwhile => {}
    }
}

#[tokio::test]
async fn retries_the_revocation_until_confirmed() {
    let world = World::start().await;
    let mut anna = anna(&world).await;
    let token = world.token_of("1");
    world.sandbox.add_fault(FaultRule::new(Fault::status(503)).on("POST", REVOKE).times(3));
    anna.log_out().await;
    assert!(anna.get("/").await.body.contains("You are logged out, here and at Miro."));
    assert!(!world.takes(&token).await);
}

#[tokio::test]
async fn logout_does_not_wait_for_an_unresponsive_miro() {
    let world = World::limited(Limits { confirmation: Duration::ZERO, ..LIMITS }).await;
    let mut anna = anna(&world).await;
    let token = world.token_of("1");
    world.sandbox.add_fault(FaultRule::new(Fault::Delay(Duration::from_secs(3_600))).on("POST", REVOKE));
    anna.log_out().await;
    assert!(anna.get("/").await.body.contains("has not confirmed"));
    assert!(world.takes(&token).await, "Miro has not done it yet");
}

#[tokio::test]
async fn revocation_stops_after_the_last_attempt() {
    let world = World::start().await;
    let mut anna = anna(&world).await;
    world.sandbox.add_fault(FaultRule::new(Fault::status(503)).on("POST", REVOKE));
    anna.log_out().await;
    // It has waited for the last attempt.
    let attempts = world.sandbox.requests().iter().filter(|request| request.path == REVOKE).count();
    assert_eq!(attempts, 1 + LIMITS.pauses.len());
}

#[tokio::test]
async fn revokes_a_login_with_an_expired_token() {
    let world = World::start().await;
    let mut anna = anna(&world).await;
    let form_token = anna.form_token().await;
    world.sandbox.expire_access_tokens();
    anna.post("/logout", &[("form_token", &form_token)]).await;
    assert!(anna.get("/").await.body.contains("You are logged out, here and at Miro."));
    let paths: Vec<String> = world.sandbox.requests().into_iter().map(|request| request.path).collect();
    let refreshed = paths.iter().rposition(|path| path == "/v1/oauth/token").unwrap();
    assert!(paths[refreshed..].iter().any(|path| path == REVOKE), "{paths:?}");
}

#[tokio::test]
async fn logout_during_a_refresh_revokes_the_new_token() {
    let world = World::start().await;
    let mut anna = anna(&world).await;
    let (form_token, old) = (anna.form_token().await, world.token_of("1"));
    let mut tab = Visitor::new(&world);
    tab.cookies.clone_from(&anna.cookies);
    world.sandbox.expire_access_tokens();
    world.sandbox.next_on("POST", "/v1/oauth/token", Fault::Delay(Duration::from_millis(300)));
    let is_refresh = |request: &miro_sandbox::RecordedRequest| {
        String::from_utf8_lossy(&request.body).contains("grant_type=refresh_token")
    };
    let log_out = async {
        world.wait_until(async || world.sandbox.requests().iter().any(is_refresh)).await;
        anna.post("/logout", &[("form_token", &form_token)]).await
    };
    let (_, response) = tokio::join!(tab.get("/"), log_out);
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    let refreshed = world.token_of("1");
    assert_ne!(refreshed, old);
    assert!(!world.takes(&refreshed).await);
}

#[tokio::test]
async fn logs_out_while_the_database_is_stuck() {
    let limits = Limits { storage: Duration::from_millis(20), ..LIMITS };
    let world = World::limited(limits).await;
    let other = world.beside_with(LIMITS).await;
    let mut there = Visitor::new(&other);
    there.log_in("1").await;
    let (form_token, copy) = (there.form_token().await, there.cookies.clone());
    let mut anna = Visitor::new(&world);
    anna.cookies.clone_from(&copy);
    world.is_stuck.store(true, Ordering::Relaxed);
    let response = anna.post("/logout", &[("form_token", &form_token)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(anna.get("/").await.body.contains("has not confirmed"));
    anna.cookies.clone_from(&copy);
    anna.assert_logged_out().await;
    // Still logged out when the storage responds again, although it still has the login.
    world.is_stuck.store(false, Ordering::Relaxed);
    anna.cookies = copy;
    anna.assert_logged_out().await;
}
