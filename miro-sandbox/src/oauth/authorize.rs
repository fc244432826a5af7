//! The consent page and the user's decision on it.

use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use url::Url;

use super::grants::Grant;
use super::page::{self, Choice, Consent};
use crate::access::authorization::Caller;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::server::response::Response;
use crate::state::settings::App;
use crate::state::{DEFAULT_TEAM, DEFAULT_USER, State, TEAMS};

/// `GET /oauth/authorize`: `team_id` is preselected, but the user can choose another team
pub(crate) fn show(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let state = &*call.state;
    let Request { app, redirect_uri, .. } = Request::of(state, &call.query)?;
    if call.query.get("response_type") != Some("code") {
        return Err(refused("response_type must be code."));
    }
    let team = call.query.get("team_id").filter(|id| is_team(state, id));
    let given = |name| call.query.get(name).map(|value| (name, value));
    let consent = Consent {
        app: &app.name,
        redirect_uri,
        scopes: &app.scopes,
        users: users(state),
        teams: teams(state, team.unwrap_or(DEFAULT_TEAM)),
        hidden: ["client_id", "redirect_uri", "state"].into_iter().filter_map(given).collect(),
    };
    let mut response = Response::new(StatusCode::OK, "text/html;charset=UTF-8", consent.render());
    response.set_header(CACHE_CONTROL.as_str(), "no-store");
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    response.set_header(CONTENT_SECURITY_POLICY.as_str(), policy);
    Ok(response)
}

/// `POST /oauth/authorize`: the form of the page
pub(crate) fn decide(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let form = Query::parse(call.body);
    let Request { app, redirect_uri, mut target } = Request::of(call.state, &form)?;
    match form.get(page::DECISION) {
        Some(page::ALLOW) => {
            let grant = grant(call.state, app, &form)?;
            let (client_id, team_id) = (grant.caller.client_id.clone(), grant.caller.team_id.clone());
            let State { grants, identifiers, clock, .. } = &mut *call.state;
            let code = grants.issue_code(identifiers, grant, redirect_uri, clock.now());
            add_to(&mut target, "code", Some(&code));
            add_to(&mut target, "state", form.get("state"));
            add_to(&mut target, "client_id", Some(&client_id));
            add_to(&mut target, "team_id", Some(&team_id));
        }
        Some(page::DENY) => {
            add_to(&mut target, "error", Some("access_denied"));
            add_to(&mut target, "state", form.get("state"));
        }
        _ => return Err(refused("A decision is missing.")),
    }
    Ok(Response::redirect(target.as_str()))
}

/// An app's authorization request.
struct Request<'s, 'p> {
    app: &'s App,
    /// As sent by the app.
    redirect_uri: &'p str,
    target: Url,
}

impl<'s, 'p> Request<'s, 'p> {
    /// Returns the app and its redirect URI, if they belong together. Otherwise nothing may be sent to the URI,
    /// not even an error.
    fn of(state: &'s State, parameters: &'p Query) -> Result<Self, ApiError> {
        let app = parameters.get("client_id").and_then(|client_id| state.settings.app(client_id));
        let app = app.ok_or_else(|| refused("Unknown client_id."))?;
        let redirect_uri =
            parameters.get("redirect_uri").ok_or_else(|| refused("redirect_uri is required."))?;
        let is_registered = app.redirect_uris.iter().any(|registered| registered == redirect_uri);
        let target = Url::parse(redirect_uri).ok().filter(|_| is_registered);
        let target =
            target.ok_or_else(|| ApiError::oauth(StatusCode::UNAUTHORIZED, "Redirect URI mismatch."))?;
        Ok(Self { app, redirect_uri, target })
    }
}

/// Returns the grant of the user and the team chosen in the form, with defaults for missing fields.
fn grant(state: &State, app: &App, form: &Query) -> Result<Grant, ApiError> {
    let user_id = form.get(page::USER).unwrap_or(DEFAULT_USER);
    if !state.users.get(user_id).is_some_and(|user| user.active) {
        return Err(refused("This user cannot sign in."));
    }
    let team_id = form.get(page::TEAM).unwrap_or(DEFAULT_TEAM);
    if !is_team(state, team_id) {
        return Err(refused("There is no such team."));
    }
    let caller = Caller {
        user_id: user_id.to_owned(),
        client_id: app.client_id.clone(),
        team_id: team_id.to_owned(),
        scopes: app.scopes.clone(),
    };
    Ok(Grant { caller, access_token_lifetime: app.access_token_lifetime })
}

fn users(state: &State) -> Vec<Choice<'_>> {
    let active = state.users.values().filter(|user| user.active);
    active
        .map(|user| Choice {
            id: &user.id,
            label: format!("{} ({})", user.name, user.email),
            selected: user.id == DEFAULT_USER,
        })
        .collect()
}

fn teams<'s>(state: &'s State, selected: &str) -> Vec<Choice<'s>> {
    let ids = state.store.values(TEAMS).filter_map(|team| team.get("id")?.as_str());
    ids.map(|id| Choice { id, label: state.team_name(id).to_owned(), selected: id == selected }).collect()
}

fn is_team(state: &State, id: &str) -> bool {
    state.store.get(TEAMS, id).is_some()
}

fn add_to(target: &mut Url, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        target.query_pairs_mut().append_pair(name, value);
    }
}

fn refused(message: &str) -> ApiError {
    ApiError::oauth(StatusCode::BAD_REQUEST, message)
}
