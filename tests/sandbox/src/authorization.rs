//! Who calls, and whether the token allows the operation.

use std::time::Instant;

use http::HeaderMap;
use http::header::AUTHORIZATION;

use crate::error::ApiError;
use crate::state::State;

/// Every scope that Miro's operations ask for.
pub(crate) const ALL_SCOPES: &[&str] = &[
    "boards:read",
    "boards:write",
    "boards:export",
    "organizations:read",
    "organizations:teams:read",
    "organizations:teams:write",
    "organizations:groups:read",
    "organizations:groups:write",
    "organization:cases:management",
    "projects:read",
    "projects:write",
    "auditlogs:read",
    "aiinteractionlogs:read",
    "contentlogs:export",
    "sessions:delete",
];

/// The user on whose behalf a request comes.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) user_id: String,
    pub(crate) client_id: String,
    pub(crate) scopes: Vec<String>,
}

/// Who the bearer token belongs to.
pub(crate) fn identify(state: &State, headers: &HeaderMap) -> Result<Caller, ApiError> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, token) = header.split_once(' ').unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("bearer") || token.trim().is_empty() {
        return Err(ApiError::token_not_provided());
    }
    let token = state.grants.valid(token.trim(), Instant::now()).ok_or_else(ApiError::unauthorized)?;
    Ok(Caller {
        user_id: token.user_id.clone(),
        client_id: state.settings.app.client_id.clone(),
        scopes: token.scopes.clone(),
    })
}

/// Whether the token has all the scopes that the operation needs.
pub(crate) fn permit(caller: &Caller, operation: &str, needed: &[&str]) -> Result<(), ApiError> {
    let permitted = needed.iter().all(|scope| caller.scopes.iter().any(|granted| granted == scope));
    if permitted { Ok(()) } else { Err(ApiError::insufficient_permissions(operation, needed)) }
}
