//! Uploaded images on the page.

use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::json;

use crate::api::Api;
use crate::assert_no_errors;

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"60\" onload=\"document.title = 'hacked'\">\
    <script>fetch('/_sandbox/state').then(() => { document.title = 'hacked'; })</script>\
    <rect width=\"30\" height=\"60\" fill=\"red\"/></svg>";

#[tokio::test]
async fn uploaded_image_is_drawn_and_runs_no_script() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let board = api.board("Board").await;
    let image = api.upload(&format!("{board}/images"), "a.svg", "image/svg+xml", DRAWING).await;
    let broken = api.upload(&format!("{board}/images"), "b.png", "image/png", "no picture").await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    let id = |of: &serde_json::Value| of["id"].as_str().unwrap().to_owned();
    let drawn = format!("document.querySelector('#surface [data-id=\"{}\"] image')", id(&image));
    browser.wait_for(&format!("{drawn} !== null")).await;
    // It is loaded, and shown twice as high as wide.
    let ratio =
        format!("(({{width, height}}) => Math.round(height / width * 100))({drawn}.getBoundingClientRect())");
    assert_eq!(browser.evaluate(&ratio).await, 200);
    let size = format!(
        "(async () => {{ const picture = new Image(); picture.src = {drawn}.getAttribute('href'); await picture.decode(); return [picture.naturalWidth, picture.naturalHeight]; }})()"
    );
    assert_eq!(browser.evaluate(&size).await, json!([30, 60]));
    assert_eq!(browser.count(&format!("#surface [data-id=\"{}\"] image", id(&broken))).await, 0);
    assert_eq!(
        browser.count(&format!("#surface [data-id=\"{}\"] rect", id(&broken))).await,
        2,
        "a box instead"
    );

    // Opened directly, it runs nothing either.
    let address = browser.evaluate(&format!("{drawn}.getAttribute('href')")).await;
    let headers = "(await fetch(address)).headers";
    let headers = format!(
        "(async () => {{ const address = {address}; const headers = {headers}; return ['content-security-policy', 'x-content-type-options', 'content-disposition'].map((name) => headers.get(name)); }})()"
    );
    assert_eq!(
        browser.evaluate(&headers).await,
        json!(["default-src 'none'; frame-ancestors 'none'; sandbox", "nosniff", "attachment"])
    );
    assert_eq!(browser.evaluate("document.title").await, "Miro sandbox");
    assert_no_errors(&browser).await;
}
