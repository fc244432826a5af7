//! The clock.

use std::sync::Arc;

use axum::extract::State;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::json::Json;
use crate::server::Server;
use crate::server::error::ApiError;
use crate::state::clock::{Clock, MAX_OFFSET, duration};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offset {
    offset: SignedDuration,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    by: SignedDuration,
}

pub(super) async fn get(State(server): State<Arc<Server>>) -> Json<Value> {
    Json(written(&server.state().clock))
}

pub(super) async fn set(
    State(server): State<Arc<Server>>,
    Json(wanted): Json<Offset>,
) -> Result<Json<Value>, ApiError> {
    move_to(&mut server.state().clock, wanted.offset)
}

pub(super) async fn advance(
    State(server): State<Arc<Server>>,
    Json(wanted): Json<Advance>,
) -> Result<Json<Value>, ApiError> {
    let clock = &mut server.state().clock;
    move_to(clock, clock.offset().saturating_add(wanted.by))
}

fn move_to(clock: &mut Clock, offset: SignedDuration) -> Result<Json<Value>, ApiError> {
    if offset.abs() > MAX_OFFSET {
        let max = duration(MAX_OFFSET);
        return Err(ApiError::bad_request(format!("The clock cannot be wrong by more than {max}")));
    }
    clock.set_offset(offset);
    Ok(Json(written(clock)))
}

fn written(clock: &Clock) -> Value {
    json!({"now": clock.now(), "offset": duration(clock.offset())})
}
