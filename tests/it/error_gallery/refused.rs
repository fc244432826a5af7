//! Input that is rejected before anything is sent.

use miro::http::Method;
use miro::prelude::*;

use super::rendered;
use crate::environment::scripted;

/// Returns the error text of a call that is rejected locally: without a status, not retryable, not sent.
async fn refused<T>(call: impl AsyncFnOnce(MiroApi) -> Result<T, Error>) -> String {
    let (transport, api) = scripted([]);
    let Err(error) = call(api).await else { panic!("it was not refused") };
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.status().is_none() && error.code().is_none() && !error.is_retryable());
    assert!(transport.sent().is_empty());
    rendered(&error)
}

#[tokio::test]
async fn a_page_size_out_of_range() {
    let call = async |api: MiroApi| api.boards().list().limit(51).await;
    insta::assert_snapshot!(refused(call).await, @"
    get-boards (GET /v2/boards):
    nothing was sent: `limit` 51 is not in 1 to 50
    ");
}

#[tokio::test]
async fn a_body_out_of_range() {
    let call = async |api: MiroApi| api.boards().create(NewBoard::new("x".repeat(61))).await;
    insta::assert_snapshot!(refused(call).await, @"
    create-board (POST /v2/boards):
    nothing was sent: `body`: `name`: 61 characters, but Miro takes 1 to 60
    ");
}

#[tokio::test]
async fn a_color_name_of_another_kind() {
    let call = async |api: MiroApi| {
        api.board("b").shapes().create(NewShape::new(ShapeKind::Star).fill_color("yellow")).await
    };
    insta::assert_snapshot!(refused(call).await, @r##"
    create-shape-item (POST /v2/boards/{board_id}/shapes):
    nothing was sent: `body`: `style.fillColor`: "yellow" is not a colour;
    write it like "#ff9d48"
    "##);
}

#[tokio::test]
async fn too_many_items_at_once() {
    let call =
        async |api: MiroApi| api.board("b").items().create_bulk(vec![NewStickyNote::new("x"); 21]).await;
    insta::assert_snapshot!(refused(call).await, @"
    create-items (POST /v2/boards/{board_id}/items/bulk):
    nothing was sent: `body` has 21 elements, but Miro takes 1 to 20
    ");
}

#[tokio::test]
async fn an_invalid_id() {
    let call = async |api: MiroApi| api.board("").item("..").get().await;
    insta::assert_snapshot!(refused(call).await, @"
    get-specific-item (GET /v2/boards/{board_id}/items/{item_id}):
    nothing was sent: `board_id` is empty;
    `item_id` is a dot segment, which would change the path
    ");
}

#[tokio::test]
async fn an_invalid_raw_path() {
    let call = async |api: MiroApi| api.request(Method::POST, "https://evil.example/").await;
    insta::assert_snapshot!(refused(call).await, @"
    raw request (POST):
    nothing was sent: `path` is not the path of an endpoint, such as /v2/boards
    ");
}
