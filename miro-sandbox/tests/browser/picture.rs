//! The picture of a board: navigation and content.

use fantoccini::key::Key;
use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::api::Api;
use crate::assert_no_errors;

#[tokio::test]
async fn the_view_of_a_board_can_be_moved() {
    let sandbox = Sandbox::start().await;
    let board_id = sandbox.seed_board("Board");
    sandbox.seed_items(&board_id, "sticky_note", 4);
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    let view = "document.querySelector('#surface svg').getAttribute('viewBox')";
    browser.wait_for("document.querySelector('#surface svg') !== null").await;
    let fitting = browser.evaluate(view).await;
    let differs = |from: &Value| format!("{view} !== {from}");

    browser.click("#zoom-in").await;
    browser.wait_for(&differs(&fitting)).await;
    let near = browser.evaluate(view).await;
    browser.type_into("#surface", "+").await;
    browser.wait_for(&differs(&near)).await;
    browser.press(Key::Right).await;
    let moved = browser.evaluate(view).await;
    // The view stays unchanged when others change the board.
    sandbox.seed_items(&board_id, "card", 1);
    browser.wait_for_text("#board-facts", "5 items").await;
    assert_eq!(browser.evaluate(view).await, moved);
    browser.click("#zoom-fit").await;
    browser.wait_for(&differs(&moved)).await;
    let fitting = browser.evaluate(view).await;
    let whole = "document.querySelector('#surface svg').viewBox.baseVal";
    let left = browser.evaluate(&format!("{whole}.x")).await.as_f64().unwrap();
    // The card is 320 wide around the origin, and the margin is 4 percent of the total width of 1,460.
    assert!((left + 160.0 + 0.04 * 1_459.5).abs() < 0.1, "{left}");

    browser
        .evaluate("document.querySelector('#surface').dispatchEvent(new WheelEvent('wheel', {deltaY: -200, ctrlKey: true, clientX: 500, clientY: 300, cancelable: true}))")
        .await;
    browser.wait_for(&differs(&fitting)).await;
    browser.type_into("#surface", "0").await;
    browser.wait_for(&format!("{view} === {fitting}")).await;
    assert_no_errors(&browser).await;
}

#[tokio::test]
async fn hostile_text_is_escaped() {
    const HOSTILE: &str =
        "<script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\">'\"&amp;</text></svg>";
    // Contents are shown without formatting and entities, names unchanged.
    const SHOWN: &str =
        "<script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\">'\"&</text></svg>";
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let name = "<img src=x onerror=\"window.hacked=1\">'&quot;";
    let board = api.board(name).await;
    let data = json!({"content": HOSTILE, "title": HOSTILE});
    let item = |kind: &str, x: i64| json!({"type": kind, "data": data, "position": {"x": x, "y": 0}, "geometry": {"width": 3_000, "height": 600}});
    let board_id = sandbox.seed_board("Raw");
    for (number, kind) in [
        "sticky_note",
        "shape",
        "text",
        "card",
        "app_card",
        "frame",
        "image",
        "document",
        "embed",
        "doc_format",
        HOSTILE,
    ]
    .iter()
    .enumerate()
    {
        sandbox.insert_raw_item(&board_id, item(kind, number as i64 * 3_100));
    }
    api.create(&format!("{board}/sticky_notes"), json!({"data": {"content": HOSTILE}})).await;
    let tag = api.create(&format!("{board}/tags"), json!({"title": HOSTILE})).await;
    let note = api
        .create(&format!("{board}/cards"), json!({"data": {"title": HOSTILE}, "geometry": {"width": 2_000}}))
        .await;
    api.send("POST", &format!("{board}/items/{note}?tag_id={tag}"), Value::Null).await;
    api.send("GET", "/v2/boards?query=%3Cscript%3Ewindow.hacked=1%3C/script%3E", Value::Null).await;

    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#board-name", "Raw").await;
    assert_eq!(browser.count("#surface [data-kind]").await, 11);
    let words = "[...document.querySelectorAll('#surface text')].map((text) => text.textContent)";
    let words = browser.evaluate(words).await;
    let words: Vec<&str> = words.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let whole = words.iter().filter(|word| word.replace(' ', "").contains(&SHOWN.replace(' ', ""))).count();
    // Some texts are wrapped and truncated, but most fit completely.
    assert!(whole >= 8, "{whole} in {words:?}");
    browser.click("#board-list li:nth-child(2) a").await;
    browser.wait_for_text("#board-name", name).await;
    browser.wait_for_text("#board-list li:nth-child(2) .name", name).await;
    browser
        .wait_for("document.querySelector('#request-list .path').textContent.includes('query=%3Cscript%3E')")
        .await;
    let foreign = "#surface script, #surface img, #surface foreignObject, .boards img, .requests img, .requests script, h2 img";
    assert_eq!(browser.count(foreign).await, 0);
    assert_eq!(browser.evaluate("window.hacked === undefined").await, true);
    assert_no_errors(&browser).await;
}
