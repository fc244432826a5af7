//! The attributes of cookies, and protection against forged ones.

use std::time::Duration;

use http::StatusCode;

use super::World;
use super::visitor::Visitor;
use crate::session;

#[tokio::test]
async fn cookies_are_same_site_and_http_only() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let response = anna.get("/login").await;
    let cookies = response.set_cookies();
    assert_eq!(cookies.len(), 1);
    for attribute in ["login-", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=600"] {
        assert!(cookies[0].contains(attribute), "{cookies:?}");
    }
    // No HTTPS on this machine.
    assert!(!cookies[0].contains("Secure") && !cookies[0].contains("Domain"), "{cookies:?}");

    let redirect = anna.allow("1").await;
    let response = anna.get(&redirect).await;
    let session = response.set_cookies().into_iter().find(|cookie| cookie.starts_with("session=")).unwrap();
    for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age="] {
        assert!(session.contains(attribute), "{session}");
    }
    assert_eq!(anna.cookies.len(), 2, "the login is over: its cookie goes, and that of the first one stays");
}

#[tokio::test]
async fn cookies_over_https_have_the_host_prefix() {
    let world = World::secure().await;
    let mut anna = Visitor::new(&world);
    let redirect = anna.allow("1").await;
    let response = anna.get(&redirect).await;
    let cookies = response.set_cookies();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-session=")), "{cookies:?}");
    // Browsers reject a cookie with this prefix without these attributes, even one that removes it.
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-") && cookie.contains("; Secure"), "{cookie}");
        assert!(cookie.contains("; Path=/") && !cookie.contains("Domain"), "{cookie}");
    }
    assert_eq!(anna.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn a_session_expires_on_the_server_and_at_miro() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    world.pass(session::LENGTH - Duration::from_secs(5));
    assert_eq!(anna.get("/").await.boards(), ["Plan"]);
    let (token, cookies) = (world.token_of("1"), anna.cookies.clone());

    world.pass(Duration::from_secs(5));
    let response = anna.get("/").await;
    assert!(response.body.contains("Your session has ended") && response.body.contains("href=\"/login\""));
    assert!(!anna.cookies.contains_key("session"));
    world.wait_until(async || !world.takes(&token).await).await;

    // Keeping the cookie longer is of no use.
    anna.cookies = cookies;
    let response = anna.post("/boards/any/notes", &[("text", "late")]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(anna.get("/").await.body.contains("Your session has ended"));
}

#[tokio::test]
async fn ignores_forged_and_altered_cookies() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let good = anna.cookies["session"].clone();
    let other = World::start().await;
    let mut ben = Visitor::new(&other);
    ben.log_in("1").await;
    let of_another_key = ben.cookies["session"].clone();
    anna.begin().await;
    let of_another_purpose = anna.login_cookie();

    let first = if good.starts_with('A') { 'B' } else { 'A' };
    let changed = format!("{first}{}", &good[1..]);
    let shortened = good[..good.len() - 4].to_owned();
    let plain =
        "%7B%22ends%22:9999999999,%22content%22:%7B%22id%22:%221%22,%22form_token%22:%22%22%7D%7D".to_owned();
    for bad in [changed, shortened, plain, of_another_key, of_another_purpose, String::new()] {
        anna.cookies.insert("session".to_owned(), bad.clone());
        assert_eq!(anna.get("/").await.heading(), "Put a note on a board", "{bad}");
    }
    anna.cookies.insert("session".to_owned(), good);
    assert_eq!(anna.get("/").await.heading(), "Your boards");
}

#[tokio::test]
async fn cookies_are_encrypted() {
    let world = World::start().await;
    let mut anna = Visitor::new(&world);
    let url = anna.begin().await;
    let state = url.split("state=").nth(1).unwrap().split('&').next().unwrap();
    anna.log_in("1").await;
    let form_token = anna.form_token().await;
    for cookie in anna.cookies.values() {
        assert!(!cookie.contains(state) && !cookie.contains(&form_token));
    }
    assert_eq!(world.key.master().len(), 64);
}
