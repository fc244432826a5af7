//! The application in a headless Chromium.

use std::time::Duration;

use miro_browser::Browser;
use serde_json::json;

use super::World;
use crate::session;

const HOSTILE: &str = "<script>window.hacked = 1</script>";

/// Logs in as this user, with the button and the consent page.
pub(super) async fn log_in(browser: &Browser, user_id: &str) {
    browser.click("#login").await;
    consent(browser, user_id, "#allow").await;
    browser.wait_for_text("h1", "Your boards").await;
}

async fn consent(browser: &Browser, user_id: &str, button: &str) {
    browser.wait_for("document.querySelector('#allow') !== null").await;
    browser.evaluate(&format!("document.querySelector('#user').value = {}", json!(user_id))).await;
    browser.click(button).await;
}

async fn names(browser: &Browser) -> serde_json::Value {
    browser.evaluate("[...document.querySelectorAll('.board h2')].map((name) => name.textContent)").await
}

/// Asserts that everything loaded and that nothing violated the content security policy.
async fn assert_no_errors(browser: &Browser) {
    assert_eq!(browser.log().await, Vec::<String>::new());
}

#[tokio::test]
async fn logs_in_adds_a_note_and_logs_out() {
    let world = World::start().await;
    world.seed("1", &[HOSTILE]);
    let Some(browser) = Browser::open(&world.url).await else { return };
    log_in(&browser, "1").await;
    assert_eq!(browser.evaluate("location.href").await, json!(format!("{}/", world.url)), "the code is gone");
    assert_eq!(browser.evaluate("document.cookie").await, "", "no script can read the cookies");
    assert_eq!(names(&browser).await, json!([HOSTILE]), "a name is text");
    assert_eq!(browser.evaluate("window.hacked === undefined").await, true);
    browser.wait_for_text("#user", "User 1").await;

    browser.type_into(".board input[name=text]", "Buy <b>milk</b>").await;
    browser.click(".board button").await;
    browser.wait_for_text(".done", "Your note is on the board.").await;
    assert_eq!(world.notes_of("1").await, ["<p>Buy &lt;b&gt;milk&lt;/b&gt;</p>"]);
    // The next note can be written at once, and screen readers read the confirmation with the field.
    let focus = browser
        .evaluate("document.activeElement === document.querySelector('.board input[name=text]')")
        .await;
    assert_eq!(focus, true);
    let described =
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent";
    assert_eq!(browser.evaluate(described).await, "Your note is on the board.");
    browser.goto(&world.url).await;
    assert_eq!(browser.count(".done").await, 0, "it is shown once");
    assert_eq!(world.notes_of("1").await.len(), 1);

    let token = world.token_of("1");
    assert!(world.takes(&token).await);
    browser.click("#logout").await;
    browser.wait_for_text("#notice", "You are logged out, here and at Miro.").await;
    assert!(!world.takes(&token).await);
    browser.back().await;
    browser.wait_for_text("h1", "Put a note on a board").await;
    assert_no_errors(&browser).await;
}

#[tokio::test]
async fn a_denied_login_can_be_started_again() {
    let world = World::start().await;
    let Some(browser) = Browser::open(&world.url).await else { return };
    browser.click("#login").await;
    consent(&browser, world.sandbox.user_id(), "#deny").await;
    browser.wait_for_text("h1", "You said no").await;
    browser.click("#action").await;
    consent(&browser, world.sandbox.user_id(), "#allow").await;
    browser.wait_for_text("h1", "Your boards").await;
    browser.wait_for_text("#empty h2", "No boards yet").await;
}

#[tokio::test]
async fn rejects_a_changed_state() {
    let world = World::start().await;
    let Some(browser) = Browser::open(&world.url).await else { return };
    browser.click("#login").await;
    browser.wait_for("document.querySelector('#allow') !== null").await;
    browser.evaluate("document.querySelector('input[name=state]').value = 'of somebody else'").await;
    browser.click("#allow").await;
    browser.wait_for_text("h1", "This login cannot be completed").await;
    browser.goto(&world.url).await;
    browser.wait_for_text("h1", "Put a note on a board").await;
}

