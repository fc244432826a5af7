//! Logins that work out, and those that must not.

use std::time::Duration;

use http::StatusCode;

use super::World;
use super::visitor::Visitor;

#[tokio::test]
async fn a_login_leads_to_the_boards() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
    let redirect = anna.allow("1").await;
    let answer = anna.get(&redirect).await;
    // The code is not in the address any more.
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    let page = anna.get("/").await;
    assert_eq!(page.boards(), ["Plan"]);
    assert!(page.body.contains("User 1"));
    // The same address again, from the history: the login is not tried again, and the session stays.
    let answer = anna.get(&redirect).await;
    assert_eq!(
        (answer.status, answer.heading()),
        (StatusCode::BAD_REQUEST, "This login cannot be completed")
    );
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
}

#[tokio::test]
async fn who_says_no_is_told_so_and_can_try_again() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let url = anna.begin().await;
    let redirect = world.sandbox.deny(&url).await;
    let answer = anna.get(redirect.strip_prefix(&world.url).unwrap()).await;
    assert_eq!((answer.status, answer.heading()), (StatusCode::FORBIDDEN, "You said no"));
    assert!(answer.body.contains("href=\"/login\""));
    assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
    anna.log_in("1").await;
    assert_eq!(anna.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn a_redirect_that_does_not_belong_to_this_browser_logs_nobody_in() {
    let world = World::start().await;
    let mut eve = Visitor::new(&world);
    let of_eve = eve.allow("666").await;
    let state = of_eve.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();

    for (is_begun, redirect) in [
        // Somebody is to be logged in as Eve, with a link of hers: without and with a login that is under way.
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
        let answer = anna.get(&redirect).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{redirect}");
        assert_eq!(answer.heading(), "This login cannot be completed");
        assert!(answer.body.contains("href=\"/login\""));
        assert!(!anna.cookies.contains_key("session"), "{redirect}");
        assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
    }
    // None of them has used up her code.
    let answer = eve.get(&of_eve).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
}

#[tokio::test]
async fn a_login_is_good_for_ten_minutes() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    world.pass(Duration::from_secs(600));
    let answer = anna.get(&redirect).await;
    assert_eq!(
        (answer.status, answer.heading()),
        (StatusCode::BAD_REQUEST, "This login cannot be completed")
    );
    assert!(!anna.cookies.contains_key("session"));
}

#[tokio::test]
async fn a_code_that_miro_refuses_logs_nobody_in() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    world.sandbox.advance_clock(Duration::from_secs(600));
    let answer = anna.get(&redirect).await;
    assert_eq!(
        (answer.status, answer.heading()),
        (StatusCode::BAD_REQUEST, "This login cannot be completed")
    );
    assert!(!anna.cookies.contains_key("session"));
}

#[tokio::test]
async fn two_browsers_of_one_person_do_not_end_each_others_login() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let (mut office, mut home) = (Visitor::new(&world), Visitor::new(&world));
    office.log_in("1").await;
    home.log_in("1").await;
    assert_eq!(office.get("/").await.boards(), ["Plan"]);
    let of_office = world.token_of("1");
    // Both have to refresh, each with the refresh token of its own.
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
async fn logging_in_again_leaves_no_tokens_behind() {
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
async fn a_logout_ends_the_login_at_miro() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let form_token = anna.form_token().await;
    let (token, cookies) = (world.token_of("1"), anna.cookies.clone());
    assert!(world.takes(&token).await);

    for fields in [&[][..], &[("form_token", "made up")]] {
        let answer = anna.post("/logout", fields).await;
        assert_eq!((answer.status, answer.heading()), (StatusCode::FORBIDDEN, "This form is not valid"));
    }
    assert_eq!(anna.get("/logout").await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(world.takes(&token).await);

    let answer = anna.post("/logout", &[("form_token", &form_token)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(anna.get("/").await.body.contains("You are logged out, here and at Miro."));
    assert!(!world.takes(&token).await);
    // A copy of the cookie opens nothing any more.
    anna.cookies = cookies;
    assert_eq!(anna.get("/").await.location(), "/");
    assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
}

#[tokio::test]
async fn a_logout_that_miro_does_not_hear_of_says_so() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let form_token = anna.form_token().await;
    world.sandbox.next_on("POST", "/v2/oauth/revoke", miro_sandbox::Fault::status(500));
    let answer = anna.post("/logout", &[("form_token", &form_token)]).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert_eq!(answer.heading(), "You are logged out here, but not at Miro");
    assert_eq!(anna.get("/").await.heading(), "Put a note on a board");
}

#[tokio::test]
async fn sessions_outlive_the_process() {
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
