//! The page on different screens.

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
        for part in [
            "#board-list a",
            "#surface",
            "#request-list li",
            "#credit-list progress",
            "#zoom-fit",
            "#address",
            "#board-facts",
            "#connection",
        ] {
            let shown = format!(
                "(({{left, right, width, height}}) => left >= 0 && right <= {width} && width > 20 && height > 4)(document.querySelector({}).getBoundingClientRect())",
                json!(part)
            );
            assert_eq!(browser.evaluate(&shown).await, true, "{part} at {width}");
        }
    }
    // WCAG requires a contrast of at least 4.5 to 1 between text and background.
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

#[tokio::test]
async fn board_follows_the_dark_color_scheme() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let board = api.board("Board").await;
    let text = |color: &str, y: i64| json!({"data": {"content": "Words <a href='x'>link</a>"}, "style": {"color": color}, "position": {"x": 0, "y": y}});
    let mut texts = Vec::new();
    for (number, color) in ["#1a1a1a", "#7a0010", "#ffffff"].into_iter().enumerate() {
        texts.push(api.create(&format!("{board}/texts"), text(color, number as i64 * 100)).await);
    }
    let note = json!({"data": {"content": "Note"}, "style": {"fillColor": "yellow"}, "position": {"x": 500, "y": 0}});
    let note = api.create(&format!("{board}/sticky_notes"), note).await;
    let other = json!({"data": {"content": "Other"}, "position": {"x": 1_000, "y": 0}});
    let other = api.create(&format!("{board}/sticky_notes"), other).await;
    let frame = json!({"data": {"title": "Frame"}, "position": {"x": 2_000, "y": 0}});
    let frame = api.create(&format!("{board}/frames"), frame).await;
    let on_note = json!({"data": {"content": "On it"}, "position": {"x": 500, "y": 0}});
    let on_note = api.create(&format!("{board}/texts"), on_note).await;
    let line = json!({"startItem": {"id": note}, "endItem": {"id": other}});
    let line = api.create(&format!("{board}/connectors"), line).await;
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#board-facts", "7 items · 1 connector").await;
    let color = |id: &str, inner: &str, property: &str| {
        format!("getComputedStyle(document.querySelector('#surface [data-id=\"{id}\"] {inner}')).{property}")
    };
    assert_eq!(browser.evaluate(&color(&texts[0], "text", "fill")).await, "rgb(26, 26, 26)");
    browser.prefer("dark").await;
    let light = |color: &Value| {
        let channels =
            color.as_str().unwrap().trim_start_matches(|letter: char| !letter.is_ascii_digit()).to_owned();
        let channels =
            channels.trim_end_matches(')').split(", ").map(|channel| channel.parse::<f64>().unwrap() / 255.0);
        let linear = channels
            .map(|share| if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) });
        linear.zip([0.2126, 0.7152, 0.0722]).map(|(share, weight)| share * weight).sum::<f64>()
    };
    let canvas =
        browser.evaluate("getComputedStyle(document.querySelector('#surface')).backgroundColor").await;
    let sheet = browser.evaluate(&color(&frame, "rect", "fill")).await;
    assert!(light(&canvas) < 0.03 && light(&sheet) < 0.03, "{canvas} {sheet}");
    for (id, inner, property) in [
        (&texts[0], "text", "fill"),
        (&texts[1], "text", "fill"),
        (&texts[2], "text", "fill"),
        (&texts[0], "text tspan tspan", "fill"),
        (&line, "path", "stroke"),
    ] {
        let drawn = browser.evaluate(&color(id, inner, property)).await;
        let contrast = (light(&drawn) + 0.05) / (light(&canvas) + 0.05);
        assert!(contrast >= 4.5, "{inner}: {drawn} on {canvas}");
    }
    // Colors chosen by a user stay, and so does the text on them.
    assert_eq!(browser.evaluate(&color(&note, "rect:nth-of-type(2)", "fill")).await, "rgb(245, 209, 40)");
    assert_eq!(browser.evaluate(&color(&on_note, "text", "fill")).await, "rgb(26, 26, 26)");
    assert_no_errors(&browser).await;
}
