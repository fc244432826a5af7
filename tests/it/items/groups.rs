//! Groups of items, whose lists have a different form from most.

use futures_util::TryStreamExt;
use miro::model::NewItemGroup;
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::Sandbox;
use serde_json::json;

use super::board;
use crate::environment;
use crate::environment::{last_body, scripted};

async fn notes(board: &BoardHandle, count: usize) -> Vec<Item> {
    let mut notes = Vec::new();
    for first in (0..count).step_by(20) {
        let new = (first..count.min(first + 20)).map(|number| NewStickyNote::new(number.to_string()));
        notes.extend(board.items().create_bulk(new).await.unwrap().data.items);
    }
    notes
}

fn ids(items: &[Item]) -> Vec<ItemId> {
    items.iter().map(ItemId::from).collect()
}

#[tokio::test]
async fn creates_and_dissolves_a_group() {
    let (sandbox, board) = board().await;
    let (groups, notes) = (board.item_groups(), notes(&board, 4).await);
    let group = groups.create(notes[..2].iter().collect()).await.unwrap();
    assert_eq!(last_body(&sandbox, "POST"), json!({"data": {"items": ids(&notes[..2])}}));
    assert_eq!(
        (group.kind.as_deref(), group.data.as_ref().unwrap().items.clone()),
        (Some("group"), ids(&notes[..2]))
    );
    assert_eq!(groups.get(&group).await.unwrap(), group);

    let replaced = groups.replace(&group, NewItemGroup::of(ids(&notes[1..]))).await.unwrap();
    assert_ne!(replaced.id, group.id, "another group has taken its place");
    assert_eq!(replaced.data.as_ref().unwrap().items, ids(&notes[1..]));
    assert_eq!(groups.get(&group.id).await.unwrap_err().kind(), ErrorKind::NotFound);

    groups.ungroup(&replaced.id).await.unwrap();
    assert_eq!(sandbox.requests().last().unwrap().query, "");
    assert_eq!(groups.get(&replaced.id).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(board.items().list().await.unwrap().data.len(), 4, "the items stay");
}

#[tokio::test]
async fn a_group_is_deleted_with_its_items() {
    let (sandbox, board) = board().await;
    let notes = notes(&board, 3).await;
    let group = board.item_groups().create(notes[..2].iter().collect()).await.unwrap();
    board.item_groups().delete(&group.id).await.unwrap();
    let sent = sandbox.requests().pop().unwrap();
    assert_eq!((sent.query.as_str(), sent.operation), ("delete_items=true", Some("deleteGroup")));
    assert_eq!(ids(&board.items().list().await.unwrap().data), ids(&notes[2..]));
}

#[tokio::test]
async fn reads_nested_pages_of_group_items() {
    let (sandbox, board) = board().await;
    let notes = notes(&board, 23).await;
    let group = board.item_groups().create(notes.iter().collect()).await.unwrap();
    sandbox.clear_requests();
    let list = board.item_groups().items(&group.id).limit(10);
    let page = list.clone().await.unwrap();
    assert_eq!((page.data.len(), page.total, page.rejected.len()), (10, Some(23), 0));
    let items: Vec<Item> = list.stream().try_collect().await.unwrap();
    assert_eq!(ids(&items), ids(&notes));
    assert!(items.iter().all(|item| item.as_sticky_note().is_some()));
    assert_eq!(sandbox.requests().len(), 1 + 3);
}

#[tokio::test]
async fn one_malformed_group_item_does_not_fail_the_others() {
    let page = json!({"size": 3, "data": {"id": "7", "type": "group", "data": [
        {"data": [{"id": "1", "type": "text"}, {"id": "2"}, {"id": "3", "type": "text"}], "size": 3},
    ]}});
    let (_, api) = scripted([Script::json(200, page.to_string())]);
    let page = api.board("b").item_groups().items("7").await.unwrap();
    assert_eq!(page.data.iter().map(|item| item.id().as_str()).collect::<Vec<_>>(), ["1", "3"]);
    assert_eq!(page.rejected.len(), 1);
}

#[tokio::test]
async fn groups_are_listed_over_pages() {
    let (_sandbox, board) = board().await;
    let notes = notes(&board, 24).await;
    let mut made = Vec::new();
    for pair in notes.chunks(2) {
        made.push(board.item_groups().create(pair.iter().collect()).await.unwrap());
    }
    let listed: Vec<_> = board.item_groups().list().limit(10).stream().try_collect().await.unwrap();
    assert_eq!(listed, made);
}

#[tokio::test]
async fn the_charge_for_a_group_exceeds_its_planned_cost() {
    let sandbox = Sandbox::builder().rate_limit(10_000).start().await;
    let board = environment::api(&sandbox).board(sandbox.seed_board("Dear"));
    let notes = notes(&board, 7).await;
    let group = board.item_groups().create(notes.iter().collect()).await.unwrap();
    let response = board.item_groups().get(&group.id).send_raw().await.unwrap();
    assert_eq!(response.operation().credits(1), 100);
    assert_eq!(response.headers()["x-ratelimit-remaining"], (10_000 - 700 - 100 - 700).to_string());
}
