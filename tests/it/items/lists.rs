//! Lists of items: each kind has a type, and items of other kinds are kept unchanged.

use futures_util::TryStreamExt;
use miro::prelude::*;
use serde_json::json;

use super::board;
use crate::environment;

#[tokio::test]
async fn reads_each_kind_as_its_type() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Mixed");
    let kinds = ["sticky_note", "shape", "text", "card", "app_card", "frame", "image", "document", "embed"];
    for kind in kinds {
        sandbox.seed_items(&board_id, kind, 2);
    }
    let items: Vec<Item> = api.board(board_id).items().list().stream().try_collect().await.unwrap();
    let read: Vec<_> = items
        .iter()
        .map(|item| match item {
            Item::StickyNote(_) => "sticky_note",
            Item::Shape(_) => "shape",
            Item::Text(_) => "text",
            Item::Card(_) => "card",
            Item::AppCard(_) => "app_card",
            Item::Frame(_) => "frame",
            Item::Image(_) => "image",
            Item::Document(_) => "document",
            Item::Embed(_) => "embed",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(read, kinds.map(|kind| [kind; 2]).concat());
    assert_eq!(items.iter().map(|item| item.kind().as_str()).collect::<Vec<_>>(), read);
    let note = items[0].as_sticky_note().unwrap();
    assert_eq!(note.data.as_ref().unwrap().content.as_deref(), Some("sticky_note 0"));
    assert!(note.style.is_some(), "the style comes in lists too");
    assert!(items[0].as_shape().is_none());
}

#[tokio::test]
async fn an_unknown_kind_keeps_its_fields() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("New kinds");
    let slide = json!({
        "id": "3458764517517819077",
        "type": "slide_container",
        "data": {"slides": [{"title": "one"}, {"title": "two"}]},
        "position": {"x": 1.5, "y": -2, "origin": "center", "relativeTo": "canvas_center"},
        "glow": {"color": "green"},
    });
    sandbox.insert_raw_item(&board_id, slide.clone());
    sandbox.insert_raw_item(&board_id, json!({"id": 7, "type": "odd", "position": "somewhere"}));
    let page = api.board(&board_id).items().list().await.unwrap();
    assert!(page.rejected.is_empty());
    let [Item::Unknown(known_place), Item::Unknown(odd)] = page.data.as_slice() else {
        panic!("{:?}", page.data)
    };
    assert_eq!(known_place.raw, slide);
    assert_eq!(known_place.kind.as_str(), "slide_container");
    assert_eq!(known_place.position.as_ref().unwrap().x, Some(1.5));
    assert_eq!((odd.id.as_str(), &odd.position), ("7", &None));
    assert_eq!(odd.raw["position"], "somewhere");

    let item = api.board(&board_id).item("3458764517517819077").get().await.unwrap();
    assert_eq!(serde_json::to_value(&item).unwrap(), slide, "written as it was read");
}

#[tokio::test]
async fn lists_items_of_one_kind() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Mixed");
    sandbox.seed_items(&board_id, "card", 3);
    sandbox.seed_items(&board_id, "text", 4);
    let items = api.board(board_id).items();
    let texts: Vec<Item> = items.list().kind(ItemKind::Text).stream().try_collect().await.unwrap();
    assert_eq!(texts.len(), 4);
    assert!(texts.iter().all(|item| item.as_text().is_some()));
    // A kind that is newer than this version can be requested as well; the sandbox knows none.
    let error = items.list().kind(ItemKind::Unknown("hologram".into())).await.unwrap_err();
    assert!(error.to_string().contains("hologram"), "{error}");
}

#[tokio::test]
async fn the_items_in_a_frame_are_listed_by_cursor() {
    let (sandbox, board) = board().await;
    let frame = board.frames().create(NewFrame::new("Frame").width(2_000.0).height(2_000.0)).await.unwrap();
    let mut expected = Vec::new();
    for number in 0..12 {
        let inside = NewText::new(number.to_string()).inside(&frame.id).at(1_000.0, 1_000.0);
        expected.push(board.texts().create(inside).await.unwrap().id);
        board.texts().create(NewText::new("outside")).await.unwrap();
    }
    sandbox.clear_requests();
    let list = board.items().list_in_frame(&frame.id).kind(ItemKind::Text).limit(10);
    let items: Vec<Item> = list.stream().try_collect().await.unwrap();
    assert_eq!(items.iter().map(|item| item.id().clone()).collect::<Vec<_>>(), expected);
    assert_eq!(sandbox.requests().len(), 2);
    let filter = format!("parent_item_id={}&type=text&limit=10", frame.id);
    assert!(sandbox.requests().iter().all(|request| request.query.starts_with(&filter)));
}
