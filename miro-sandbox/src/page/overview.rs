//! The data of the page: boards, requests and credits, limited to what a page can show.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State as Shared};
use axum::response::{IntoResponse as _, Response as HttpResponse};
use http::StatusCode;
use serde_json::{Value, json};

use super::files;
use crate::boards::board::Board;
use crate::boards::picture::drawable;
use crate::server::Server;
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::server::record::RecordedRequest;
use crate::server::response::Response;
use crate::state::clock;

const MAX_BOARDS: usize = 200;
const MAX_REQUESTS: usize = 100;
const MAX_CREDITS: usize = 50;

/// `GET /_sandbox/page/boards?name=`: newest first, filtered by a part of the name, ignoring case
pub(super) async fn boards(Shared(server): Shared<Arc<Server>>, RawQuery(query): RawQuery) -> HttpResponse {
    let query = Query::parse(query.unwrap_or_default().as_bytes());
    let part = query.get("name").unwrap_or_default().trim().to_lowercase();
    let state = server.state();
    let matching = state.boards.values().rev();
    let matching: Vec<&Board> =
        matching.filter(|board| part.is_empty() || board.name().to_lowercase().contains(&part)).collect();
    let shown: Vec<Value> = matching
        .iter()
        .take(MAX_BOARDS)
        .map(|board| {
            json!({
                "id": board.id,
                "name": board.name(),
                "items": board.items.len() + board.experimental_items.len(),
                "connectors": board.connectors.len(),
                "tags": board.tags.len(),
            })
        })
        .collect();
    ok(&json!({"total": state.boards.len(), "matching": matching.len(), "boards": shown}))
}

/// `GET /_sandbox/page/boards/{id}.svg`: 204 if the board does not exist
///
/// Boards can be deleted while somebody looks at them, and a browser would report a 404 as a fault of the page.
pub(super) async fn picture(Shared(server): Shared<Arc<Server>>, Path(file): Path<String>) -> HttpResponse {
    let id = file.strip_suffix(".svg");
    let board = id
        .and_then(|id| server.state().boards.get(id).map(|board| drawable(board, Some(&files::path_of(id)))));
    let Some(board) = board else { return Response::no_content().into_response() };
    // Thousands of items take a while, which must not block other requests of this thread.
    match tokio::task::spawn_blocking(move || board.to_svg()).await {
        Ok(picture) => Response::new(StatusCode::OK, "image/svg+xml; charset=utf-8", picture).into_response(),
        Err(_) => {
            Response::new(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", "No picture").into_response()
        }
    }
}

/// `GET /_sandbox/page/requests`: newest first
pub(super) async fn requests(Shared(server): Shared<Arc<Server>>) -> HttpResponse {
    let record = server.record();
    let shown: Vec<Value> = record.newest().take(MAX_REQUESTS).map(entry).collect();
    ok(&json!({"total": record.len(), "requests": shown}))
}

fn entry(request: &RecordedRequest) -> Value {
    json!({
        "number": request.number,
        "receivedAt": clock::format(request.time),
        "method": request.method.as_str(),
        "path": request.path,
        "query": request.query,
        "operation": request.operation,
        "status": request.status,
        "faulty": request.faulty,
        "warnings": request.warnings,
    })
}

/// `GET /_sandbox/page/credits`
pub(super) async fn credits(Shared(server): Shared<Arc<Server>>) -> HttpResponse {
    let state = server.state();
    let now = state.clock.now();
    let all = state.budgets.all(now);
    let shown: Vec<Value> = all
        .iter()
        .take(MAX_CREDITS)
        .map(|credits| {
            json!({
                "user": {"id": credits.user_id, "name": state.user_name(&credits.user_id)},
                "app": {
                    "id": credits.client_id,
                    "name": state.settings.app(&credits.client_id).map_or("", |app| &app.name),
                },
                "remaining": credits.remaining,
                "limit": credits.limit,
                "secondsToReset": credits.reset.map_or(0, |reset| clock::second(reset) - clock::second(now)),
            })
        })
        .collect();
    ok(&json!({"total": all.len(), "credits": shown}))
}

fn ok(value: &Value) -> HttpResponse {
    Response::ok(value).into_response()
}

pub(super) fn not_found(message: &str) -> HttpResponse {
    ApiError::not_found(message).to_response().into_response()
}
