//! From a request to its answer: route, token, scopes, credits, operation.

use bytes::Bytes;
use http::request::Parts;

use crate::access::rate_limit::Balance;
use crate::access::{Access, authorization, scim_limits};
use crate::operation::{self, Operation, Parameters};
use crate::scim;
use crate::server::answer::Answer;
use crate::server::call::{self, Call};
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::state::State;

/// Answers a request. Nothing here waits, so that a request takes effect completely or not at all.
pub(crate) fn answer(
    state: &mut State,
    request: &Parts,
    body: &Bytes,
) -> (Answer, Option<&'static Operation>) {
    let query = Query::parse(request.uri.query().unwrap_or_default().as_bytes());
    let content_type = call::content_type(&request.headers);
    let found = operation::find(request.method.as_str(), request.uri.path(), &query, content_type);
    let (operation, parameters) = match found {
        Ok(found) => found,
        Err(error) => return (refusal(request, &error), None),
    };
    let mut balance = None;
    let answer = attempt(state, request, body, query, operation, parameters, &mut balance);
    let mut answer = answer.unwrap_or_else(|error| refusal(request, &error));
    if let Some(balance) = balance {
        balance.announce(&mut answer);
    }
    (answer, Some(operation))
}

fn attempt(
    state: &mut State,
    request: &Parts,
    body: &Bytes,
    query: Query,
    operation: &'static Operation,
    parameters: Parameters,
    balance: &mut Option<Balance>,
) -> Result<Answer, ApiError> {
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
    (operation.handler)(&mut call)
}

/// An error in the form of the API that the path lies in.
fn refusal(request: &Parts, error: &ApiError) -> Answer {
    if scim::serves(request.uri.path()) {
        scim::error::answer(error, &request.headers)
    } else {
        error.to_answer()
    }
}

fn spend(call: &mut Call<'_>) -> Option<Balance> {
    if let Access::Scim = call.operation.access {
        return scim_limits::spend(call);
    }
    let caller = call.caller.as_ref()?;
    let credits = call.operation.level.credits() * call.operation.units.map_or(1, |units| units(call));
    let now = call.state.clock.now();
    Some(call.state.budgets.spend(&caller.user_id, &caller.client_id, credits, now))
}
