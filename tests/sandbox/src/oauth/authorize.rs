//! The consent page and the user's decision on it.

use std::time::Instant;

use http::StatusCode;
use url::Url;

use super::page;
use crate::answer::Answer;
use crate::call::Call;
use crate::error::ApiError;
use crate::query::Query;
use crate::state::{DEFAULT_USER, State};

/// `GET /oauth/authorize`
pub(crate) fn show(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let redirect_uri = validated(call.state, &call.query)?;
    if call.query.get("response_type") != Some("code") {
        return Err(ApiError::oauth(StatusCode::BAD_REQUEST, "response_type must be code"));
    }
    let state = &*call.state;
    let given = |name| call.query.get(name).map(|value| (name, value));
    let mut hidden = vec![("redirect_uri", redirect_uri.as_str())];
    hidden.extend(["client_id", "state", "team_id"].into_iter().filter_map(given));
    let user = state.users.get(DEFAULT_USER).map_or("", |user| user.name.as_str());
    let team = call.query.get("team_id").unwrap_or(&state.team.name);
    let html = page::render(user, &state.settings.app.name, team, &hidden);
    Ok(Answer::new(StatusCode::OK, "text/html;charset=UTF-8", html))
}

/// `POST /oauth/authorize`: the form of the page
pub(crate) fn decide(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let form = Query::parse(call.body);
    let redirect_uri = validated(call.state, &form)?;
    let mut target =
        Url::parse(&redirect_uri).expect("the redirect URI was checked when the sandbox was built");
    match form.get(page::DECISION) {
        Some(page::ALLOW) => {
            let State { grants, identifiers, settings, .. } = &mut *call.state;
            let scopes = &settings.app.scopes;
            let code = grants.issue_code(identifiers, DEFAULT_USER, scopes, &redirect_uri, Instant::now());
            target.query_pairs_mut().append_pair("code", &code);
        }
        Some(page::DENY) => {
            target.query_pairs_mut().append_pair("error", "access_denied");
        }
        _ => return Err(ApiError::oauth(StatusCode::BAD_REQUEST, "A decision is missing")),
    }
    if let Some(state) = form.get("state") {
        target.query_pairs_mut().append_pair("state", state);
    }
    Ok(Answer::redirect(target.as_str()))
}

/// The redirect URI, once it and the client are known to be those of the app. Nothing may be sent to any
/// other URI, not even an error.
fn validated(state: &State, parameters: &Query) -> Result<String, ApiError> {
    let app = &state.settings.app;
    if parameters.get("client_id") != Some(&app.client_id) {
        return Err(ApiError::oauth(StatusCode::BAD_REQUEST, "Unknown client_id."));
    }
    match parameters.get("redirect_uri") {
        Some(uri) if uri != app.redirect_uri => {
            Err(ApiError::oauth(StatusCode::UNAUTHORIZED, "Redirect URI mismatch."))
        }
        _ => Ok(app.redirect_uri.clone()),
    }
}