#[tokio::test]
async fn an_expired_session_leads_to_the_login() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let Some(browser) = Browser::open(&world.url).await else { return };
    log_in(&browser, "1").await;
    world.pass(session::LENGTH + Duration::from_secs(1));
    // The form of the page that is still open.
    browser.type_into(".board input[name=text]", "Too late").await;
    browser.click(".board button").await;
    browser.wait_for_text("#notice", "Your session has ended. Log in again to go on.").await;
    assert!(world.notes_of("1").await.is_empty());
    log_in(&browser, "1").await;
    assert_eq!(names(&browser).await, json!(["Plan"]));
}

#[tokio::test]
async fn concurrent_sessions_see_their_own_boards() {
    let world = World::start().await;
    world.seed("1", &["Plan of Anna"]);
    world.seed("2", &["Plan of Ben"]);
    let Some(anna) = Browser::open(&world.url).await else { return };
    let Some(ben) = Browser::open(&world.url).await else { return };
    log_in(&anna, "1").await;
    log_in(&ben, "2").await;
    for _ in 0..2 {
        anna.goto(&world.url).await;
        ben.goto(&world.url).await;
        assert_eq!(names(&anna).await, json!(["Plan of Anna"]));
        assert_eq!(names(&ben).await, json!(["Plan of Ben"]));
        // Also after each has refreshed its tokens.
        world.sandbox.expire_access_tokens();
    }
    ben.click("#logout").await;
    ben.wait_for_text("h1", "Put a note on a board").await;
    anna.goto(&world.url).await;
    assert_eq!(names(&anna).await, json!(["Plan of Anna"]));
}

#[tokio::test]
async fn rejects_forms_without_their_token() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let Some(browser) = Browser::open(&world.url).await else { return };
    log_in(&browser, "1").await;
    browser.evaluate("document.querySelector('.board [name=form_token]').remove()").await;
    browser.type_into(".board input[name=text]", "Forged").await;
    browser.click(".board button").await;
    browser.wait_for_text("h1", "This form is not valid").await;
    assert!(world.notes_of("1").await.is_empty());
}

#[tokio::test]
async fn pages_fit_narrow_screens() {
    let world = World::start().await;
    world.seed("1", &["A-name-that-cannot-be-broken-".repeat(2).as_str(), "Plan"]);
    let Some(browser) = Browser::open(&world.url).await else { return };
    log_in(&browser, "1").await;
    for (width, columns) in [(1_200, 2), (375, 1)] {
        browser.resize(width, 800).await;
        let overflow = browser.evaluate("document.documentElement.scrollWidth - innerWidth").await;
        assert!(overflow.as_i64().unwrap() <= 0, "{overflow} at {width}");
        let places =
            "new Set([...document.querySelectorAll('.board')].map((board) => board.offsetLeft)).size";
        assert_eq!(browser.evaluate(places).await, columns, "at {width}");
    }
    let mut grounds = Vec::new();
    for scheme in ["light", "dark"] {
        browser.prefer(scheme).await;
        grounds.push(browser.evaluate("getComputedStyle(document.body).backgroundColor").await);
    }
    assert_ne!(grounds[0], grounds[1]);
    assert_no_errors(&browser).await;
}

#[tokio::test]
async fn controls_have_enough_contrast() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let Some(browser) = Browser::open(&world.url).await else { return };
    log_in(&browser, "1").await;
    // WCAG 2.2, 1.4.11: the contrast of a field's border with its inside and outside.
    let contrasts = "(() => {
        const luminance = (color) => { const [r, g, b] = color.match(/[0-9.]+/g).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const contrast = (a, b) => { const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
            return (high + 0.05) / (low + 0.05); };
        const ground = (element) => { const color = getComputedStyle(element).backgroundColor;
            return color === 'rgba(0, 0, 0, 0)' ? ground(element.parentElement) : color; };
        return [...document.querySelectorAll('input:not([type=hidden]), button')].flatMap((element) => {
            const border = getComputedStyle(element).borderTopColor;
            return [contrast(border, ground(element.parentElement)),
                element.matches('input') ? contrast(border, ground(element)) : 21]; });
    })()";
    for scheme in ["light", "dark"] {
        browser.prefer(scheme).await;
        let contrasts = browser.evaluate(contrasts).await;
        let contrasts: Vec<f64> =
            contrasts.as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect();
        assert!(
            contrasts.len() >= 6 && contrasts.iter().all(|contrast| *contrast >= 3.0),
            "{scheme}: {contrasts:?}"
        );
    }
}
