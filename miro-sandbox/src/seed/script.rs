//! The requests of a seed, which are handled like all requests.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, Request};
use serde::Deserialize;
use serde_json::Value;

use super::SeedError;
use super::placeholder::Saved;
use crate::access::Access;
use crate::access::authorization::{ALL_SCOPES, Caller};
use crate::operation;
use crate::server::dispatch::{self, Route};
use crate::server::query::Query;
use crate::state::{DEFAULT_TEAM, DEFAULT_USER, State};

const JSON: &str = "application/json";

/// A request, or several alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// The method, a space, and the path with its query.
    request: String,
    /// The e-mail address or id of a user.
    #[serde(rename = "as")]
    user: Option<String>,
    body: Option<Value>,
    save: Option<String>,
    #[serde(default = "once")]
    times: u64,
}

fn once() -> u64 {
    1
}

/// Sends the requests in order, until one of them fails.
pub(crate) fn run(state: &mut State, steps: &[Step]) -> Result<(), SeedError> {
    let budgets = state.suspend_budgets();
    let mut saved = Saved::default();
    let outcome = steps.iter().enumerate().try_for_each(|(index, step)| {
        (1..=step.times).try_for_each(|number| {
            saved.set_number(number);
            step.run(state, &mut saved)
                .map_err(|message| SeedError(format!("request {} ({}): {message}", index + 1, step.request)))
        })
    });
    state.budgets = budgets;
    outcome
}

impl Step {
    fn run(&self, state: &mut State, saved: &mut Saved) -> Result<(), String> {
        let (method, target) =
            self.request.split_once(' ').ok_or("a method, a space and a path are expected")?;
        let target = saved.in_target(target.trim())?;
        let body = match &self.body {
            Some(body) => Bytes::from(saved.in_body(body)?.to_string()),
            None => Bytes::new(),
        };
        let user_id = self.user_id(state)?;
        let request = Request::builder().method(method).uri(&target);
        let (mut parts, ()) = request.body(()).map_err(|error| error.to_string())?.into_parts();
        if self.body.is_some() {
            parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        }
        let token = authorize(state, &mut parts, user_id);
        let (response, _) = dispatch::respond(state, &parts, &body, Route::of(&parts));
        if let Some(token) = token {
            state.grants.revoke(&token);
        }
        if !response.status.is_success() {
            return Err(format!("{} {}", response.status, String::from_utf8_lossy(&response.body)));
        }
        if let Some(name) = &self.save {
            saved.save(name, serde_json::from_slice(&response.body).map_err(|error| error.to_string())?);
        }
        Ok(())
    }

    fn user_id(&self, state: &State) -> Result<String, String> {
        let Some(name) = &self.user else { return Ok(DEFAULT_USER.to_owned()) };
        let user = state.users.values().find(|user| user.email == *name || user.id == *name);
        user.map(|user| user.id.clone()).ok_or_else(|| format!("there is no user {name}"))
    }
}

/// Adds the token that the operation requires. Returns the token if it was issued here and must be revoked.
fn authorize(state: &mut State, parts: &mut Parts, user_id: String) -> Option<String> {
    let query = Query::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let (operation, _) = operation::find(parts.method.as_str(), parts.uri.path(), &query, JSON).ok()?;
    let (token, issued) = match operation.access {
        Access::Open => return None,
        Access::Scim => (state.settings.scim_token.clone(), false),
        Access::AppManagement => (state.settings.app_management_token.clone(), false),
        Access::User(_) | Access::CompanyAdmin(_) => {
            let caller = Caller {
                user_id,
                client_id: state.settings.default_app().client_id.clone(),
                team_id: DEFAULT_TEAM.to_owned(),
                scopes: ALL_SCOPES.iter().map(|scope| (*scope).to_owned()).collect(),
            };
            let State { grants, identifiers, .. } = state;
            (grants.issue_for_good(identifiers, caller), true)
        }
    };
    let header = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
    parts.headers.insert(AUTHORIZATION, header);
    issued.then_some(token)
}
