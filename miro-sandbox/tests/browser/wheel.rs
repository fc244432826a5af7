//! The wheel over the board, which must not block scrolling of the page.

use miro_browser::Browser;
use miro_sandbox::Sandbox;

use crate::assert_no_errors;

const CTRL: u32 = 2;

#[tokio::test]
async fn the_wheel_moves_the_page_or_the_board_and_zooms_with_ctrl() {
    let sandbox = Sandbox::start().await;
    let board_id = sandbox.seed_board("Board");
    sandbox.seed_items(&board_id, "sticky_note", 4);
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for("document.querySelector('#surface svg') !== null").await;
    let view = "document.querySelector('#surface svg').getAttribute('viewBox')";
    let size = "document.querySelector('#surface svg').viewBox.baseVal.width";

    // On a narrow screen the page continues below.
    browser.resize(400, 800).await;
    let fitting = browser.evaluate(view).await;
    browser.wheel("#surface", 300, 0).await;
    browser.wait_for("scrollY > 100").await;
    assert_eq!(browser.evaluate(view).await, fitting);
    browser.wait_for("!document.querySelector('#hint').hidden").await;
    assert_eq!(
        browser.evaluate("getComputedStyle(document.querySelector('#surface')).touchAction").await,
        "pan-y"
    );
    browser.evaluate("scrollTo(0, 0)").await;
    let width = browser.evaluate(size).await;
    browser.wheel("#surface", -300, CTRL).await;
    browser.wait_for(&format!("{size} < {width}")).await;
    assert_eq!(browser.evaluate("scrollY").await, 0);

    // On a wide one it does not.
    browser.resize(1_280, 800).await;
    browser.click("#zoom-fit").await;
    let width = browser.evaluate(size).await;
    browser.wheel("#surface", 300, 0).await;
    browser.wait_for(&format!("{view} !== {fitting}")).await;
    assert_eq!(browser.evaluate(size).await, width, "moved, not zoomed");
    assert_eq!(browser.evaluate("scrollY").await, 0);
    assert_no_errors(&browser).await;
}
