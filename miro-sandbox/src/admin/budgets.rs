//! Credit budgets.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State as Shared};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::json::Json;
use crate::server::Server;
use crate::server::error::ApiError;
use crate::state::State;
use crate::state::clock::duration;

/// Changes to the budgets of all users.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    limit: Option<u64>,
    #[serde(default, with = "jiff::fmt::serde::unsigned_duration::friendly::compact::optional")]
    window: Option<Duration>,
    enforced: Option<bool>,
}

/// A change to the budget of one user.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeOfUser {
    remaining: u64,
    client_id: Option<String>,
}

pub(super) async fn get(Shared(server): Shared<Arc<Server>>) -> Json<Value> {
    Json(written(&server.state()))
}

pub(super) async fn update(Shared(server): Shared<Arc<Server>>, Json(change): Json<Change>) -> Json<Value> {
    let state = &mut *server.state();
    let budgets = &mut state.budgets;
    change.limit.into_iter().for_each(|limit| budgets.set_limit(limit));
    change.window.into_iter().for_each(|window| budgets.set_length(window));
    change.enforced.into_iter().for_each(|enforced| budgets.enforce(enforced));
    Json(written(state))
}

pub(super) async fn update_of_user(
    Shared(server): Shared<Arc<Server>>,
    Path(user_id): Path<String>,
    Json(change): Json<ChangeOfUser>,
) -> Result<Json<Value>, ApiError> {
    let State { budgets, clock, users, settings, .. } = &mut *server.state();
    if users.get(&user_id).is_none() {
        return Err(ApiError::not_found(format!("There is no user {user_id}")));
    }
    let client_id = change.client_id.unwrap_or_else(|| settings.default_app().client_id.clone());
    if settings.app(&client_id).is_none() {
        return Err(ApiError::bad_request(format!("There is no app {client_id}")));
    }
    budgets.set_remaining(&user_id, &client_id, change.remaining, clock.now());
    Ok(Json(json!(budgets.of(&user_id, &client_id, clock.now()))))
}

fn written(state: &State) -> Value {
    let budgets = &state.budgets;
    let window = SignedDuration::try_from(budgets.length()).unwrap_or(SignedDuration::MAX);
    json!({
        "limit": budgets.limit(),
        "window": duration(window),
        "enforced": budgets.enforced(),
        "budgets": budgets.all(state.clock.now()),
    })
}
