//! Live updates of the page without a reload.

use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::api::Api;
use crate::{HOUR, assert_no_errors, drawn};

#[tokio::test]
async fn changes_appear_without_a_reload() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let board = api.board("Live").await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#canvas-empty h3", "This board is empty").await;
    browser.wait_for_text("#connection", "live").await;
    browser.evaluate("window.isTheSamePage = true").await;

    let note = json!({"data": {"content": "<p>Buy <b>milk</b></p>"}, "style": {"fillColor": "red"}, "position": {"x": -300, "y": 0}});
    let note = api.create(&format!("{board}/sticky_notes"), note).await;
    let in_note = |inner: &str| format!("document.querySelector('#surface [data-id=\"{note}\"] {inner}')");
    browser.wait_for(&in_note("rect[fill=\"#f16c7f\"]")).await;
    let text = browser.evaluate(&format!("{}.textContent", in_note("text"))).await;
    assert_eq!(text, "Buy milk");
    browser.wait_for_text("#board-facts", "1 item").await;
    browser.wait_for("document.querySelector('#canvas-empty').hidden").await;

    let (status, _) = api
        .send("PATCH", &format!("{board}/sticky_notes/{note}"), json!({"style": {"fillColor": "cyan"}}))
        .await;
    assert_eq!(status, 200);
    browser.wait_for(&in_note("rect[fill=\"#67c6c0\"]")).await;

    let frame = json!({"data": {"title": "Plans"}, "position": {"x": 500, "y": 0}, "geometry": {"width": 400, "height": 300}});
    let frame = api.create(&format!("{board}/frames"), frame).await;
    let child = json!({"data": {"content": "Step", "shape": "circle"}, "parent": {"id": frame}, "position": {"x": 100, "y": 50}});
    let child = api.create(&format!("{board}/shapes"), child).await;
    let line = json!({"startItem": {"id": note}, "endItem": {"id": child}, "shape": "straight", "captions": [{"content": "then"}],
                      "style": {"strokeColor": "#ff0000"}});
    let line = api.create(&format!("{board}/connectors"), line).await;
    browser
        .wait_for(&format!(
            "document.querySelector('#surface [data-id=\"{line}\"] path[stroke=\"#ff0000\"]')"
        ))
        .await;
    browser.wait_for_text("#board-facts", "3 items · 1 connector").await;
    // The child has its position in the frame, and is drawn in front of it.
    let place = browser
        .evaluate(&format!(
            "document.querySelector('#surface [data-id=\"{child}\"]').getAttribute('transform')"
        ))
        .await;
    assert_eq!(place, "translate(400 -100)");
    let order = "[...document.querySelectorAll('#surface [data-id]')].map((item) => item.dataset.id)";
    assert_eq!(browser.evaluate(order).await, json!([frame, note, child, line]));
    let words = "[...document.querySelectorAll('#surface text')].map((text) => text.textContent)";
    assert_eq!(browser.evaluate(words).await, json!(["Buy milk", "Step", "Plans", "then"]));

    let (status, _) = api.send("DELETE", &format!("{board}/items/{note}"), Value::Null).await;
    assert_eq!(status, 204);
    browser.wait_for(&format!("{} === null", in_note(""))).await;
    assert_eq!(browser.count(&drawn("connector")).await, 0, "its connector goes with an item");
    assert_eq!(browser.evaluate("window.isTheSamePage").await, true);
    assert_no_errors(&browser).await;
}

#[tokio::test]
async fn requests_and_credits_are_up_to_date() {
    let sandbox = Sandbox::builder().rate_limit(1_000).rate_limit_window(HOUR).start().await;
    let api = Api::of(&sandbox);
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#requests-empty h3", "No requests yet").await;
    browser.wait_for_text("#credits-empty", "Nobody has spent any yet.").await;
    browser.wait_for_text("#connection", "live").await;

    api.send("GET", "/v2/boards?limit=2", Value::Null).await;
    browser.wait_for_text("#request-count", "1").await;
    let row = |number: u64| {
        format!(
            "['.status', '.method', '.operation', '.path'].map((part) => document.querySelector(`#request-list [data-number=\"{number}\"] ${{part}}`).textContent)"
        )
    };
    assert_eq!(browser.evaluate(&row(0)).await, json!(["200", "GET", "get-boards", "/v2/boards?limit=2"]));
    let time = browser.evaluate("document.querySelector('#request-list time').textContent").await;
    assert!(time.as_str().unwrap().split(':').count() == 3, "{time}");
    let meter = "document.querySelector('#credit-list progress')";
    browser.wait_for(&format!("{meter}?.value === 950 && {meter}.max === 1000")).await;
    browser.wait_for_text("#credit-list .left", "950 of 1,000").await;
    browser.wait_for_text("#credit-list .who", "John SmithSandbox app").await;
    browser
        .wait_for("/^resets in [0-9]+ s$/.test(document.querySelector('#credit-list .reset').textContent)")
        .await;

    let (status, _) = api.send("DELETE", "/v2/boards/none", Value::Null).await;
    assert_eq!(status, 404);
    api.send("POST", "/nowhere", json!({})).await;
    browser.wait_for_text("#request-count", "3").await;
    assert_eq!(browser.evaluate(&row(1)).await, json!(["404", "DELETE", "delete-board", "/v2/boards/none"]));
    assert_eq!(browser.evaluate(&row(2)).await, json!(["404", "POST", "unknown operation", "/nowhere"]));
    let numbers = "[...document.querySelectorAll('#request-list li')].map((row) => row.dataset.number)";
    assert_eq!(browser.evaluate(numbers).await, json!(["2", "1", "0"]), "the newest comes first");
    let color = |number: u64| {
        format!(
            "getComputedStyle(document.querySelector('#request-list [data-number=\"{number}\"] .status')).color"
        )
    };
    assert_ne!(browser.evaluate(&color(0)).await, browser.evaluate(&color(1)).await);

    sandbox.set_remaining_credits(sandbox.user_id(), 100);
    browser.wait_for("document.querySelector('#credit-list progress').dataset.level === 'low'").await;
    sandbox.clear_requests();
    browser.wait_for_text("#request-count", "0").await;
    assert_eq!(browser.count("#request-list li").await, 0);
    assert_no_errors(&browser).await;
}

#[tokio::test]
async fn page_reconnects_after_a_restart() {
    let sandbox = Sandbox::start().await;
    sandbox.seed_board("Before");
    let port = sandbox.url().rsplit(':').next().unwrap().parse().unwrap();
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#board-name", "Before").await;
    browser.wait_for_text("#connection", "live").await;
    drop(sandbox);
    browser.wait_for_text("#connection", "sandbox stopped").await;
    let sandbox = Sandbox::builder().port(port).start().await;
    sandbox.seed_board("After");
    browser.wait_for_text("#connection", "live").await;
    browser.wait_for_text("#board-list .name", "After").await;
}
