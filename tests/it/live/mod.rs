//! Observations of the live service, as the client meets them, by their row.
//!
//! Responses are written from those observations, not from what the sandbox or the client make of them. Tests of rows
//! about rejection before sending, or about operations that Miro does not list, are with those topics.

mod reading;
mod refusals;
mod sending;

use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use serde_json::{Value, json};

use crate::environment::scripted;

fn board(script: impl IntoIterator<Item = Script>) -> (ScriptedTransport, BoardHandle) {
    let (transport, api) = scripted(script);
    (transport, api.board("uXjVA000001="))
}

/// Miro's response to a request with invalid parameters.
fn invalid(field: &str, message: &str) -> Script {
    let fields = json!([{"field": field, "message": message}]);
    let body = json!({
        "type": "error", "code": "2.0703", "context": {"fields": fields}, "message": "Invalid parameters", "status": 400,
    });
    Script::json(400, body.to_string())
}

fn not_found() -> Script {
    let body = json!({
        "type": "error", "code": "3.0201", "context": {"boardId": {"value": "uXjVA000001="}}, "message": "Item not found",
        "status": 404,
    });
    Script::json(404, body.to_string())
}

fn response(status: u16, body: &Value) -> Script {
    Script::json(status, body.to_string())
}
