//! Several files at once: all or none, and no more than Miro accepts.

use miro::model::{BulkUpload, DocumentDetails, DocumentUpload, ImageDetails, ImageUpload};
use miro::prelude::*;
use miro::upload::{FileUpload, LARGEST_FILE};
use miro_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use super::{BYTES, board, image_url, occurrences};
use crate::environment;

fn png(number: usize) -> FileUpload {
    FileUpload::from_bytes(format!("{number}.png"), [BYTES, number.to_string().as_bytes()].concat())
}

#[tokio::test]
async fn uploads_files_in_order() {
    let (sandbox, api, board) = board().await;
    let frame = board.frames().create(NewFrame::new("Frame")).await.unwrap();
    let first = ImageUpload::new(png(1)).details(ImageDetails::new().title("First").width(500.0));
    let plan = DocumentUpload::new(FileUpload::from_bytes("plan.pdf", "%PDF-1.4"))
        .details(DocumentDetails::new().inside(&frame.id).at(300.0, 200.0));
    let upload = BulkUpload::new().image(first).document(plan).image(png(3));
    let created = board.items().upload_bulk(upload).await.unwrap().data.items;
    let [Item::Image(first), Item::Document(plan), Item::Image(third)] = created.as_slice() else {
        panic!("{created:?}")
    };
    assert_eq!(first.data.as_ref().unwrap().title.as_deref(), Some("First"));
    assert_eq!(first.geometry.as_ref().unwrap().width, Some(500.0));
    assert_eq!(plan.data.as_ref().unwrap().title.as_deref(), Some("plan"));
    assert_eq!(plan.parent.as_ref().unwrap().id, frame.id);
    for (image, number) in [(first, "1"), (third, "3")] {
        let file = api.download(image_url(image)).await.unwrap();
        assert_eq!(file.content, [BYTES, number.as_bytes()].concat());
    }
    let sent = sandbox.requests().into_iter().find(|request| request.path.ends_with("/items/bulk")).unwrap();
    assert_eq!(occurrences(&sent, BYTES), 2);
    assert_eq!(described(&sent.body)[2], json!({"type": "image"}));
}

/// The JSON file about the others.
fn described(body: &[u8]) -> Value {
    let text = String::from_utf8_lossy(body);
    let (_, part) = text.split_once("filename=\"data.json\"").unwrap();
    let (_, json) = part.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(json.split("\r\n").next().unwrap()).unwrap()
}

#[tokio::test]
async fn one_rejected_item_fails_the_batch_by_name() {
    let (sandbox, _, board) = board().await;
    let lost = ImageUpload::new(png(1)).details(ImageDetails::new().inside("404"));
    let upload = BulkUpload::new().image(png(0)).image(lost).image(FileUpload::from_bytes("a.txt", "text"));
    let error = board.items().upload_bulk(upload).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    let text = error.to_string();
    assert!(text.contains("`1.parent.id` \"") && text.contains("`2.resource` \""), "{text}");
    let board_id = board.get().await.unwrap().id;
    assert_eq!(sandbox.item_count(board_id.as_str()), 0);
}

#[tokio::test]
async fn rejects_unsupported_files_before_sending() {
    let (sandbox, _, board) = board().await;
    let all = |count| (0..count).fold(BulkUpload::new(), |upload, number| upload.image(png(number)));
    let half = |name| FileUpload::from_reader(name, LARGEST_FILE / 2 + 1, tokio::io::empty());
    let both = ImageUpload::new(png(0)).details(ImageDetails::new().width(1.0).height(1.0));
    let described = ImageUpload::new(png(1)).details(ImageDetails::new().alt_text("A square"));
    let refused = [
        (all(0), "`resources` has 0 files, but Miro takes 1 to 20"),
        (all(21), "`resources` has 21 files, but Miro takes 1 to 20"),
        (
            BulkUpload::new().image(half("a.png")).document(half("b.pdf")),
            "\"b.pdf\" has 6291458 bytes with those before it, but Miro takes up to 6291456 bytes (6 MiB)",
        ),
        (BulkUpload::new().image(both), "`data`: `geometry.height`: `geometry.width` is set too"),
        (
            BulkUpload::new().image(png(0)).image(described),
            "`data[1].altText`: Miro takes no alternative texts",
        ),
    ];
    for (upload, expected) in refused {
        let error = board.items().upload_bulk(upload).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert!(sandbox.requests().is_empty());
    assert_eq!(board.items().upload_bulk(all(20)).await.unwrap().data.items.len(), 20);
}

#[tokio::test]
async fn credits_are_per_file() {
    let sandbox = Sandbox::builder().rate_limit(1_000).start().await;
    let board_id = sandbox.seed_board("Dear");
    let board = environment::api(&sandbox).board(&board_id);
    let upload = BulkUpload::new().image(png(0)).image(png(1)).image(png(2));
    let response = board.items().upload_bulk(upload).send_raw().await.unwrap();
    assert_eq!(response.headers()["x-ratelimit-remaining"], "700");
}

#[tokio::test]
async fn resends_a_batch_only_if_it_was_not_processed() {
    let (sandbox, _, board) = board().await;
    let upload = BulkUpload::new().image(png(0)).image(png(1));
    sandbox.next(Fault::rate_limited(None));
    board.items().upload_bulk(upload.clone()).await.unwrap();
    sandbox.next(Fault::status(503).after_effect());
    board.items().upload_bulk(upload).await.unwrap_err();
    let board_id = board.get().await.unwrap().id;
    assert_eq!(sandbox.item_count(board_id.as_str()), 4);
}
