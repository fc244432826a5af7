//! The list of boards, also if it is empty or very long.

use fantoccini::key::Key;
use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::api::{Api, path_of};
use crate::{HOUR, assert_no_errors, drawn};

#[tokio::test]
async fn boards_are_listed_and_the_selected_one_is_drawn() {
    let sandbox = Sandbox::start().await;
    let (first, second) = (sandbox.seed_board("First board"), sandbox.seed_board("Second board"));
    sandbox.seed_items(&first, "sticky_note", 3);
    sandbox.seed_items(&second, "shape", 1);
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#board-count", "2").await;
    let entries = "[...document.querySelectorAll('#board-list a')].map((entry) => [...entry.children].map((part) => part.textContent))";
    assert_eq!(
        browser.evaluate(entries).await,
        json!([["Second board", "1 item"], ["First board", "3 items"]])
    );
    // Without a choice, the newest board is shown.
    browser.wait_for_text("#board-name", "Second board").await;
    assert_eq!(browser.count(&drawn("shape")).await, 1);

    browser.click(&format!("[data-board='{first}']")).await;
    browser.wait_for_text("#board-name", "First board").await;
    assert_eq!((browser.count(&drawn("shape")).await, browser.count(&drawn("sticky_note")).await), (0, 3));
    browser.wait_for_text("#board-list a[aria-current] .name", "First board").await;
    browser.back().await;
    browser.wait_for_text("#board-name", "Second board").await;

    // With the keyboard: Tab and Enter.
    browser.evaluate("document.querySelector('#board-list a').focus()").await;
    browser.press(Key::Tab).await;
    browser.press(Key::Enter).await;
    browser.wait_for_text("#board-name", "First board").await;
    assert_no_errors(&browser).await;
}

#[tokio::test]
async fn empty_sandbox_shows_what_to_do() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#canvas-empty h3", "No boards yet").await;
    browser.wait_for_text("#connection", "live").await;
    let hint = "document.querySelector('#canvas-empty').textContent";
    let command = "document.querySelector('#canvas-empty code').textContent";
    assert!(
        browser
            .evaluate(hint)
            .await
            .as_str()
            .unwrap()
            .contains("TOKEN is the access token that the sandbox printed")
    );
    let text = browser.evaluate(command).await;
    assert!(
        text.as_str().unwrap().starts_with(&format!("curl -X POST {}/v2/boards \\\n", sandbox.url())),
        "{text}"
    );

    let board_id = api.create("/v2/boards", json!({"name": "New"})).await;
    browser.wait_for_text("#board-name", "New").await;
    browser.wait_for_text("#canvas-empty h3", "This board is empty").await;
    let text = browser.evaluate(command).await;
    assert!(
        text.as_str().unwrap().contains(&format!("{}{}/sticky_notes", sandbox.url(), path_of(&board_id))),
        "{text}"
    );

    let (status, _) = api.send("DELETE", &path_of(&board_id), Value::Null).await;
    assert_eq!(status, 204);
    browser.wait_for_text("#canvas-empty h3", "This board does not exist").await;
    browser.wait_for_text("#board-note", "None yet.").await;
    assert_no_errors(&browser).await;
}

#[tokio::test]
async fn long_lists_are_truncated_with_a_notice() {
    let sandbox = Sandbox::builder().rate_limit_window(HOUR).start().await;
    let api = Api::of(&sandbox);
    let board_id = sandbox.seed_board("Large");
    sandbox.seed_items(&board_id, "sticky_note", 2_300);
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#board-facts", "2,000 of 2,300 items drawn").await;
    assert_eq!(browser.count(&drawn("sticky_note")).await, 2_000);
    browser.wait_for_text("#connection", "live").await;
    // Far more requests than a browser can draw one by one.
    for _ in 0..600 {
        api.send("GET", "/v2/boards", Value::Null).await;
    }
    browser.wait_for_text("#request-count", "600").await;
    assert_eq!(browser.count("#request-list li").await, 100);
    browser.wait_for_text("#credit-list .left", "70,000 of 100,000").await;
    for number in 0..10 {
        sandbox.seed_board(&format!("Board {number}"));
    }
    browser.wait_for_text("#board-count", "11").await;
    browser.type_into("#board-filter", "large").await;
    browser.wait_for("document.querySelectorAll('#board-list li').length === 1").await;
    browser.wait_for_text("#board-list .name", "Large").await;
    assert_no_errors(&browser).await;
}
