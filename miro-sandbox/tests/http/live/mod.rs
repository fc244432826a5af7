//! Behavior seen at the live service, one test per observation.

mod errors;
mod frames;
mod items;
mod lists;
mod locks;
mod network;
mod scim;

use serde_json::Value;

use crate::client::{Client, Response};

/// Returns the fields and messages of a 400, which contains nothing else.
fn complaints(response: &Response) -> Vec<(String, String)> {
    let body = response.json();
    let mut others = body.as_object().unwrap().clone();
    let context = others.remove("context").unwrap();
    let envelope = serde_json::json!({"status": 400, "code": "2.0703", "message": "Invalid parameters", "type": "error"});
    assert_eq!((response.status, Value::Object(others)), (400, envelope), "{}", response.body);
    let fields = context["fields"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    fields.map(|field| (text(&field["field"]), text(&field["message"]))).collect()
}

/// Returns the only message of a 400.
fn complaint(response: &Response) -> String {
    let complaints = complaints(response);
    let [(_, message)] = complaints.as_slice() else { panic!("{}", response.body) };
    message.clone()
}

fn id(response: &Response) -> String {
    response.json()["id"].as_str().unwrap_or_else(|| panic!("{}", response.body)).to_owned()
}

/// Returns the id of the board with this path.
fn board_id(board: &str) -> String {
    board.trim_start_matches("/v2/boards/").replace("%3D", "=")
}

/// Asserts that the board has no such item or connector.
async fn assert_gone(client: &Client, method: &str, board: &str, path: &str) {
    let response = client.send(method, path, None).await;
    let error = serde_json::json!({
        "status": 404,
        "code": "3.0201",
        "message": "Item not found",
        "type": "error",
        "context": {"boardId": {"value": board_id(board)}},
    });
    assert_eq!((response.status, response.json()), (404, error), "{method} {path}");
}
