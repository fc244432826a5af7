//! The sandbox's own API, for tests in other languages and for people: faults, requests, credits, the clock,
//! tokens.
//!
//! It lies under `/_sandbox/`, speaks JSON, needs no token and costs nothing. Its requests have no faults and are
//! not recorded. Durations are text such as `20ms`, `1m30s` or `-5m`. An invalid request gets a 400 in Miro's
//! envelope.
//!
//! | Request | What it does |
//! |---|---|
//! | `GET /_sandbox/faults` | lists the active rules, each with its `id` and how often it `happened` |
//! | `POST /_sandbox/faults` | adds a rule (see below) and returns its `id` |
//! | `DELETE /_sandbox/faults`, `DELETE /_sandbox/faults/{id}` | removes all rules, or one |
//! | `GET /_sandbox/requests?since=N` | the recorded requests from this number on, and the `next` number |
//! | `DELETE /_sandbox/requests` | forgets them |
//! | `GET /_sandbox/budgets` | `limit`, `window`, `enforced`, and the `budgets` of all users that made a request |
//! | `PUT /_sandbox/budgets` | sets `limit`, `window` or `enforced` |
//! | `PUT /_sandbox/budgets/{user_id}` | sets the `remaining` credits with the default app or that of `client_id` |
//! | `GET /_sandbox/clock` | the sandbox's `now`, and its `offset` from the machine's clock |
//! | `PUT /_sandbox/clock` | sets the `offset` |
//! | `POST /_sandbox/clock/advance` | moves the clock `by` a duration, forwards or backwards |
//! | `POST /_sandbox/tokens` | issues an access token: `user_id`, `team_id`, `client_id` and `scopes`, all optional |
//! | `GET /_sandbox/apps`, `GET /_sandbox/users` | lists the apps, or the users |
//! | `GET /_sandbox/state` | the whole state, tokens included, as a seed |
//! | `PUT /_sandbox/state` | applies a seed: a dump of [`Sandbox::dump`](crate::Sandbox::dump), users, requests |
//!
//! A rule is `{"fault": {"kind": ...}}` with optional restrictions: `method`, `path` (a prefix), `operation`
//! (Miro's operationId), `times`, `every`, `probability`, `seed`, and `in_turn` (see
//! [`FaultRule::in_turn`](crate::FaultRule::in_turn)). The kinds, with required and optional properties:
//!
//! | Kind | Required | Optional |
//! |---|---|---|
//! | `status`: an error in Miro's envelope | `status` | `after_effect` |
//! | `html`: an error page of a gateway | `status` | `after_effect` |
//! | `answer`: any response | `status` | `headers`, `body`, `after_effect` |
//! | `rate_limited`: 429 | | `hint`: `{"after": 3}`, `{"at": "3s"}`, `{"reset": "3s"}`, `{"reset_at": 1700000000}` |
//! | `reset`: the connection is reset | | `after_effect` |
//! | `half_body`: the response breaks off | | |
//! | `latency`: the request is delayed | `time`: see [`Latency`](crate::Latency) | |
//! | `slow_body`: the response arrives in pieces | `bytes`, `every` | |
//! | `expire_token`: the token expires before it is checked | | |
//! | `wrong_clock`: the response's clock is fast | `offset` | |
//! | `one_of`: one of several at random | `faults` | |
//!
//! ```json
//! {"method": "GET", "path": "/v2/boards", "times": 3, "probability": 0.05, "seed": 7,
//!  "fault": {"kind": "status", "status": 503}}
//! ```
//!
//! Web pages in a browser on the same machine must not reach this API. So, like all of the sandbox, it serves only
//! requests whose `Host` is a loopback address or `localhost`, which rejects names bound to 127.0.0.1 to bypass
//! the browser's same-origin policy (DNS rebinding). It also accepts bodies only as `application/json`, which
//! browsers do not send across origins without a preflight request.

mod budgets;
mod clock;
mod directory;
mod faults;
mod json;
mod requests;
mod state;
mod tokens;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, delete, get, post, put};
use http::{Method, Uri};

use crate::server::Server;
use crate::server::changes::Change;
use crate::server::error::ApiError;

/// The routes of the API, with their guard.
pub(crate) fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/_sandbox/faults", get(faults::list).post(faults::add).delete(faults::clear))
        .route("/_sandbox/faults/{id}", delete(faults::remove))
        .route("/_sandbox/requests", get(requests::list).delete(requests::clear))
        .route("/_sandbox/budgets", get(budgets::get).put(budgets::update))
        .route("/_sandbox/budgets/{user_id}", put(budgets::update_of_user))
        .route("/_sandbox/clock", get(clock::get).put(clock::set))
        .route("/_sandbox/clock/advance", post(clock::advance))
        .route("/_sandbox/tokens", post(tokens::issue))
        // A dump can hold a million items and exceed the default limit of request bodies.
        .route("/_sandbox/state", get(state::dump).put(state::apply).layer(DefaultBodyLimit::disable()))
        .route("/_sandbox/apps", get(directory::apps))
        .route("/_sandbox/users", get(directory::users))
        .route("/_sandbox/{*rest}", any(unknown))
        .method_not_allowed_fallback(wrong_method)
        .route_layer(from_fn_with_state(Arc::clone(&server), announced))
        .with_state(server)
}

/// Notifies open pages of any change.
async fn announced(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let reads = request.method().is_safe();
    let response = next.run(request).await;
    if !reads {
        server.changes.send(|| Change::Everything);
    }
    response
}

async fn unknown(method: Method, uri: Uri) -> ApiError {
    ApiError::no_endpoint(method.as_str(), uri.path())
}

async fn wrong_method(method: Method) -> ApiError {
    ApiError::method_not_supported(method.as_str())
}
