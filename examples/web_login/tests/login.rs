//! Logins that succeed, and logins that must fail.

use std::time::Duration;

use axum::body::Body;
use http::{Method, StatusCode};

use super::World;
use super::visitor::Visitor;

#[tokio::test]
async fn login_redirects_to_the_boards() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
    let redirect = anna.allow("1").await;
    let response = anna.get(&redirect).await;
    // The code is no longer in the URL.
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"));
    let page = anna.get("/").await;
    assert_eq!(page.boards(), ["Plan"]);
    assert!(page.body.contains("User 1"));
    // The same URL again, from the history: no second attempt, and the session stays.
    let response = anna.get(&redirect).await;
    assert_eq!(
        (response.status, response.heading()),
        (StatusCode::BAD_REQUEST, "This login cannot be completed")
    );
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn a_denied_login_offers_another_one() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let url = anna.begin().await;
    let redirect = world.sandbox.deny(&url).await;
    let response = anna.get(redirect.strip_prefix(&world.url).unwrap()).await;
    assert_eq!((response.status, response.heading()), (StatusCode::FORBIDDEN, "You said no"));
    assert!(response.body.contains("href=\"/login\""));
    assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
    anna.log_in("1").await;
    assert_eq!(anna.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn rejects_redirects_of_other_browsers() {
    let world = World::start().await;
    let mut eve = Visitor::new(&world);
    let of_eve = eve.allow("666").await;
    let state = of_eve.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();

    for (is_begun, redirect) in [
        // Eve's link tries to log someone in as Eve: without and with a login in progress.
        (false, of_eve.clone()),
        (true, of_eve.clone()),
        (true, of_eve.replace(&state, "")),
        (true, of_eve.replace(&format!("state={state}"), "")),
        (true, "/callback?code=made-up".to_owned()),
        (true, "/callback".to_owned()),
        (true, "/callback?error=server_error".to_owned()),
    ] {
        let mut anna = Visitor::new(&world);
        if is_begun {
            anna.begin().await;
        }
        let response = anna.get(&redirect).await;
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{redirect}");
        assert_eq!(response.heading(), "This login cannot be completed");
        assert!(response.body.contains("href=\"/login\""));
        assert!(!anna.cookies.contains_key("session"), "{redirect}");
        assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
    }
    // None of them has used up her code.
    let response = eve.get(&of_eve).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"));
}

#[tokio::test]
async fn each_tab_completes_its_own_login() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    world.seed("2", &["Draft"]);
    let mut browser = Visitor::new(&world);
    let older = browser.allow("1").await;
    let newer = browser.allow("2").await;
    browser.complete(&older).await;
    assert_eq!(browser.get("/").await.boards(), ["Plan"]);
    browser.complete(&newer).await;
    assert_eq!(browser.get("/").await.boards(), ["Draft"]);
    // Each is valid once.
    for redirect in [older, newer] {
        assert_eq!(browser.get(&redirect).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(browser.get("/").await.boards(), ["Draft"]);
}

#[tokio::test]
async fn concurrent_tabs_keep_their_own_logins() {
    let world = World::start().await;
    let (mut first, mut second) = (Visitor::new(&world), Visitor::new(&world));
    let (of_first, of_second) = (first.allow("1").await, second.allow("1").await);
    // One browser, with the cookies of both responses.
    first.cookies.append(&mut second.cookies);
    first.complete(&of_first).await;
    first.complete(&of_second).await;
}

#[tokio::test]
async fn keeps_at_most_five_pending_logins_per_browser() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let mut redirects = Vec::new();
    for _ in 0..7 {
        redirects.push(anna.allow("1").await);
        // Makes their order of age definite.
        world.pass(Duration::from_secs(1));
    }
    assert_eq!(anna.cookies.len(), 5);
    for redirect in &redirects[..2] {
        assert_eq!(anna.get(redirect).await.heading(), "This login cannot be completed");
    }
    for redirect in &redirects[2..] {
        anna.complete(redirect).await;
    }
    assert_eq!(anna.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn foreign_callback_links_do_not_abort_a_login() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    for link in [
        "/callback?error=access_denied",
        "/callback?error=access_denied&state=",
        "/callback?error=access_denied&state=made-up",
        "/callback?code=made-up&state=made-up",
        "/callback",
    ] {
        let response = anna.get(link).await;
        assert_eq!(
            (response.status, response.heading()),
            (StatusCode::BAD_REQUEST, "This login cannot be completed"),
            "{link}"
        );
        assert_eq!(response.set_cookies(), Vec::<&str>::new(), "{link}");
    }
    anna.complete(&redirect).await;
}

#[tokio::test]
async fn only_get_completes_a_login() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    for method in [Method::HEAD, Method::POST, Method::PUT] {
        let response = anna.send(method.clone(), &redirect, Body::empty()).await;
        assert_eq!(response.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(response.set_cookies(), Vec::<&str>::new(), "{method}");
    }
    assert_eq!(anna.send(Method::HEAD, "/login", Body::empty()).await.set_cookies(), Vec::<&str>::new());
    anna.complete(&redirect).await;
    assert_eq!(anna.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn a_pending_login_expires_after_ten_minutes() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    world.pass(Duration::from_secs(600));
    let response = anna.get(&redirect).await;
    assert_eq!(
        (response.status, response.heading()),
        (StatusCode::BAD_REQUEST, "This login cannot be completed")
    );
    assert!(!anna.cookies.contains_key("session"));
}

#[tokio::test]
async fn a_rejected_code_does_not_log_in() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    world.sandbox.advance_clock(Duration::from_secs(600));
    let response = anna.get(&redirect).await;
    assert_eq!(
        (response.status, response.heading()),
        (StatusCode::BAD_REQUEST, "This login cannot be completed")
    );
    assert!(!anna.cookies.contains_key("session"));
}

#[tokio::test]
async fn two_browsers_of_one_user_have_separate_logins() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let (mut office, mut home) = (Visitor::new(&world), Visitor::new(&world));
    office.log_in("1").await;
    home.log_in("1").await;
    assert_eq!(office.get("/").await.boards(), ["Plan"]);
    let of_office = world.token_of("1");
    // Both have to refresh, each with its own refresh token.
    world.sandbox.expire_access_tokens();
    assert_eq!(office.get("/").await.boards(), ["Plan"]);
    let refreshed = world.token_of("1");
    assert_ne!(refreshed, of_office);
    assert_eq!(home.get("/").await.boards(), ["Plan"]);
    assert_ne!(world.token_of("1"), refreshed);

    let form_token = home.form_token().await;
    home.post("/logout", &[("form_token", &form_token)]).await;
    assert_eq!(home.get("/").await.heading(), "Put a note on a board");
    assert_eq!(office.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn a_new_login_revokes_the_previous_one() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    world.seed("2", &["Draft"]);
    let mut browser = Visitor::new(&world);
    browser.log_in("1").await;
    browser.get("/").await;
    let (of_anna, form_token) = (world.token_of("1"), browser.form_token().await);
    browser.log_in("2").await;
    assert_eq!(browser.get("/").await.boards(), ["Draft"]);
    world.wait_until(async || !world.takes(&of_anna).await).await;
    assert_ne!(browser.form_token().await, form_token, "forms of the session before are worth nothing");
}

#[tokio::test]
async fn sessions_survive_a_restart() {
    let mut world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let cookies = anna.cookies;
    world.restart().await;
    let mut anna = Visitor::new(&world);
    anna.cookies = cookies;
    // The refresh token is still there, too.
    world.sandbox.expire_access_tokens();
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}
