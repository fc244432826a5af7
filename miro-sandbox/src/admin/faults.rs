//! Active fault rules.

use std::sync::Arc;

use axum::extract::{Path, State};
use serde::Serialize;
use serde_json::{Value, json};

use super::json::Json;
use crate::fault::FaultRule;
use crate::server::Server;
use crate::server::error::ApiError;
use crate::server::response::Response;

pub(super) async fn list(State(server): State<Arc<Server>>) -> Json<Value> {
    #[derive(Serialize)]
    struct Listed<'a> {
        id: u64,
        happened: u64,
        rule: &'a FaultRule,
    }
    let faults = server.faults();
    let listed =
        faults.all().iter().map(|rule| Listed { id: rule.id, happened: rule.happened, rule: &rule.rule });
    Json(json!({"faults": listed.collect::<Vec<_>>()}))
}

pub(super) async fn add(
    State(server): State<Arc<Server>>,
    Json(rule): Json<FaultRule>,
) -> Result<Json<Value>, ApiError> {
    let id = server.faults().add(rule).map_err(ApiError::bad_request)?;
    Ok(Json(json!({"id": id})))
}

pub(super) async fn clear(State(server): State<Arc<Server>>) -> Response {
    server.faults().clear();
    Response::no_content()
}

pub(super) async fn remove(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    if id.parse().is_ok_and(|id| server.faults().remove(id)) {
        Ok(Response::no_content())
    } else {
        Err(ApiError::not_found(format!("There is no rule {id}")))
    }
}
