//! The page of the sandbox in a headless Chromium: what a person sees and does there.

mod api;
mod browser;

use fantoccini::key::Key;
use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use api::{Api, path_of};
use browser::Browser;

/// The elements of a kind in the picture of the board.
fn drawn(kind: &str) -> String {
    format!("#surface [data-kind={kind}]")
}

async fn assert_no_errors(browser: &Browser) {
    assert_eq!(browser.log().await, Vec::<String>::new());
}

#[tokio::test]
async fn boards_are_listed_and_the_chosen_one_is_drawn() {
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
    // The newest is chosen for who does not choose.
    browser.wait_for_text("#board-name", "Second board").await;
    assert_eq!(browser.count(&drawn("shape")).await, 1);

    browser.click(&format!("[data-board='{first}']")).await;
    browser.wait_for_text("#board-name", "First board").await;
    assert_eq!((browser.count(&drawn("shape")).await, browser.count(&drawn("sticky_note")).await), (0, 3));
    browser.wait_for_text("#board-list a[aria-current] .name", "First board").await;
    browser.back().await;
    browser.wait_for_text("#board-name", "Second board").await;

    // From the keyboard: down the list, and enter.
    browser.evaluate("document.querySelector('#board-list a').focus()").await;
    browser.press(Key::Tab).await;
    browser.press(Key::Enter).await;
    browser.wait_for_text("#board-name", "First board").await;
    assert_no_errors(&browser).await;
}

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
    // The child stands where its frame puts it, and its frame is behind it.
    let place = browser
        .evaluate(&format!(
            "document.querySelector('#surface [data-id=\"{child}\"]').getAttribute('transform')"
        ))
        .await;
    assert_eq!(place, "translate(400 -100)");
    let order =
        format!("[...document.querySelectorAll('#surface [data-id]')].map((item) => item.dataset.id)");
    assert_eq!(browser.evaluate(&order).await, json!([frame, note, child, line]));
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
    let sandbox = Sandbox::builder().rate_limit(1_000).start().await;
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
        .wait_for(
            "/^(resets in [0-9]+ s|full)$/.test(document.querySelector('#credit-list .reset').textContent)",
        )
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
async fn hostile_text_stays_text() {
    const HOSTILE: &str =
        "<script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\">'\"&amp;</text></svg>";
    // Formatting and entities of contents are undone; names are shown as they are.
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
    // A part of them is wrapped and cut, but most have room for all of it.
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

#[tokio::test]
async fn an_empty_sandbox_says_what_to_do() {
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
    // Others may go on changing the board: the view stays where it was put.
    sandbox.seed_items(&board_id, "card", 1);
    browser.wait_for_text("#board-facts", "5 items").await;
    assert_eq!(browser.evaluate(view).await, moved);
    browser.click("#zoom-fit").await;
    browser.wait_for(&differs(&moved)).await;
    let fitting = browser.evaluate(view).await;
    let whole = "document.querySelector('#surface svg').viewBox.baseVal";
    let left = browser.evaluate(&format!("{whole}.x")).await.as_f64().unwrap();
    // The card is 320 wide about the origin, and the margin 4 percent of the whole, which is 1,460 wide.
    assert!((left + 160.0 + 0.04 * 1_459.5).abs() < 0.1, "{left}");

    browser
        .evaluate("document.querySelector('#surface').dispatchEvent(new WheelEvent('wheel', {deltaY: -200, clientX: 500, clientY: 300, cancelable: true}))")
        .await;
    browser.wait_for(&differs(&fitting)).await;
    browser.type_into("#surface", "0").await;
    browser.wait_for(&format!("{view} === {fitting}")).await;
    assert_no_errors(&browser).await;
}

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

#[tokio::test]
async fn very_much_is_shown_in_part_and_the_page_says_so() {
    let sandbox = Sandbox::start().await;
    let api = Api::of(&sandbox);
    let board_id = sandbox.seed_board("Large");
    sandbox.seed_items(&board_id, "sticky_note", 2_300);
    let Some(browser) = Browser::open(sandbox.url()).await else { return };
    browser.wait_for_text("#board-facts", "2,000 of 2,300 items drawn").await;
    assert_eq!(browser.count(&drawn("sticky_note")).await, 2_000);
    browser.wait_for_text("#connection", "live").await;
    // Far more requests than anybody could read, or a browser draw one by one.
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

#[tokio::test]
async fn the_page_finds_a_sandbox_that_was_started_again() {
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
