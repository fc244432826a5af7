//! Lists of a server that breaks the rules: they end, and return no element twice.

use futures_util::{StreamExt, TryStreamExt};
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::Sandbox;
use serde_json::json;

use super::{cursor_page, ids};
use crate::environment;
use crate::environment::{scripted, target};

/// Reads a list of items to its end; returns the ids that came, and how it ended.
async fn read(script: impl IntoIterator<Item = Script>) -> (Vec<String>, Option<Error>, usize) {
    let (transport, api) = scripted(script);
    let mut stream = api.board("b").items().list().stream();
    let mut items = Vec::new();
    let mut end = None;
    while let Some(item) = stream.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => assert!(end.replace(error).is_none(), "an error came twice"),
        }
    }
    assert!(stream.next().await.is_none(), "the stream continues after its end");
    (ids(&items), end, transport.sent().len())
}

fn boards_page(first: u32, count: u32, head: serde_json::Value) -> Script {
    let data: Vec<_> = (first..first + count).map(|id| json!({"id": id.to_string()})).collect();
    let mut page = json!({"data": data});
    page.as_object_mut().unwrap().extend(head.as_object().unwrap().clone());
    Script::json(200, page.to_string())
}

#[tokio::test]
async fn a_list_without_totals_is_read_to_its_end() {
    let sandbox = Sandbox::builder().without_totals().start().await;
    let board_id = sandbox.seed_board("Uncounted");
    let expected = sandbox.seed_items(&board_id, "text", 101);
    let list = environment::api(&sandbox).board(board_id).items().list();
    let page = list.clone().await.unwrap();
    assert!(page.total.is_none() && page.cursor.is_some());
    let items: Vec<Item> = list.stream().try_collect().await.unwrap();
    assert_eq!(ids(&items), expected);
}

#[tokio::test]
async fn a_wrong_total_does_not_end_a_list_by_cursor() {
    let page = json!({"data": [{"id": "0", "type": "text"}], "total": 1, "cursor": "more"}).to_string();
    let (ids, error, _) = read([Script::json(200, page), cursor_page(1..3, None)]).await;
    assert_eq!(ids, ["0", "1", "2"]);
    assert!(error.is_none());
}

#[tokio::test]
async fn an_empty_cursor_is_the_end() {
    let (ids, error, calls) = read([cursor_page(0..3, Some(""))]).await;
    assert_eq!((ids.len(), error.is_none(), calls), (3, true, 1));
}

#[tokio::test]
async fn a_repeated_cursor_ends_the_list() {
    let script = [cursor_page(0..2, Some("a")), cursor_page(2..4, Some("b")), cursor_page(4..6, Some("a"))];
    let (ids, error, calls) = read(script).await;
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5"], "the pages themselves are good");
    let error = error.unwrap();
    assert_eq!((error.kind(), calls), (ErrorKind::Paging, 3));
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn skips_some_empty_pages() {
    let script = [cursor_page(0..0, Some("a")), cursor_page(0..0, Some("b")), cursor_page(0..2, None)];
    let (ids, error, calls) = read(script).await;
    assert_eq!((ids.len(), error.is_none(), calls), (2, true, 3));
}

#[tokio::test]
async fn empty_pages_without_end_are_an_error() {
    let script = (0..1_000).map(|number| cursor_page(0..0, Some(&number.to_string())));
    let (ids, error, calls) = read(script).await;
    assert!(ids.is_empty() && calls <= 20, "{calls} calls");
    assert_eq!(error.unwrap().kind(), ErrorKind::Paging);
}

#[tokio::test]
async fn detects_a_server_that_ignores_the_offset() {
    for head in [json!({"total": 120, "offset": 0}), json!({"total": 120})] {
        let same = boards_page(0, 50, head);
        let (transport, api) = scripted([same.clone(), same.clone(), same]);
        let mut stream = api.boards().list().stream();
        let first: Vec<Board> = stream.by_ref().take(50).try_collect().await.unwrap();
        assert_eq!(first.len(), 50);
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Paging, "{error}");
        assert!(stream.next().await.is_none(), "elements came twice");
        assert_eq!(transport.sent().len(), 2);
    }
}

#[tokio::test]
async fn advances_the_offset_by_the_elements_received() {
    // Miro may return fewer than requested: the next page starts after what came.
    let script = [
        boards_page(0, 30, json!({"total": 70})),
        boards_page(30, 30, json!({"total": 70})),
        boards_page(60, 10, json!({"total": 70})),
    ];
    let (transport, api) = scripted(script);
    let boards: Vec<Board> = api.boards().list().stream().try_collect().await.unwrap();
    assert_eq!(boards.len(), 70);
    let targets: Vec<_> = transport.sent().iter().map(|sent| target(sent).to_owned()).collect();
    let expected = ["", "&offset=30", "&offset=60"].map(|offset| format!("/v2/boards?limit=50{offset}"));
    assert_eq!(targets, expected);
}

#[tokio::test]
async fn a_list_by_offset_without_total_ends_at_a_short_page() {
    let (transport, api) = scripted([boards_page(0, 50, json!({})), boards_page(50, 1, json!({}))]);
    let boards: Vec<Board> = api.boards().list().stream().try_collect().await.unwrap();
    assert_eq!((boards.len(), transport.sent().len()), (51, 2));
}

#[tokio::test]
async fn a_shrinking_list_ends() {
    let (_, api) =
        scripted([boards_page(0, 50, json!({"total": 120})), boards_page(0, 0, json!({"total": 40}))]);
    let boards: Vec<Board> = api.boards().list().stream().try_collect().await.unwrap();
    assert_eq!(boards.len(), 50);
}

#[tokio::test]
async fn a_response_without_a_page_is_an_error() {
    for response in ["{}", r#"{"status":200,"message":"later"}"#] {
        let (ids, error, _) = read([cursor_page(0..2, Some("more")), Script::json(200, response)]).await;
        let error = error.unwrap();
        assert_eq!((ids.len(), error.kind()), (2, ErrorKind::Decode), "{error}");
        assert_eq!(error.cursor(), Some(&"more".into()));
    }
    let (ids, error, _) = read([Script::json(200, r#"{"data":null}"#)]).await;
    assert!(ids.is_empty() && error.is_none());
}

/// The total is too small, or the pages are smaller than requested.
#[tokio::test]
async fn an_offset_list_continues_while_any_field_says_so() {
    let next = json!({"next": "https://api.miro.com/v2/boards?offset=2"});
    for head in [
        json!({"total": 0, "links": next}),
        json!({"total": 1, "links": next}),
        json!({"limit": 2, "links": {"next": null}}),
        json!({"links": next}),
    ] {
        let script = [
            boards_page(0, 2, head.clone()),
            boards_page(2, 2, head.clone()),
            boards_page(4, 1, json!({"limit": 2})),
        ];
        let (transport, api) = scripted(script);
        let boards: Vec<Board> = api.boards().list().stream().try_collect().await.unwrap();
        assert_eq!((boards.len(), transport.sent().len()), (5, 3), "{head}");
    }
}

#[tokio::test]
async fn a_fully_malformed_page_is_an_error() {
    let bad = json!({"data": [{"id": {}}, {"id": {}}], "total": 2}).to_string();
    let (_, api) = scripted([Script::json(200, bad.clone()), Script::json(200, bad)]);
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("$.data[0].id")));
    // A stream reports it for each element, and goes on.
    let elements: Vec<_> = api.boards().list().stream().collect().await;
    assert!(elements.len() == 2 && elements.iter().all(Result::is_err), "{elements:?}");
}
