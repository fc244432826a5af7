//! The state and seeds.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::json::Json;
use crate::seed;
use crate::server::Server;
use crate::server::call::{content_type, is_json};
use crate::server::error::ApiError;

pub(super) async fn dump(State(server): State<Arc<Server>>) -> Json<Value> {
    Json(seed::dump(&server.state()))
}

pub(super) async fn apply(State(server): State<Arc<Server>>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_json(&headers) {
        return ApiError::unsupported_media_type(content_type(&headers)).into_response();
    }
    match server.seed(&body) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => ApiError::bad_request(error.to_string()).into_response(),
    }
}
