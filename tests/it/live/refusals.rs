use miro::model::{FrameChanges, NewConnector, NewFrame, NewItemGroup, NewShape, NewText};
use miro::prelude::*;
use miro::transport::Script;
use serde_json::json;

use super::{board, invalid, not_found, response};
use crate::environment::scripted;

#[tokio::test]
async fn live_row_01_shows_the_reason_with_and_without_a_field() {
    for (field, expected) in [
        ("metadata", r#"refused: `metadata` "Field [metadata] is not supported""#),
        ("", r#"refused: "Field [metadata] is not supported""#),
    ] {
        let (_, board) = board([invalid(field, "Field [metadata] is not supported")]);
        let error = board.texts().create(NewText::new("x")).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Rejected, Some("2.0703")));
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn shows_reasons_of_other_forms() {
    for fields in [json!({"metadata": "is not supported"}), json!(["is not supported"])] {
        let body = json!({"status": 400, "message": "Invalid parameters", "context": {"fields": fields}});
        let (_, board) = board([response(400, &body)]);
        let error = board.texts().create(NewText::new("x")).await.unwrap_err();
        assert!(error.to_string().contains("\"is not supported\""), "{error}");
    }
}

#[tokio::test]
async fn a_425_advises_to_try_again_later() {
    let (_, board) = board([response(425, &json!({"message": "Try again later"}))]);
    let error = board.texts().create(NewText::new("x")).await.unwrap_err();
    assert!(error.to_string().ends_with("nothing was done: try again later"), "{error}");
}

#[tokio::test]
async fn live_row_02_shows_miros_message_verbatim() {
    for message in [
        "Group should have at least two items",
        "Field [data.items] of type [Array] is required",
        "At most 20 items could be created with a single request",
        "Unexpected value [diamond_filled], expected one of: [none, stealth]",
        "Color value has invalid hex string, only css compatible hex strings are allowed",
        "Unexpected type of value, expected of type [Percentage]",
        "Only height or width should be passed for widgets with fixed aspect ratio",
        "Field [zIndex] is not supported",
        "Has illegal integer number value",
    ] {
        let (_, board) = board([invalid("field", message)]);
        let error = board.texts().create(NewText::new("x")).await.unwrap_err();
        assert!(error.to_string().contains(&format!("`field` {message:?}")), "{error}");
    }
}

#[tokio::test]
async fn live_row_03_reports_a_child_outside_its_frame() {
    let (transport, board) = board([invalid("position", "new position is outside of parent boundaries")]);
    let error = board.texts().create(NewText::new("x").inside("345").at(900.0, 0.0)).await.unwrap_err();
    assert!(error.to_string().contains("new position is outside of parent boundaries"), "{error}");
    let sent: serde_json::Value = serde_json::from_slice(&transport.sent()[0].body).unwrap();
    assert_eq!((&sent["parent"]["id"], &sent["position"]["x"]), (&json!("345"), &json!(900.0)));
}

#[tokio::test]
async fn live_row_06_a_group_id_is_not_an_item_id() {
    let (_, board) = board([
        not_found(),
        response(201, &json!({"id": "777", "type": "group", "data": {"items": ["1", "2"]}})),
    ]);
    let error = board.item("777").get().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::NotFound, Some("3.0201")));
    assert!(error.to_string().contains("Item not found"), "{error}");
    assert!(error.context().is_some_and(|context| context["boardId"]["value"] == "uXjVA000001="));
    let group = board.item_groups().create(NewItemGroup::of(["1", "2"])).await.unwrap();
    assert_eq!(group.id, "777", "it comes without timestamps");
}

