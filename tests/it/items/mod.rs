//! Items on the sandbox: kinds, lists, tags and connectors.

mod batch;
mod behaviors;
mod connectors;
mod doc_formats;
mod groups;
mod kinds;
mod lists;
mod refused;
mod tags;

use miro::model::{ItemChanges, NewText, ShapeChanges};
use miro::prelude::*;
use miro_sandbox::Sandbox;
use serde_json::json;

use crate::environment;
use crate::environment::last_body;

async fn board() -> (Sandbox, BoardHandle) {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    (sandbox, board)
}

fn place(item: &Item) -> (f64, f64) {
    let position = item.position().unwrap();
    (position.x.unwrap(), position.y.unwrap())
}

#[tokio::test]
async fn moves_items_of_any_kind() {
    let (sandbox, board) = board().await;
    let shape = board.shapes().create(NewShape::new(ShapeKind::Star).at(10.0, 20.0)).await.unwrap();
    let handle = board.item(&shape.id);
    let item = handle.update(ItemChanges::new().at(-5.0, 7.5)).await.unwrap();
    assert_eq!(place(&item), (-5.0, 7.5));
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"position": {"x": -5.0, "y": 7.5}}));

    let item = handle.update(ItemChanges::new().x(1.0)).await.unwrap();
    assert_eq!(place(&item), (1.0, 7.5), "y is unchanged");
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"position": {"x": 1.0}}));
    assert_eq!(handle.get().await.unwrap().as_shape().unwrap().position, item.position().cloned());
}

#[tokio::test]
async fn moves_an_item_into_a_frame_and_out() {
    let (sandbox, board) = board().await;
    let frame =
        board.frames().create(NewFrame::new("Frame").at(0.0, 0.0).width(800.0).height(400.0)).await.unwrap();
    let note = board.sticky_notes().create(NewStickyNote::new("in and out").at(0.0, 0.0)).await.unwrap();
    let handle = board.item(&note.id);

    let inside = handle.update(ItemChanges::new().inside(&frame.id).at(100.0, 100.0)).await.unwrap();
    assert_eq!(inside.parent().unwrap().id, frame.id);
    assert_eq!(inside.position().unwrap().relative_to, Some(miro::model::RelativeTo::ParentTopLeft));

    let outside = handle.update(ItemChanges::new().leave_frame()).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"parent": {"id": null}}));
    assert!(outside.parent().is_none());
    assert_eq!(outside.position().unwrap().relative_to, Some(miro::model::RelativeTo::CanvasCenter));
}

#[tokio::test]
async fn deletes_an_item() {
    let (sandbox, board) = board().await;
    let text = board.texts().create(NewText::new("gone")).await.unwrap();
    board.item(&text.id).delete().await.unwrap();
    assert_eq!(sandbox.item_count(board.get().await.unwrap().id.as_str()), 0);
    assert_eq!(board.item(&text.id).get().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn rejects_invalid_bodies_before_sending() {
    let (sandbox, board) = board().await;
    sandbox.clear_requests();
    let note = NewStickyNote::new("both").width(10.0).height(10.0);
    let refused = [
        board.sticky_notes().create(note).await.err(),
        board.shapes().create(NewShape::new(ShapeKind::Star).width(2.0)).await.err(),
        board.shapes().create(NewShape::new(ShapeKind::Star).fill_color("yellow")).await.err(),
        board.shapes().update("1", ShapeChanges::new().font_size(9.0)).await.err(),
        board.texts().create(NewText::new("x").x(f64::NAN)).await.err(),
        board.tags().create(NewTag::new("x".repeat(121))).await.err(),
    ];
    for (error, expected) in refused.into_iter().zip([
        "`geometry.height`: `geometry.width` is set too",
        "`geometry.width`: 2 is less than 8",
        r##"`style.fillColor`: "yellow" is not a colour; write it like "#ff9d48""##,
        "`style.fontSize`: 9 is not in 10 to 288",
        "`position.x`: NaN is not a number",
        "`title`: 121 characters, but Miro takes 0 to 120",
    ]) {
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert!(sandbox.requests().is_empty());
}
