//! The context of a token.

use serde_json::json;

use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::{ORGANIZATION, ORGANIZATIONS};

/// `GET /v1/oauth-token`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let caller = call.caller();
    let state = &*call.state;
    let user = json!({"type": "user", "name": state.user_name(&caller.user_id), "id": caller.user_id});
    let app = state.settings.app(&caller.client_id).map_or("", |app| app.name.as_str());
    let organization = state.store.get(ORGANIZATIONS, ORGANIZATION).and_then(|found| found.get("name"));
    Ok(Response::ok(&json!({
        "type": "oAuthToken",
        "organization": {"type": "organization", "name": organization, "id": ORGANIZATION},
        "team": {"type": "team", "name": state.team_name(&caller.team_id), "id": caller.team_id},
        "createdBy": user,
        "user": user,
        "scopes": caller.scopes,
        // Missing in the specification, but seen in live responses.
        "application": {"type": "application", "name": app, "id": caller.client_id},
    })))
}
