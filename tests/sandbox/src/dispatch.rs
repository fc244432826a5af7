//! From a request to its answer: route, token, scopes, credits, operation.

use std::time::SystemTime;

use bytes::Bytes;
use http::request::Parts;

use crate::answer::Answer;
use crate::authorization::{self, Caller};
use crate::call::Call;
use crate::error::ApiError;
use crate::items::bulk;
use crate::operations::{self, Operation};
use crate::query::Query;
use crate::rate_limit::Balance;
use crate::state::State;

/// Answers a request. Nothing here waits, so that a request takes effect completely or not at all.
pub(crate) fn answer(state: &mut State, request: &Parts, body: &Bytes) -> Answer {
    let mut balance = None;
    let mut answer = attempt(state, request, body, &mut balance).unwrap_or_else(|error| error.to_answer());
    if let Some(balance) = balance {
        balance.announce(&mut answer);
    }
    answer
}

fn attempt(
    state: &mut State,
    request: &Parts,
    body: &Bytes,
    balance: &mut Option<Balance>,
) -> Result<Answer, ApiError> {
    let query = Query::parse(request.uri.query().unwrap_or_default().as_bytes());
    let raw_path = request.uri.path();
    let (operation, parameters) = operations::find(request.method.as_str(), raw_path, &query)?;
    let mut caller = None;
    if let Some(scopes) = operation.scopes {
        let identified = authorization::identify(state, &request.headers)?;
        let spent = spend(state, operation, &identified, body);
        *balance = Some(spent);
        if !spent.sufficient {
            return Err(ApiError::too_many_requests());
        }
        authorization::permit(&identified, operation.id, scopes)?;
        caller = Some(identified);
    }
    let headers = &request.headers;
    let mut call = Call { state, operation, parameters, raw_path, query, headers, body, caller };
    (operation.handler)(&mut call)
}

fn spend(state: &mut State, operation: &Operation, caller: &Caller, body: &Bytes) -> Balance {
    let units = if operation.per_item { bulk::items_in(body) } else { 1 };
    let credits = operation.level.credits() * units;
    state.budgets.spend(&caller.user_id, &caller.client_id, credits, SystemTime::now())
}
