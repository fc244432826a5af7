//! The page on screens of all kinds.

use miro_browser::Browser;
use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::api::{Api, path_of};
use crate::assert_no_errors;

#[tokio::test]
async fn the_page_fits_narrow_and_dark_screens() {
    let sandbox = Sandbox::start().await;
    let board_id = sandbox.seed_board(&"A board with a long name ".repeat(2));
    sandbox.seed_items(&board_id, "sticky_note", 4);
    Api::of(&sandbox).send("GET", &format!("{}/items?limit=10", path_of(&board_id)), Value::Null).await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser
        .wait_for("document.querySelector('#request-list li') && document.querySelector('#surface svg')")
        .await;
    for (width, height) in [(1_280, 800), (800, 800), (400, 800)] {
        browser.resize(width, height).await;
        let overflow = browser.evaluate("document.documentElement.scrollWidth - innerWidth").await;
        assert!(overflow.as_i64().unwrap() <= 0, "{overflow} at {width}");
        for part in ["#board-list a", "#surface", "#request-list li", "#credit-list progress", "#zoom-fit"] {
            let shown = format!(
                "(({{left, right, width, height}}) => left >= 0 && right <= {width} && width > 20 && height > 4)(document.querySelector({}).getBoundingClientRect())",
                json!(part)
            );
            assert_eq!(browser.evaluate(&shown).await, true, "{part} at {width}");
        }
    }
    // A text and what is behind it differ by 4.5 to 1 at least, as WCAG asks for.
    let contrast = |selector: &str, ground: &str| {
        format!(
            "(() => {{
                const light = (color) => {{
                    const [r, g, b] = color.match(/[0-9.]+/g).map((part) => part / 255)
                        .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                }};
                const text = light(getComputedStyle(document.querySelector('{selector}')).color);
                const ground = light(getComputedStyle(document.querySelector('{ground}')).backgroundColor);
                return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
            }})()"
        )
    };
    let mut grounds = Vec::new();
    for scheme in ["light", "dark"] {
        browser.prefer(scheme).await;
        grounds.push(browser.evaluate("getComputedStyle(document.body).backgroundColor").await);
        for (text, ground) in [
            ("#board-list .name", "#board-list a[aria-current]"),
            ("#board-list .facts", "#board-list a[aria-current]"),
            (".requests .path", ".requests"),
            (".status", ".status"),
            (".credits .reset", ".credits"),
            ("#connection", "body"),
        ] {
            let ratio = browser.evaluate(&contrast(text, ground)).await;
            assert!(ratio.as_f64().unwrap() >= 4.5, "{text} on {ground}, {scheme}: {ratio}");
        }
    }
    assert_ne!(grounds[0], grounds[1]);
    assert_no_errors(&browser).await;
}
