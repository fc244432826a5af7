//! One malformed element does not fail the others.

use futures_util::{StreamExt, TryStreamExt};
use miro::prelude::*;
use serde_json::json;

use super::{board_with_items, ids};
use crate::environment;
use crate::raw_server::{RawResponse, RawServer};

/// Returns sticky notes around one without a type, and the ids of the good ones.
async fn board_with_a_bad_item(
    before: usize,
    after: usize,
) -> (miro_sandbox::Sandbox, BoardHandle, Vec<String>) {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Odd");
    let mut good = sandbox.seed_items(&board_id, "sticky_note", before);
    sandbox
        .insert_raw_item(&board_id, json!({"id": "77", "type": ["sticky_note"], "data": {"content": "odd"}}));
    good.extend(sandbox.seed_items(&board_id, "sticky_note", after));
    (sandbox, api.board(board_id), good)
}

#[tokio::test]
async fn a_page_reports_its_malformed_elements() {
    let (_sandbox, board, good) = board_with_a_bad_item(3, 4).await;
    let page = board.items().list().await.unwrap();
    assert_eq!(ids(&page.data), good);
    let [rejected] = page.rejected.as_slice() else { panic!("{:?}", page.rejected) };
    assert_eq!(rejected.index, 3);
    assert_eq!(rejected.error.kind(), ErrorKind::Decode);
    assert_eq!(rejected.error.json_path(), Some("$.data[3].type"));
    assert_eq!(rejected.error.operation().unwrap().id(), "get-items");
    assert!(rejected.error.to_string().contains("invalid type: sequence"), "{}", rejected.error);
    let raw: serde_json::Value = serde_json::from_str(rejected.raw.get()).unwrap();
    assert_eq!(raw["data"]["content"], "odd");
}

/// A byte that is no UTF-8, half an emoji, a number that no type holds, a control character.
#[tokio::test]
async fn unusual_text_and_numbers_do_not_fail_a_page() {
    for odd in [&b"\"a\xffb\""[..], br#""cut \ud83d""#, b"1e999", b"\"a\x1bb\""] {
        let element = [&br#"{"id":"b2","name":"#[..], odd, b"}"].concat();
        let body = [&br#"{"data":[{"id":"b1"},"#[..], &element, br#",{"id":"b3"}],"total":3}"#].concat();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let server = RawServer::start(RawResponse::bytes([head.as_bytes(), &body].concat())).await;
        let api = MiroApi::builder("token").base_url(server.url()).build().unwrap();
        let page = api.boards().list().await.unwrap();
        let ids: Vec<&str> = page.data.iter().map(|board| board.id.as_str()).collect();
        assert_eq!((ids, page.rejected.len()), (vec!["b1", "b2", "b3"], 0));
        assert_eq!(api.boards().list().all().await.unwrap().items.len(), 3);
    }
}

#[tokio::test]
async fn a_stream_yields_a_malformed_element_in_place() {
    let (sandbox, board, good) = board_with_a_bad_item(60, 50).await;
    let elements: Vec<_> = board.items().list().stream().collect().await;
    assert_eq!(elements.len(), 111);
    let errors: Vec<_> = elements.iter().enumerate().filter(|(_, element)| element.is_err()).collect();
    let [(60, Err(error))] = errors.as_slice() else { panic!("{errors:?}") };
    assert_eq!(error.json_path(), Some("$.data[10].type"), "its place on the second page");
    let read: Vec<Item> = elements.into_iter().flatten().collect();
    assert_eq!(ids(&read), good);
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn a_malformed_element_counts_towards_max_items() {
    let (sandbox, board, good) = board_with_a_bad_item(2, 60).await;
    let elements: Vec<_> = board.items().list().max_items(10).stream().collect().await;
    assert_eq!(elements.len(), 10);
    assert_eq!(elements.iter().filter(|element| element.is_ok()).count(), 9);
    assert_eq!(sandbox.requests().len(), 1);
    assert_eq!(good.len(), 62);
}

#[tokio::test]
async fn a_page_without_malformed_elements_rejects_none() {
    let (_sandbox, board, expected) = board_with_items(12).await;
    let page = board.items().list().await.unwrap();
    assert!(page.rejected.is_empty());
    assert_eq!(ids(&page.data), expected);
    let all: Vec<Item> = board.items().list().stream().try_collect().await.unwrap();
    assert_eq!(all, page.data);
}
