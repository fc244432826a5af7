//! Lists that come page by page: what is requested, and that nothing is lost or comes twice.

mod guards;
mod prefetch;
mod property;
mod rejected;
mod resume;

use futures_util::{StreamExt, TryStreamExt};
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::Sandbox;
use serde_json::json;

use crate::environment;
use crate::environment::scripted;

/// A board with this many sticky notes, and their ids in order.
async fn board_with_items(count: usize) -> (Sandbox, BoardHandle, Vec<String>) {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Paged");
    let ids = sandbox.seed_items(&board_id, "sticky_note", count);
    (sandbox, api.board(board_id), ids)
}

/// This many boards, and their ids in order.
async fn boards(count: usize) -> (Sandbox, MiroApi, Vec<String>) {
    let (sandbox, api) = environment::sandbox().await;
    let ids = (0..count).map(|number| sandbox.seed_board(&format!("Board {number}"))).collect();
    (sandbox, api, ids)
}

/// The queries of the requests so far.
fn queries(sandbox: &Sandbox) -> Vec<String> {
    sandbox.requests().into_iter().map(|request| request.query).collect()
}

fn ids(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| item.id().to_string()).collect()
}

/// Returns a page of texts with these ids, as lists by cursor do.
fn cursor_page(ids: std::ops::Range<u32>, cursor: Option<&str>) -> Script {
    let data: Vec<_> = ids.map(|id| json!({"id": id.to_string(), "type": "text"})).collect();
    let mut page = json!({"data": data, "size": data.len()});
    if let Some(cursor) = cursor {
        page["cursor"] = cursor.into();
    }
    Script::json(200, page.to_string())
}

#[tokio::test]
async fn a_cursor_stream_yields_every_element_once_in_order() {
    let (sandbox, board, expected) = board_with_items(120).await;
    let items: Vec<Item> = board.items().list().stream().try_collect().await.unwrap();
    assert_eq!(ids(&items), expected);
    let queries = queries(&sandbox);
    assert_eq!(queries.len(), 3);
    assert_eq!(queries[0], "limit=50");
    // The cursors of the sandbox end in `=`, as those of Miro do.
    assert!(queries[1].starts_with("limit=50&cursor=") && queries[1].ends_with("%3D"), "{queries:?}");
}

#[tokio::test]
async fn an_offset_stream_yields_every_element_once_in_order() {
    let (sandbox, api, expected) = boards(120).await;
    let boards: Vec<Board> = api.boards().list().stream().try_collect().await.unwrap();
    assert_eq!(boards.iter().map(|board| board.id.to_string()).collect::<Vec<_>>(), expected);
    assert_eq!(queries(&sandbox), ["limit=50", "limit=50&offset=50", "limit=50&offset=100"]);
}

#[tokio::test]
async fn sending_a_list_returns_one_page() {
    let (sandbox, api, _) = boards(60).await;
    let page = api.boards().list().await.unwrap();
    assert_eq!((page.data.len(), page.total, page.offset, page.limit), (50, Some(60), Some(0), Some(50)));
    let page = api.boards().list().limit(7).resume_from("58").send().await.unwrap();
    assert_eq!((page.data.len(), page.size, page.offset, page.limit), (2, Some(2), Some(58), Some(7)));
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn a_cursor_page_names_the_next_one() {
    let (_sandbox, board, expected) = board_with_items(25).await;
    let list = board.items().list().limit(20);
    let first = list.clone().await.unwrap();
    assert_eq!((first.data.len(), first.total, first.limit), (20, Some(25), Some(20)));
    let second = list.resume_from(first.cursor.unwrap()).await.unwrap();
    assert_eq!(ids(&second.data), expected[20..]);
    assert!(second.cursor.is_none());
}

#[tokio::test]
async fn streams_pages_in_order() {
    let (sandbox, board, _) = board_with_items(45).await;
    let mut pages = board.items().list().limit(20).pages();
    for (number, size) in [20, 20, 5].into_iter().enumerate() {
        assert_eq!(pages.next().await.unwrap().unwrap().data.len(), size);
        assert_eq!(sandbox.requests().len(), number + 1, "nothing is fetched before it is asked for");
    }
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn an_empty_list_takes_one_call() {
    let (sandbox, board, _) = board_with_items(0).await;
    assert!(board.items().list().stream().next().await.is_none());
    assert!(board.tags().list().stream().next().await.is_none());
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn rejects_invalid_page_sizes_before_sending() {
    let (transport, api) = scripted([]);
    let refused = |error: Option<Error>, expected: &str| {
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(expected), "{error}");
    };
    for limit in [0, 51] {
        let expected = format!("`limit` {limit} is not in 1 to 50");
        refused(api.boards().list().limit(limit).await.err(), &expected);
        refused(api.boards().list().limit(limit).pages().next().await.unwrap().err(), &expected);
    }
    for limit in [9, 51] {
        let expected = format!("`limit` {limit} is not in 10 to 50");
        refused(api.board("b").items().list().limit(limit).await.err(), &expected);
        refused(
            api.board("b").connectors().list().limit(limit).stream().next().await.unwrap().err(),
            &expected,
        );
    }
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn a_limited_stream_makes_the_fewest_calls() {
    let (sandbox, board, expected) = board_with_items(130).await;
    for wanted in [0, 3, 30, 50] {
        for prefetch in [0, 2] {
            sandbox.clear_requests();
            let list = board.items().list().max_items(wanted).prefetch(prefetch);
            let items: Vec<Item> = list.stream().try_collect().await.unwrap();
            assert_eq!(ids(&items), expected[..wanted]);
            // A smaller page costs as many credits.
            let queried = if wanted == 0 { vec![] } else { vec!["limit=50"] };
            assert_eq!(queries(&sandbox), queried, "{wanted} elements, prefetch of {prefetch} pages");
        }
    }
    for (wanted, calls) in [(51, 2), (100, 2), (101, 3), (500, 3)] {
        sandbox.clear_requests();
        let list = board.items().list().max_items(wanted).prefetch(1);
        let items: Vec<Item> = list.stream().try_collect().await.unwrap();
        assert_eq!(items.len(), wanted.min(130));
        assert_eq!(sandbox.requests().len(), calls, "{wanted} elements");
    }
}

#[tokio::test]
async fn every_page_request_has_the_filters() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Mixed");
    sandbox.seed_items(&board_id, "shape", 30);
    let expected = sandbox.seed_items(&board_id, "sticky_note", 60);
    let board = api.board(board_id);
    let list = board.items().list().kind(ItemKind::StickyNote).limit(40);
    let items: Vec<Item> = list.stream().try_collect().await.unwrap();
    assert_eq!(ids(&items), expected);
    let queries = queries(&sandbox);
    assert_eq!(queries.len(), 2);
    assert!(queries.iter().all(|query| query.starts_with("type=sticky_note&limit=40")), "{queries:?}");
}
