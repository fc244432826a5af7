//! The consent page and the user's decision on it.

use http::StatusCode;
use url::Url;

use super::grants::Grant;
use super::page;
use crate::access::authorization::Caller;
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::state::settings::App;
use crate::state::{DEFAULT_TEAM, DEFAULT_USER, State};

/// `GET /oauth/authorize`
pub(crate) fn show(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let (app, redirect_uri) = validated(call.state, &call.query)?;
    if call.query.get("response_type") != Some("code") {
        return Err(ApiError::oauth(StatusCode::BAD_REQUEST, "response_type must be code"));
    }
    let state = &*call.state;
    let given = |name| call.query.get(name).map(|value| (name, value));
    let mut hidden = vec![("redirect_uri", redirect_uri.as_str())];
    hidden.extend(["client_id", "state", "team_id"].into_iter().filter_map(given));
    let user = state.user_name(DEFAULT_USER);
    let team = call.query.get("team_id").unwrap_or(state.team_name(DEFAULT_TEAM));
    let html = page::render(user, &app.name, team, &hidden);
    Ok(Answer::new(StatusCode::OK, "text/html;charset=UTF-8", html))
}

/// `POST /oauth/authorize`: the form of the page
pub(crate) fn decide(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let form = Query::parse(call.body);
    let (app, redirect_uri) = validated(call.state, &form)?;
    let mut target =
        Url::parse(&redirect_uri).expect("the redirect URI was checked when the sandbox was built");
    match form.get(page::DECISION) {
        Some(page::ALLOW) => {
            let caller = Caller {
                user_id: DEFAULT_USER.to_owned(),
                client_id: app.client_id,
                team_id: DEFAULT_TEAM.to_owned(),
                scopes: app.scopes,
            };
            let grant = Grant { caller, access_token_lifetime: app.access_token_lifetime };
            let State { grants, identifiers, clock, .. } = &mut *call.state;
            let code = grants.issue_code(identifiers, grant, &redirect_uri, clock.now());
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

/// The app and its redirect URI, once both are known to belong together. Nothing may be sent to any other URI,
/// not even an error.
fn validated(state: &State, parameters: &Query) -> Result<(App, String), ApiError> {
    let app = parameters.get("client_id").and_then(|client_id| state.settings.app(client_id));
    let app = app.ok_or_else(|| ApiError::oauth(StatusCode::BAD_REQUEST, "Unknown client_id."))?;
    match parameters.get("redirect_uri") {
        Some(uri) if uri != app.redirect_uri => {
            Err(ApiError::oauth(StatusCode::UNAUTHORIZED, "Redirect URI mismatch."))
        }
        _ => Ok((app.clone(), app.redirect_uri.clone())),
    }
}
