//! Rendering of formatted texts.

use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::json;

use crate::api::Api;
use crate::assert_no_errors;

#[tokio::test]
async fn formatting_lists_and_line_breaks_are_drawn() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let board = api.board("Board").await;
    let content = "<p>plain <b>bold</b> <i>slanted</i> <a href=\"https://example.com\">linked</a></p><ul><li>first</li><li>second</li></ul>one<br>two";
    let text =
        json!({"data": {"content": content}, "geometry": {"width": 600}, "style": {"textAlign": "left"}});
    api.create(&format!("{board}/texts"), text).await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for("document.querySelector('#surface text') !== null").await;
    let lines = "[...document.querySelectorAll('#surface text > tspan')].map((line) => line.textContent)";
    assert_eq!(
        browser.evaluate(lines).await,
        json!(["plain bold slanted linked", "• first", "• second", "one", "two"])
    );
    let style = |word: &str, property: &str| {
        format!(
            "getComputedStyle([...document.querySelectorAll('#surface tspan tspan')].find((run) => run.textContent === '{word}')).{property}"
        )
    };
    assert_eq!(browser.evaluate(&style("bold", "fontWeight")).await, "700");
    assert_eq!(browser.evaluate(&style("slanted", "fontStyle")).await, "italic");
    assert_eq!(browser.evaluate(&style("linked", "textDecorationLine")).await, "underline");
    assert_eq!(browser.evaluate(&style("linked", "fill")).await, "rgb(42, 75, 215)");
    let tops = "[...document.querySelectorAll('#surface text > tspan')].map((line) => line.getBoundingClientRect().top)";
    let tops = browser.evaluate(tops).await;
    let tops: Vec<f64> = tops.as_array().unwrap().iter().map(|top| top.as_f64().unwrap()).collect();
    assert!(tops.is_sorted_by(|one, next| one < next), "one below the other: {tops:?}");
    assert_no_errors(&browser).await;
}
