use miro::model::{ItemChanges, TextChanges};
use miro::prelude::*;
use miro::upload::FileUpload;
use serde_json::json;

use super::{board, response};

#[tokio::test]
async fn live_row_04_a_null_parent_id_removes_an_item_from_its_frame() {
    let (transport, board) = board([
        response(200, &json!({"id": "7", "type": "text"})),
        response(200, &json!({"id": "7", "type": "text"})),
    ]);
    board.item("7").update(ItemChanges::new().leave_frame()).await.unwrap();
    board.texts().update("7", TextChanges::new().leave_frame()).await.unwrap();
    for sent in transport.sent() {
        assert_eq!(sent.body, r#"{"parent":{"id":null}}"#);
    }
}

#[tokio::test]
async fn live_row_17_the_data_part_has_a_content_type() {
    let (transport, board) = board([response(201, &json!({"id": "7", "type": "image"}))]);
    let image =
        ImageUpload::new(FileUpload::from_bytes("a.png", "x")).details(ImageDetails::new().title("A"));
    board.images().upload(image).await.unwrap();
    let sent = transport.sent();
    let body = String::from_utf8_lossy(&sent[0].body);
    let part = body.split("name=\"data\"").nth(1).unwrap();
    assert!(part.trim_start().to_ascii_lowercase().starts_with("content-type: application/json"), "{body}");
}
