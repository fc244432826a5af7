//! Handling of requests: route, token, scopes, credits, operation.

use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;
use serde_json::json;

use crate::access::rate_limit::Balance;
use crate::access::{Access, authorization, scim_limits};
use crate::logs;
use crate::metrics;
use crate::oauth::token;
use crate::operation::{self, Operation, Parameters};
use crate::scim;
use crate::server::call::{self, Call};
use crate::server::error::ApiError;
use crate::server::links;
use crate::server::query::Query;
use crate::server::quirks;
use crate::server::response::Response;
use crate::state::{DEFAULT_USER, State};
use crate::validation::messages;

/// The operation of a request, found by method, path and query.
#[derive(Debug)]
pub(crate) struct Route {
    query: Query,
    found: Result<(&'static Operation, Parameters), ApiError>,
}

impl Route {
    pub(crate) fn of(request: &Parts) -> Self {
        let query = Query::parse(request.uri.query().unwrap_or_default().as_bytes());
        let content_type = call::content_type(&request.headers);
        let found = operation::find(request.method.as_str(), request.uri.path(), &query, content_type);
        Self { query, found }
    }

    pub(crate) fn operation(&self) -> Option<&'static Operation> {
        self.found.as_ref().ok().map(|(operation, _)| *operation)
    }

    /// Returns warnings about discouraged use.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let is_exchange = self.operation().is_some_and(|operation| operation.id == token::OPERATION);
        if is_exchange { token::warning(&self.query).into_iter().collect() } else { Vec::new() }
    }

    /// Returns a decoded path parameter, if the path has it.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, parameters) = self.found.as_ref().ok()?;
        parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Handles a request and returns the response with the credits spent. It never awaits, so a request takes effect
/// completely or not at all.
pub(crate) fn respond(state: &mut State, request: &Parts, body: &Bytes, route: Route) -> (Response, u64) {
    let (mut balance, operation) = (None, route.operation());
    let response = match route.found {
        Ok((operation, parameters)) => {
            attempt(state, request, body, route.query, operation, parameters, &mut balance)
        }
        Err(error) => {
            balance = unspent(state, &request.headers);
            Err(error)
        }
    };
    let mut response = response.unwrap_or_else(|error| refusal(request, &error));
    if let Some(operation) = operation {
        quirks::apply(state.settings.quirks, operation, &mut response);
    }
    // Downloads are sent unchanged.
    if call::is_json(&response.headers)
        && let Some(host) = links::host(&request.headers)
    {
        links::lead_to(host, &mut response);
    }
    if let Some(balance) = balance {
        balance.announce(&mut response);
    }
    (response, balance.map_or(0, |balance| balance.spent))
}

fn attempt(
    state: &mut State,
    request: &Parts,
    body: &Bytes,
    query: Query,
    operation: &'static Operation,
    parameters: Parameters,
    balance: &mut Option<Balance>,
) -> Result<Response, ApiError> {
    let headers = &request.headers;
    let caller = authorization::identify(state, operation.access, headers)?;
    let raw_path = request.uri.path();
    let mut call = Call { state, operation, parameters, raw_path, query, headers, body, caller };
    if let Some(spent) = spend(&mut call) {
        *balance = Some(spent);
        if !spent.sufficient {
            return Err(ApiError::too_many_requests());
        }
    }
    authorization::permit(&call)?;
    refuse_empty_change(&call)?;
    let response = (operation.handler)(&mut call)?;
    if response.status.is_success() {
        metrics::record(&mut call);
        logs::record(&mut call, &response);
    }
    Ok(response)
}

/// Rejects changes without any field, as Miro does for boards and their content.
fn refuse_empty_change(call: &Call<'_>) -> Result<(), ApiError> {
    let is_change = call.operation.method == "PATCH" && call.operation.path.starts_with("/v2/boards/");
    if is_change && call::is_json(call.headers) && call.json()? == json!({}) {
        return Err(ApiError::invalid("", messages::EMPTY_CHANGE));
    }
    Ok(())
}

/// Converts an error to a response in the form of the path's API.
fn refusal(request: &Parts, error: &ApiError) -> Response {
    if scim::serves(request.uri.path()) {
        scim::error::response(error, &request.headers)
    } else {
        error.to_response()
    }
}

fn spend(call: &mut Call<'_>) -> Option<Balance> {
    if let Access::Scim = call.operation.access {
        return scim_limits::spend(call);
    }
    let credits = call.operation.level.credits() * call.operation.units.map_or(1, |units| units(call));
    let now = call.state.clock.now();
    let (user_id, client_id) = match (&call.caller, call.operation.access) {
        (Some(caller), _) => (caller.user_id.as_str(), caller.client_id.as_str()),
        // The token belongs to no user; the app's developer pays.
        (None, Access::AppManagement) => (DEFAULT_USER, call.state.settings.default_app().client_id.as_str()),
        (None, _) => return None,
    };
    Some(call.state.budgets.spend(user_id, client_id, credits, now))
}

/// Returns the unchanged credits of the token's owner, for requests without an operation, which are free.
fn unspent(state: &mut State, headers: &HeaderMap) -> Option<Balance> {
    let caller = authorization::owner(state, headers)?.clone();
    let now = state.clock.now();
    Some(state.budgets.spend(&caller.user_id, &caller.client_id, 0, now))
}
