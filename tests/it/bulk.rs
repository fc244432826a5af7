//! Many items at once: all or none, and no more than Miro accepts.

use miro::model::{NewAppCard, NewCard, NewText};
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::environment;
use crate::environment::{last_body, scripted};

async fn board() -> (Sandbox, BoardHandle, String) {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Bulk");
    (sandbox, api.board(&board_id), board_id)
}

#[tokio::test]
async fn creates_mixed_kinds_in_order() {
    let (sandbox, board, board_id) = board().await;
    let items: [NewItem; 6] = [
        NewStickyNote::new("one").at(0.0, 0.0).into(),
        NewShape::new(ShapeKind::Star).content("two").into(),
        NewText::new("three").into(),
        NewCard::new("four").into(),
        NewAppCard::new("five").into(),
        NewFrame::new("six").into(),
    ];
    let created = board.items().create_bulk(items).await.unwrap().data.items;
    let [
        Item::StickyNote(one),
        Item::Shape(_),
        Item::Text(_),
        Item::Card(_),
        Item::AppCard(_),
        Item::Frame(six),
    ] = created.as_slice()
    else {
        panic!("{created:?}")
    };
    assert_eq!(one.data.as_ref().unwrap().content.as_deref(), Some("one"));
    assert_eq!(six.data.as_ref().unwrap().title.as_deref(), Some("six"));
    assert_eq!(sandbox.item_count(&board_id), 6);

    let sent = last_body(&sandbox, "POST");
    let kinds: Vec<_> = sent.as_array().unwrap().iter().map(|item| item["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["sticky_note", "shape", "text", "card", "app_card", "frame"]);
    assert_eq!(sent[2], json!({"type": "text", "data": {"content": "three"}}));
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn one_kind_needs_no_conversion() {
    let (sandbox, board, board_id) = board().await;
    let notes = (1..=20).map(|number| NewStickyNote::new(number.to_string()));
    assert_eq!(board.items().create_bulk(notes).await.unwrap().data.items.len(), 20);
    assert_eq!(sandbox.item_count(&board_id), 20);
}

#[tokio::test]
async fn one_rejected_item_fails_the_batch_by_name() {
    let (sandbox, board, board_id) = board().await;
    let items: [NewItem; 4] = [
        NewStickyNote::new("good").into(),
        NewStickyNote::new("bad").inside("404").into(),
        NewText::new("good").into(),
        NewShape::new(ShapeKind::Unknown("no_such_shape".into())).into(),
    ];
    let error = board.items().create_bulk(items).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert_eq!(error.status().unwrap().as_u16(), 400);
    let fields = error.context().unwrap()["fields"].as_array().unwrap();
    let refused: Vec<&Value> = fields.iter().map(|field| &field["field"]).collect();
    assert_eq!(refused, ["1.parent.id", "3.data.shape"]);
    let text = error.to_string();
    assert!(
        text.contains("refused: `1.parent.id` \"there is no item 404")
            && text.contains("\", `3.data.shape` \""),
        "{text}"
    );
    assert!(!error.is_retryable());
    assert_eq!(sandbox.item_count(&board_id), 0);
}

#[tokio::test]
async fn rejects_empty_and_oversized_batches_before_sending() {
    let (sandbox, board, board_id) = board().await;
    for count in [0, 21, 100] {
        let notes = (0..count).map(|number| NewStickyNote::new(number.to_string()));
        let error = board.items().create_bulk(notes).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(
            error.to_string().contains(&format!("has {count} elements, but Miro takes 1 to 20")),
            "{error}"
        );
    }
    assert!(sandbox.requests().is_empty());
    assert_eq!(sandbox.item_count(&board_id), 0);
}

#[tokio::test]
async fn rejects_invalid_items_before_sending() {
    let (sandbox, board, _) = board().await;
    let items: [NewItem; 2] =
        [NewStickyNote::new("good").into(), NewShape::new(ShapeKind::Star).fill_color("red").into()];
    let error = board.items().create_bulk(items).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("`body[1]`: `style.fillColor`: \"red\" is not a colour"), "{error}");
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn does_not_resend_a_batch_of_unknown_outcome() {
    for fault in [Fault::ResetAfter, Fault::HalfBody, Fault::status(503).after_effect()] {
        let (sandbox, board, board_id) = board().await;
        sandbox.next(fault.clone());
        let notes = ["a", "b", "c"].map(NewStickyNote::new);
        let error = board.items().create_bulk(notes).await.unwrap_err();
        assert_eq!(sandbox.item_count(&board_id), 3, "{fault:?}: a second batch was created");
        assert!(error.to_string().contains("may have done it: look before you try again"), "{error}");
    }
}

#[tokio::test]
async fn malformed_results_do_not_hide_the_rest() {
    let response = json!({"data": [
        {"id": "1", "type": "text"},
        {"id": "2", "type": ["text"]},
        {"id": "3", "type": "hologram"},
    ]});
    let (_, api) = scripted([Script::json(201, response.to_string())]);
    let created = api.board("b").items().create_bulk(["a", "b", "c"].map(NewText::new)).await.unwrap();
    assert_eq!(created.data.items.iter().map(|item| item.id().as_str()).collect::<Vec<_>>(), ["1", "3"]);
    let [rejected] = created.data.rejected.as_slice() else { panic!("{created:?}") };
    assert_eq!((rejected.index, rejected.error.kind()), (1, ErrorKind::Decode));
    assert!(rejected.raw.get().contains(r#""id":"2""#), "its id can still be had");
}

#[tokio::test]
async fn credits_are_per_item() {
    let sandbox = Sandbox::builder().rate_limit(1_000).start().await;
    let board_id = sandbox.seed_board("Dear");
    let board = environment::api(&sandbox).board(&board_id);
    let response =
        board.items().create_bulk(["a", "b", "c"].map(NewStickyNote::new)).send_raw().await.unwrap();
    assert_eq!(response.headers()["x-ratelimit-remaining"], "700");
    let operation = response.operation();
    assert_eq!((operation.credits(3), operation.credits(20)), (300, 2_000));
}
