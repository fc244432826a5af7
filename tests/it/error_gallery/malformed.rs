//! Malformed responses.

use futures_util::StreamExt;
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::Fault;
use serde_json::json;

use super::{board_responding_with, rendered};
use crate::environment;
use crate::environment::scripted;

#[tokio::test]
async fn html_instead_of_json() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::html(200));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::UnexpectedResponse, 200));
    assert!(error.request_id().is_some());
    insta::assert_snapshot!(rendered(&error), @"
    get-boards (GET /v2/boards):
    Miro responded with 200: expected JSON, got text/html of 83 bytes;
    a proxy or gateway may have responded instead of Miro: check the base URL
    ");
}

#[tokio::test]
async fn an_empty_body_instead_of_json() {
    let error = board_responding_with(Script::status(200)).get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    insta::assert_snapshot!(rendered(&error), @"
    get-specific-board (GET /v2/boards/{board_id}):
    Miro responded with 200: expected JSON, got an empty body;
    a proxy or gateway may have responded instead of Miro: check the base URL
    ");
    let new = NewStickyNote::new("x");
    let error = board_responding_with(Script::status(201)).sticky_notes().create(new).await.unwrap_err();
    insta::assert_snapshot!(rendered(&error), @"
    create-sticky-note-item (POST /v2/boards/{board_id}/sticky_notes):
    Miro responded with 201: expected JSON, got an empty body;
    a proxy or gateway may have responded instead of Miro: check the base URL, and whether Miro has done it
    ");
}

#[tokio::test]
async fn a_redirect_to_another_host() {
    let response = Script::status(302).header("location", "https://evil.example/");
    let error = board_responding_with(response).get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    insta::assert_snapshot!(rendered(&error), @"
    get-specific-board (GET /v2/boards/{board_id}):
    Miro responded with 302: a redirect, which is not followed;
    a proxy or gateway may have responded instead of Miro: check the base URL
    ");
}

#[tokio::test]
async fn a_value_of_the_wrong_type_in_an_object() {
    let board = json!({"id": {"number": 7}, "name": "x"});
    let error = board_responding_with(Script::json(200, board.to_string())).get().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Decode, 200));
    assert_eq!(error.json_path(), Some("$.id"));
    assert!(!error.is_retryable());
    insta::assert_snapshot!(rendered(&error), @"
    get-specific-board (GET /v2/boards/{board_id}):
    Miro responded with 200: cannot decode the response at $.id: invalid type: map, expected a string or a number
    ");
}

#[tokio::test]
async fn a_value_of_the_wrong_type_after_a_write() {
    let card = json!({"id": ["1"], "type": "card", "data": {"title": "x"}});
    let cards = board_responding_with(Script::json(201, card.to_string())).cards();
    let error = cards.create(miro::model::NewCard::new("x")).await.unwrap_err();
    assert_eq!(error.json_path(), Some("$.id"));
    insta::assert_snapshot!(rendered(&error), @"
    create-card-item (POST /v2/boards/{board_id}/cards):
    Miro responded with 201: cannot decode the response at $.id: invalid type: sequence, expected a string or a number;
    Miro has processed the request, but its response cannot be decoded
    ");
}

#[tokio::test]
async fn a_value_of_the_wrong_type_in_an_element() {
    let notes = (0..4).map(|number| {
        let kind = if number == 3 { json!({"name": "wide"}) } else { json!("sticky_note") };
        json!({"id": number, "geometry": {"height": 1}, "type": kind})
    });
    let page = json!({"data": notes.collect::<Vec<_>>()});
    let (_, api) = scripted([Script::json(200, page.to_string()).header("x-request-id", "request-7")]);
    let mut stream = api.board("b").items().list().stream().skip(3);
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.json_path(), Some("$.data[3].type"));
    assert_eq!(error.request_id(), Some("request-7"));
    insta::assert_snapshot!(rendered(&error), @"
    get-items (GET /v2/boards/{board_id}/items):
    Miro responded with 200: cannot decode the element at $.data[3].type: invalid type: map, expected a string or a number
    ");
}

#[tokio::test]
async fn tolerates_wrong_types_of_optional_values() {
    let board = json!({
        "id": "b", "name": "Retro", "createdAt": 1_700_000_000, "createdBy": {"type": "user"}, "project": {},
        "lastOpenedBy": {"name": "Ada"}, "team": {"id": "1", "picture": {"id": {"number": 7}}},
    });
    let read = board_responding_with(Script::json(200, board.to_string())).get().await.unwrap();
    assert_eq!((read.name.as_deref(), read.created_at, &read.created_by), (Some("Retro"), None, &None));
    for name in ["createdAt", "createdBy", "project", "lastOpenedBy"] {
        assert_eq!(read.extra[name], board[name]);
    }
    assert_eq!(read.team.unwrap().picture.unwrap().extra["id"], json!({"number": 7}));
    let card = json!({
        "id": "1", "type": "app_card", "parent": {}, "data": {"fields": [{"value": {"a": 1}}, {"value": "x"}]},
        "style": {"fillColor": "#fff"}, "geometry": {"width": "NaN"},
    });
    let card = board_responding_with(Script::json(200, card.to_string())).app_cards().get("1").await.unwrap();
    let fields = card.data.unwrap().fields;
    assert_eq!((fields.len(), &fields[0].extra["value"]), (2, &json!({"a": 1})));
    assert_eq!(card.geometry.unwrap().width, None);
    let context = json!({"scopes": ["boards:read"], "team": {"name": "Sales"}});
    let (_, api) = scripted([Script::json(200, context.to_string())]);
    let context = api.tokens().context().await.unwrap();
    assert_eq!((context.team, &context.extra["team"]["name"]), (None, &json!("Sales")));
}

#[tokio::test]
async fn an_element_without_an_id() {
    let page = json!({"data": [{"id": "1"}, {"name": "nameless"}]});
    let (_, api) = scripted([Script::json(200, page.to_string())]);
    let page = api.boards().list().await.unwrap();
    insta::assert_snapshot!(rendered(&page.rejected[0].error), @"
    get-boards (GET /v2/boards):
    Miro responded with 200: cannot decode the element at $.data[1]: missing field `id`
    ");
}

#[tokio::test]
async fn truncated_json() {
    let error = board_responding_with(Script::json(200, r#"{"id": "b", "name": "#)).get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    insta::assert_snapshot!(rendered(&error), @"
    get-specific-board (GET /v2/boards/{board_id}):
    Miro responded with 200: the JSON breaks off after 20 bytes
    ");
}

#[tokio::test]
async fn a_list_without_progress() {
    let page = || Script::json(200, r#"{"data":[{"id":"1","type":"text"}],"cursor":"again"}"#);
    let (_, api) = scripted([page(), page(), page()]);
    let ends: Vec<_> = api.board("b").items().list().stream().collect().await;
    let error = ends.last().unwrap().as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    insta::assert_snapshot!(rendered(error), @"
    get-items (GET /v2/boards/{board_id}/items):
    the list makes no progress: the same page came twice
    ");
}
