//! Many open pages, although a browser opens only six connections to a server.

use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::json;

use crate::api::Api;
use crate::assert_no_errors;

const MANY: usize = 8;

#[tokio::test]
async fn all_pages_are_live_beyond_the_connection_limit() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let board = api.board("Board").await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#connection", "live").await;
    for _ in 1..MANY {
        browser.open_window(sandbox.url()).await;
        browser.wait_for_text("#connection", "live").await;
        assert_eq!(browser.evaluate("document.hidden").await, false);
    }
    api.create(&format!("{board}/texts"), json!({"data": {"content": "Hello"}})).await;
    for index in 0..MANY {
        browser.switch_to_window(index).await;
        browser.wait_for_text("#board-facts", "1 item").await;
        browser.wait_for("document.querySelector('#surface [data-kind=text]') !== null").await;
    }
    // The first page listens for all; another one takes over when it is closed.
    browser.switch_to_window(0).await;
    browser.close_window().await;
    api.create(&format!("{board}/texts"), json!({"data": {"content": "there"}})).await;
    for index in 0..MANY - 1 {
        browser.switch_to_window(index).await;
        browser.wait_for_text("#board-facts", "2 items").await;
        browser.wait_for_text("#connection", "live").await;
    }
    drop(sandbox);
    browser.wait_for_text("#connection", "sandbox stopped").await;
}

#[tokio::test]
async fn change_stream_is_opened_once_per_browser() {
    let sandbox = Sandbox::start().await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#connection", "live").await;
    let streams =
        "performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/events')).length";
    let held = "navigator.locks.query().then(({held}) => held.length)";
    browser.open_window(sandbox.url()).await;
    browser.wait_for_text("#connection", "live").await;
    assert_eq!(browser.evaluate(streams).await, 0, "the second page asked for a stream of its own");
    assert_eq!(browser.evaluate(held).await, 1);
    assert_no_errors(&browser).await;
}
