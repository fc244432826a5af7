//! The token endpoint.

use http::StatusCode;
use serde_json::{Value, json};

use super::grants::{CodeRefusal, Issued};
use crate::access::authorization::Caller;
use crate::server::answer::Answer;
use crate::server::call::{Call, content_type};
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::state::State;

/// Parameters that end up in the logs of every proxy when they are sent in the URL.
const NEVER_IN_URL: &[&str] = &["client_secret", "refresh_token", "code"];

/// `POST /v1/oauth/token`. Miro takes the parameters from the URL as well and only recommends the body; the
/// sandbox insists on the body, because it is there to find clients that leak secrets.
pub(crate) fn exchange(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    if let Some(secret) = NEVER_IN_URL.iter().find(|name| call.query.contains(name)) {
        return Err(refused(format!("{secret} must be sent in the request body, not in the URL")));
    }
    let media_type = content_type(call.headers).split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        let message = "The parameters must be sent as application/x-www-form-urlencoded.";
        return Err(ApiError::oauth(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    let form = Query::parse(call.body);
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
    Ok(Answer::ok(&answer(&issued)))
}

fn answer(issued: &Issued) -> Value {
    let Caller { user_id, team_id, scopes, .. } = &issued.caller;
    // A number here, as in Miro's own example, while user_id is a string: clients must accept both.
    let team_id = team_id.parse::<u64>().map_or_else(|_| team_id.as_str().into(), Value::from);
    let mut answer = json!({
        "token_type": "bearer",
        "access_token": issued.access_token,
        "scope": scopes.join(" "),
        "user_id": user_id,
        "team_id": team_id,
    });
    if let (Some(refresh_token), Some(expires_in)) = (&issued.refresh_token, issued.expires_in) {
        answer["refresh_token"] = refresh_token.as_str().into();
        answer["expires_in"] = expires_in.as_secs().into();
    }
    answer
}

fn required<'a>(form: &'a Query, name: &str) -> Result<&'a str, ApiError> {
    let value = form.get(name).filter(|value| !value.is_empty());
    value.ok_or_else(|| refused(format!("Required parameter {name} is missing.")))
}

fn refused(message: impl Into<String>) -> ApiError {
    ApiError::oauth(StatusCode::BAD_REQUEST, message)
}
