//! What a token stands for.

use serde_json::json;

use crate::answer::Answer;
use crate::call::Call;
use crate::error::ApiError;

/// `GET /v1/oauth-token`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let caller = call.caller();
    let state = &*call.state;
    let name = state.users.get(&caller.user_id).map_or("", |user| user.name.as_str());
    let user = json!({"type": "user", "name": name, "id": caller.user_id});
    Ok(Answer::ok(&json!({
        "type": "oAuthToken",
        "organization": {"type": "organization", "name": "My Organization", "id": "3074457345618265001"},
        "team": {"type": "team", "name": state.team.name, "id": state.team.id},
        "createdBy": user,
        "user": user,
        "scopes": caller.scopes,
        // Not in the specification, but in live answers.
        "application": {"type": "application", "name": state.settings.app.name, "id": caller.client_id},
    })))
}
