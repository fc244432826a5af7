//! Access tokens outside of the OAuth flow.

use std::sync::Arc;

use axum::extract::State as Shared;
use serde::Deserialize;
use serde_json::{Value, json};

use super::json::Json;
use crate::access::authorization::{ALL_SCOPES, Caller};
use crate::server::Server;
use crate::server::error::ApiError;
use crate::state::{DEFAULT_TEAM, DEFAULT_USER, State, TEAMS};

/// The parameters of a token. Missing ones have defaults: all scopes, for example.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenRequest {
    user_id: Option<String>,
    team_id: Option<String>,
    client_id: Option<String>,
    scopes: Option<Vec<String>>,
}

/// Issues a token without expiry.
pub(super) async fn issue(
    Shared(server): Shared<Arc<Server>>,
    Json(requested): Json<TokenRequest>,
) -> Result<Json<Value>, ApiError> {
    let state = &mut *server.state();
    let caller = caller(state, requested)?;
    let State { grants, identifiers, .. } = state;
    let access_token = grants.issue_for_good(identifiers, caller.clone());
    Ok(Json(json!({
        "access_token": access_token,
        "user_id": caller.user_id,
        "team_id": caller.team_id,
        "client_id": caller.client_id,
        "scopes": caller.scopes,
    })))
}

fn caller(state: &State, requested: TokenRequest) -> Result<Caller, ApiError> {
    let default_app = &state.settings.default_app().client_id;
    let caller = Caller {
        user_id: requested.user_id.unwrap_or_else(|| DEFAULT_USER.to_owned()),
        team_id: requested.team_id.unwrap_or_else(|| DEFAULT_TEAM.to_owned()),
        client_id: requested.client_id.unwrap_or_else(|| default_app.clone()),
        scopes: requested
            .scopes
            .unwrap_or_else(|| ALL_SCOPES.iter().map(|scope| (*scope).to_owned()).collect()),
    };
    let unknown = |what: &str, id: &str| Err(ApiError::bad_request(format!("There is no {what} {id}")));
    if state.users.get(&caller.user_id).is_none() {
        return unknown("user", &caller.user_id);
    }
    if state.store.get(TEAMS, &caller.team_id).is_none() {
        return unknown("team", &caller.team_id);
    }
    if state.settings.app(&caller.client_id).is_none() {
        return unknown("app", &caller.client_id);
    }
    match caller.scopes.iter().find(|scope| !ALL_SCOPES.contains(&scope.as_str())) {
        Some(scope) => unknown("scope", scope),
        None => Ok(caller),
    }
}
