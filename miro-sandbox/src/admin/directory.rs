//! Users and apps.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use serde_json::{Value, json};

use super::json::Json;
use crate::server::Server;
use crate::state::settings::App;

pub(super) async fn apps(State(server): State<Arc<Server>>) -> Json<Value> {
    let state = server.state();
    let apps: Vec<Value> = state.settings.apps.iter().map(written).collect();
    Json(json!({"apps": apps}))
}

pub(super) async fn users(State(server): State<Arc<Server>>) -> Json<Value> {
    let state = server.state();
    Json(json!({"users": state.users.values().collect::<Vec<_>>()}))
}

fn written(app: &App) -> Value {
    json!({
        "name": app.name,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uris": app.redirect_uris,
        "scopes": app.scopes,
        "access_token_lifetime": app.access_token_lifetime.as_ref().map(Duration::as_secs),
    })
}
