//! Untrusted names: long, odd, invisible.

use miro_browser::Browser;
use miro_sandbox::{Fault, FaultRule};
use serde_json::json;

use super::World;
use super::browser::log_in;
use super::visitor::Visitor;

/// Starts a world in which a user and boards have these names, even if Miro would not allow them.
async fn world_of(names: &[&str]) -> World {
    let world = World::start().await;
    world.seed("1", &[]);
    let board = |(index, name): (usize, &&str)| {
        json!({
            "id": format!("board-{index}"), "type": "board", "name": name,
            "team": {"id": "1", "type": "team", "name": name},
            "viewLink": "https://miro.com/app/board/1", "modifiedAt": "2026-11-23T05:17:00Z",
        })
    };
    let boards: Vec<_> = names.iter().enumerate().map(board).collect();
    let page = json!({"data": boards, "total": boards.len(), "size": boards.len(), "offset": 0, "limit": 12, "type": "list"});
    let context = json!({"user": {"id": "1", "name": names[0]}, "team": {"id": "1", "name": names[0]}});
    for (path, body) in [("/v2/boards", page), ("/v1/oauth-token", context)] {
        world.sandbox.add_fault(FaultRule::new(Fault::json(200, body)).on("GET", path));
    }
    world
}

#[tokio::test]
async fn names_are_truncated_isolated_and_visible() {
    let (long, longest) = ("x".repeat(300), "y".repeat(10_000));
    let names = ["\u{202e}evil\u{2066}", "\u{200b}\u{feff}", &long, &longest, " "];
    let world = world_of(&names).await;
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let page = anna.get("/").await;
    let shown = |character: &str| format!("<bdi>{}…</bdi></a>", character.repeat(80));
    assert!(page.body.contains("<bdi>evil</bdi></a>"));
    assert!(page.body.contains("<b id=\"user\"><bdi>evil</bdi>"));
    assert!(page.body.contains(&shown("x")) && page.body.contains(&shown("y")));
    assert!(!page.body.contains(&"x".repeat(81)) && !page.body.contains('\u{200b}'));
    assert_eq!(page.body.matches(">Untitled</a>").count(), 2);
    // Every name is in a `bdi`, even in labels for screen readers.
    assert_eq!(page.body.matches("evil").count(), page.body.matches("<bdi>evil</bdi>").count());
    assert!(!page.body.contains('\u{202e}') && !page.body.contains('\u{2066}'));
}

#[tokio::test]
async fn pages_fit_narrow_screens_with_any_name() {
    let (short, long, longest) = ("W".repeat(36), "x".repeat(300), "y".repeat(10_000));
    for first in [short.as_str(), &long, &longest, "\u{202e}evil\u{2066}", "\u{200b}"] {
        let world =
            world_of(&[first, &short, &long, &longest, "\u{202e}evil", "\u{200b}\u{feff}", "Plan"]).await;
        let Some(browser) = Browser::open(&world.url).await else { return };
        log_in(&browser, "1").await;
        for width in [375, 500, 1_200] {
            browser.resize(width, 800).await;
            let overflow = browser.evaluate("document.documentElement.scrollWidth - innerWidth").await;
            assert!(overflow.as_i64().unwrap() <= 0, "{overflow} at {width}");
            // Nothing is cut off at the edge of its card, and the logout button is visible.
            let outside = "[...document.querySelectorAll('.board *:not(.hidden):not(.hidden *), header *')].filter((element) => { \
                           const box = element.getBoundingClientRect(); \
                           return box.left < 0 || box.right > innerWidth + 0.5; }).map((element) => element.outerHTML)";
            assert_eq!(browser.evaluate(outside).await, json!([]), "at {width}");
            let height = browser.evaluate("document.querySelector('header').offsetHeight").await;
            assert!(height.as_f64().unwrap() < 130.0, "the header is {height} high at {width}");
        }
        // The direction of a name does not affect the arrow after it, which is on its right.
        let order = "[...document.querySelectorAll('.board h2 a:has(bdi)')].every((link) => { \
                     const [name, last] = [link.querySelector('bdi'), link].map((element) => [...element.getClientRects()].at(-1)); \
                     return name.right < last.right; })";
        assert_eq!(browser.evaluate(order).await, true);
    }
}