#[tokio::test]
async fn live_row_08_a_500_is_not_final() {
    let failed = || Script::status(500);
    let frame = || response(201, &json!({"id": "1", "type": "frame"}));
    let (transport, board) =
        board([failed(), frame(), failed(), failed(), response(200, &json!({"id": "1", "type": "frame"}))]);
    // It may have been created, so only the program can decide to repeat it.
    let error = board.frames().create(NewFrame::new("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retryable(), transport.sent().len()), (ErrorKind::Server, true, 1));
    assert!(error.to_string().contains("may have done it"), "{error}");
    board.frames().create(NewFrame::new("x")).await.unwrap();
    board.frames().update("1", FrameChanges::new().title("y")).idempotent(true).await.unwrap();
    assert_eq!(transport.sent().len(), 5);
}

#[tokio::test]
async fn live_row_09_a_connector_comes_with_200_or_201_and_is_deleted_once() {
    for status in [200, 201] {
        let connector = response(status, &json!({"id": "9", "type": "connector"}));
        let (_, board) = board([connector, Script::status(204), not_found()]);
        let connector = board.connectors().create(NewConnector::new("1", "2")).await.unwrap();
        board.connectors().delete(&connector.id).await.unwrap();
        let error = board.connectors().delete(&connector.id).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::NotFound, Some("3.0201")));
    }
}

#[tokio::test]
async fn live_row_10_reports_a_locked_item() {
    use miro::http::Method;

    let script = [invalid("", "Item is locked"), response(200, &json!({"id": "7", "type": "text"}))];
    let (transport, api) = scripted(script);
    let error = api.board("uXj").item("7").delete().await.unwrap_err();
    assert!(error.to_string().contains("locked"), "{error}");
    // Seen once, and documented nowhere: there is no method for it.
    let unlock =
        api.request(Method::PATCH, "/v2/boards/uXj/items/7").json(&json!({"data": {"locked": false}}));
    unlock.await.unwrap();
    assert_eq!(transport.sent()[1].body, r#"{"data":{"locked":false}}"#);
}

#[tokio::test]
async fn live_row_16_the_order_of_creation_is_kept() {
    use futures_util::StreamExt;

    let created = |from: usize, count: usize| {
        let items: Vec<_> =
            (from..from + count).map(|number| json!({"id": number.to_string(), "type": "shape"})).collect();
        response(201, &json!({"type": "bulk-list", "data": items}))
    };
    let (transport, board) = board([created(0, 20), created(20, 20), created(40, 5)]);
    let shapes = (0..45).map(|number| NewShape::new(ShapeKind::Rectangle).content(number.to_string()));
    let done: Vec<_> = board.items().create_all(shapes).collect().await;
    let ids: Vec<_> = done.iter().map(|done| done.result.as_ref().unwrap().id().to_string()).collect();
    assert_eq!(ids, (0..45).map(|number| number.to_string()).collect::<Vec<_>>());
    let sent: Vec<serde_json::Value> =
        transport.sent().iter().map(|sent| serde_json::from_slice(&sent.body).unwrap()).collect();
    assert_eq!((&sent[0][0]["data"]["content"], &sent[2][4]["data"]["content"]), (&json!("0"), &json!("44")));
}

#[tokio::test]
async fn live_row_18_a_guest_is_not_in_scim() {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"], "status": "404", "detail": "User not found",
    });
    let limit = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"], "status": "429", "scimType": "tooManyRequests",
        "detail": "Rate limit exceeded",
    });
    let (_, api) = scripted([response(404, &body), response(429, &limit)]);
    let scim = api.scim("token");
    let error = scim.users().get("7").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("User not found"), "{error}");
    let error = scim.users().get("7").retry(miro::middleware::RetryPolicy::never()).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::RateLimited, Some("tooManyRequests")));
}

#[tokio::test]
async fn live_row_19_recognizes_rejections_of_intermediaries() {
    let html = Script::html(403, "<html><h1>Blocked</h1></html>");
    let json = response(403, &json!({"status": 403, "message": "Blocked by the company's policy"}));
    let (_, board) = board([html, json]);
    let error = board.get().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 403);
    assert!(!error.to_string().contains("<html>"), "{error}");
    let error = board.get().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Forbidden, Some("Blocked by the company's policy"))
    );
}

#[tokio::test]
async fn live_row_20_reports_one_export_too_many() {
    let (_, api) = scripted([response(
        409,
        &json!({"status": 409, "code": "4.0901", "message": "Maximum number of export jobs is reached"}),
    )]);
    let jobs = api.compliance("1").board_exports();
    let export = miro::model::compliance::NewBoardExport::of(["uXj"]);
    let error = jobs.create("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", export).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(error.to_string().contains("Maximum number of export jobs is reached"), "{error}");
}
