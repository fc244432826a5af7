//! Who calls, and whether the token allows the operation.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::State;
use crate::state::user::User;

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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Caller {
    pub(crate) user_id: String,
    pub(crate) client_id: String,
    pub(crate) team_id: String,
    pub(crate) scopes: Vec<String>,
}

/// Who the bearer token belongs to: nobody, where none is needed or where it stands for no user.
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
            // Nobody acts who left the organisation or was deactivated.
            let user = state.users.get(&token.caller.user_id).filter(|user| user.active);
            user.map(|_| Some(token.caller.clone())).ok_or_else(ApiError::unauthorized)
        }
    }
}

/// The bearer token that comes with a request, if there is one.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// The user whose valid token comes with a request, whatever the request means.
pub(crate) fn owner<'s>(state: &'s State, headers: &HeaderMap) -> Option<&'s Caller> {
    let token = state.grants.valid(bearer(headers)?, state.clock.now())?;
    Some(&token.caller)
}

/// Whether the caller's scopes and role allow the operation.
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
