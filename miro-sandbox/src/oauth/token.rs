//! The token endpoint.

use http::StatusCode;
use serde_json::{Value, json};

use super::grants::{CodeRefusal, Issued};
use crate::access::authorization::Caller;
use crate::server::call::{Call, content_type};
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::server::response::Response;
use crate::state::State;

/// The operation id.
pub(crate) const OPERATION: &str = "token";

/// The parameters of a token request. In a URL they would end up in the logs of proxies.
const PARAMETERS: &[&str] =
    &["grant_type", "client_id", "client_secret", "code", "redirect_uri", "refresh_token"];

/// Returns a warning about parameters in the URL, by name only, because most are secrets.
pub(crate) fn warning(query: &Query) -> Option<String> {
    let found: Vec<&str> = PARAMETERS.iter().copied().filter(|name| query.contains(name)).collect();
    let warning = || {
        let found = found.join(", ");
        format!("deprecated: the URL has parameters of a token request ({found}), which belong in the body")
    };
    (!found.is_empty()).then(warning)
}

/// `POST /v1/oauth/token`
///
/// Miro also accepts the parameters in the URL, and recommends the body. The sandbox then records a warning.
pub(crate) fn exchange(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let media_type = content_type(call.headers).split(';').next().unwrap_or_default().trim();
    if !call.body.is_empty() && !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        let message = "The parameters must be sent as application/x-www-form-urlencoded.";
        return Err(ApiError::oauth(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    let form = Parameters { body: Query::parse(call.body), url: &call.query };
    let State { grants, identifiers, settings, clock, .. } = &mut *call.state;
    let (client_id, client_secret) = (required(&form, "client_id")?, required(&form, "client_secret")?);
    if settings.app(client_id).is_none_or(|app| app.client_secret != client_secret) {
        return Err(ApiError::oauth(StatusCode::UNAUTHORIZED, "Client authentication failed."));
    }
    let now = clock.now();
    let issued = match required(&form, "grant_type")? {
        "authorization_code" => {
            let (code, redirect_uri) = (required(&form, "code")?, required(&form, "redirect_uri")?);
            grants.redeem(identifiers, client_id, code, redirect_uri, now).map_err(
                |refusal| match refusal {
                    CodeRefusal::Invalid => {
                        refused("The authorization code is invalid, expired or already used.")
                    }
                    CodeRefusal::RedirectUriMismatch => {
                        ApiError::oauth(StatusCode::UNAUTHORIZED, "Redirect URI mismatch.")
                    }
                },
            )?
        }
        "refresh_token" => grants
            .refresh(identifiers, client_id, required(&form, "refresh_token")?, now)
            .ok_or_else(|| refused("The refresh token is invalid, expired or already used."))?,
        other => return Err(refused(format!("Unsupported grant_type {other}."))),
    };
    Ok(Response::ok(&response(&issued)))
}

fn response(issued: &Issued) -> Value {
    let Caller { user_id, team_id, scopes, .. } = &issued.caller;
    // A number, as in Miro's example, while `user_id` is a string: clients must accept both.
    let team_id = team_id.parse::<u64>().map_or_else(|_| team_id.as_str().into(), Value::from);
    let mut response = json!({
        "token_type": "bearer",
        "access_token": issued.access_token,
        "scope": scopes.join(" "),
        "user_id": user_id,
        "team_id": team_id,
    });
    if let (Some(refresh_token), Some(expires_in)) = (&issued.refresh_token, issued.expires_in) {
        response["refresh_token"] = refresh_token.as_str().into();
        response["expires_in"] = expires_in.as_secs().into();
    }
    response
}

/// The parameters of the body and of the URL.
struct Parameters<'a> {
    body: Query,
    url: &'a Query,
}

fn required<'a>(form: &'a Parameters<'_>, name: &str) -> Result<&'a str, ApiError> {
    let value = form.body.given(name).or_else(|| form.url.given(name));
    value.ok_or_else(|| refused(format!("Required parameter {name} is missing.")))
}

fn refused(message: impl Into<String>) -> ApiError {
    ApiError::oauth(StatusCode::BAD_REQUEST, message)
}
