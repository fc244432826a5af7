//! Boards with a few items far from the others.

use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::json;

use crate::api::Api;
use crate::assert_no_errors;

#[tokio::test]
async fn distant_item_does_not_shrink_the_others() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let board = api.board("Board").await;
    let at = |x: i64, y: i64| json!({"data": {"content": "Note"}, "position": {"x": x, "y": y}});
    let notes = format!("{board}/sticky_notes");
    let near = api.create(&notes, at(0, 0)).await;
    api.create(&notes, at(300, 0)).await;
    api.create(&notes, at(0, 300)).await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#board-facts", "3 items").await;
    let hidden = "['#far', '#zoom-all'].every((button) => document.querySelector(button).hidden)";
    browser.wait_for(hidden).await;
    let width = |id: &str| {
        format!("document.querySelector('#surface [data-id=\"{id}\"]').getBoundingClientRect().width")
    };
    let before = browser.evaluate(&width(&near)).await;

    let far = api.create(&notes, at(500_000, 0)).await;
    let farther = api.create(&notes, at(0, -900_000)).await;
    browser.wait_for_text("#board-facts", "5 items").await;
    browser.wait_for_text("#far", "2 items far away").await;
    assert_eq!(browser.evaluate(&width(&near)).await, before);

    let seen = |id: &str| {
        format!(
            "(({{left, right, top, bottom, width}}, area) => width > 20 && left >= area.left && right <= area.right && top >= area.top && bottom <= area.bottom)(document.querySelector('#surface [data-id=\"{id}\"]').getBoundingClientRect(), document.querySelector('#surface').getBoundingClientRect())"
        )
    };
    assert_eq!(browser.evaluate(&seen(&far)).await, false);
    browser.click("#far").await;
    browser.wait_for(&seen(&far)).await;
    browser.click("#far").await;
    browser.wait_for(&seen(&farther)).await;
    browser.click("#far").await;
    browser.wait_for(&seen(&far)).await;
    browser.click("#zoom-all").await;
    let all = format!("{} < 20 && {} < 20", width(&near), width(&farther));
    browser.wait_for(&all).await;
    browser.click("#zoom-fit").await;
    browser.wait_for(&seen(&near)).await;
    assert_eq!(browser.evaluate(&width(&near)).await, before);
    assert_no_errors(&browser).await;
}
