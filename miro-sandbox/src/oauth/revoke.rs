//! Both versions of token revocation.

use http::StatusCode;
use serde_json::Value;

use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;

/// `POST /v1/oauth/revoke?access_token=`: deprecated, because the token is in the URL
pub(crate) fn by_query(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let token = call.query.get("access_token").unwrap_or_default();
    if call.state.grants.revoke(token) {
        Ok(Response::no_content())
    } else {
        Err(ApiError::oauth(StatusCode::BAD_REQUEST, "access_token is missing or unknown."))
    }
}

/// `POST /v2/oauth/revoke`: an app can revoke only its own tokens
pub(crate) fn by_body(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let body = call.json_object().map_err(ApiError::into_oauth)?;
    let text = |name: &str| {
        let value = body.get(name).and_then(Value::as_str);
        value.ok_or_else(|| ApiError::oauth(StatusCode::BAD_REQUEST, format!("{name} is required.")))
    };
    let (token, client_id, client_secret) = (text("accessToken")?, text("clientId")?, text("clientSecret")?);
    let app = call.state.settings.app(client_id);
    if app.is_none_or(|app| app.client_secret != client_secret) {
        return Err(ApiError::oauth(StatusCode::UNAUTHORIZED, "Client authentication failed."));
    }
    let grants = &mut call.state.grants;
    if grants.client_of(token) == Some(client_id) && grants.revoke(token) {
        Ok(Response::no_content())
    } else {
        Err(ApiError::oauth(StatusCode::NOT_FOUND, "The access token is unknown."))
    }
}
