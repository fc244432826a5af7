//! User sessions.

use http::StatusCode;

use super::people;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;

/// `POST /v2/sessions/reset_all?email=`: signs a user out everywhere, apps included
pub(super) fn reset_all(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let email = call.query.given("email").ok_or_else(|| ApiError::missing("email"))?;
    let user_id = people::by_email(call, email)
        .ok_or_else(|| ApiError::not_found(format!("There is no user with the address {email}")))?;
    call.state.grants.revoke_all_of(&user_id);
    Ok(Response::empty(StatusCode::OK))
}
