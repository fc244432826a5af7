//! Recorded requests.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::json::Json;
use crate::server::Server;
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::server::record::RecordedRequest;
use crate::server::response::Response;

pub(super) async fn list(
    State(server): State<Arc<Server>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, ApiError> {
    let query = Query::parse(query.unwrap_or_default().as_bytes());
    let since = query.get("since").map_or(Ok(0), str::parse);
    let since = since.map_err(|_| ApiError::bad_request("since must be the number of a request"))?;
    let record = server.record();
    let requests: Vec<Value> = record.since(since).iter().map(written).collect();
    Ok(Json(json!({"requests": requests, "next": record.next()})))
}

pub(super) async fn clear(State(server): State<Arc<Server>>) -> Response {
    server.record().clear();
    Response::no_content()
}

/// Converts a request to JSON. A body that is not UTF-8 text is written in Base64.
fn written(request: &RecordedRequest) -> Value {
    let headers = request.headers.iter();
    let headers: Vec<_> =
        headers.map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()))).collect();
    let text = str::from_utf8(&request.body).ok();
    json!({
        "number": request.number,
        "time": request.time,
        "method": request.method.as_str(),
        "path": request.path,
        "query": request.query,
        "headers": headers,
        "body": text,
        "body_base64": text.is_none().then(|| STANDARD.encode(&request.body)),
        "operation": request.operation,
        "user_id": request.user_id,
        "faulty": request.faulty,
        "request_id": request.request_id,
        "status": request.status,
        "warnings": request.warnings,
        "credits": request.credits,
        "milliseconds": request.duration.as_secs_f64() * 1_000.0,
    })
}
