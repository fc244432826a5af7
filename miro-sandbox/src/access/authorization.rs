//! Authentication and authorization by bearer token.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::State;
use crate::state::user::User;

/// All scopes that Miro's operations require.
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

/// The user that a token acts for, with the token's app, team and scopes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Caller {
    pub(crate) user_id: String,
    pub(crate) client_id: String,
    pub(crate) team_id: String,
    pub(crate) scopes: Vec<String>,
}

/// Identifies the caller by the bearer token: `None` if no token is needed or the token belongs to no user.
pub(crate) fn identify(
    state: &State,
    access: Access,
    headers: &HeaderMap,
) -> Result<Option<Caller>, ApiError> {
    let fixed = match access {
        Access::Open => return Ok(None),
        Access::User(_) | Access::CompanyAdmin(_) => None,
        Access::Scim => Some(&state.settings.scim_token),
        Access::AppManagement => Some(&state.settings.app_management_token),
    };
    let token = bearer(headers).ok_or_else(ApiError::token_not_provided)?;
    match fixed {
        Some(fixed) if fixed == token => Ok(None),
        Some(_) => Err(ApiError::unauthorized()),
        None => {
            let token = state.grants.valid(token, state.clock.now()).ok_or_else(ApiError::unauthorized)?;
            let user = state.users.get(&token.caller.user_id).filter(|user| user.active);
            user.map(|_| Some(token.caller.clone())).ok_or_else(ApiError::unauthorized)
        }
    }
}

/// Returns the bearer token of a request, if it has one.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// Returns the caller whose valid token the request carries, regardless of the operation.
pub(crate) fn owner<'s>(state: &'s State, headers: &HeaderMap) -> Option<&'s Caller> {
    let token = state.grants.valid(bearer(headers)?, state.clock.now())?;
    Some(&token.caller)
}

/// Checks that the caller's scopes and role allow the operation.
pub(crate) fn permit(call: &Call<'_>) -> Result<(), ApiError> {
    let (Some(caller), Access::User(needed) | Access::CompanyAdmin(needed)) =
        (&call.caller, call.operation.access)
    else {
        return Ok(());
    };
    if !needed.iter().all(|scope| caller.scopes.iter().any(|granted| granted == scope)) {
        return Err(ApiError::insufficient_permissions(call.operation.id, needed));
    }
    let is_admin = || call.state.users.get(&caller.user_id).is_some_and(User::is_company_admin);
    if matches!(call.operation.access, Access::CompanyAdmin(_)) && !is_admin() {
        return Err(ApiError::forbidden_access("Only company admins can do this"));
    }
    Ok(())
}
