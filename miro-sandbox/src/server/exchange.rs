//! A request from its arrival to its response.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::response::Response as HttpResponse;
use bytes::Bytes;
use http::header::DATE;
use http::request::Parts;
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use tokio::time::Instant;

use super::date;
use super::delivery;
use crate::access::authorization;
use crate::fault::{self, Ending, Plan, Target};
use crate::server::Server;
use crate::server::connection::Switch;
use crate::server::dispatch::{self, Route};
use crate::server::events::RequestEvent;
use crate::server::record::RecordedRequest;
use crate::server::response::Response;

pub(super) async fn serve(
    Shared(server): Shared<Arc<Server>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request,
) -> HttpResponse {
    let (parts, body) = request.into_parts();
    // A truncated request has no effect, and the client is gone.
    let Ok(body) = body.collect().await else { return HttpResponse::new(Body::empty()) };
    let body = body.to_bytes();
    let arrival = Instant::now();
    let route = Route::of(&parts);
    let target = Target {
        method: parts.method.as_str(),
        path: parts.uri.path(),
        operation: route.operation().map(|operation| operation.id),
    };
    let plan = server.faults().plan(target);
    let mut event = record(&server, &parts, &body, &route, plan.is_faulty());
    if !plan.delay.is_zero() {
        tokio::time::sleep(plan.delay).await;
    }
    let (response, credits) = respond(&server, &parts, &body, route, &plan);
    let response = response.map(|response| stamped(&server, response, plan.clock_offset));
    event.status = response.as_ref().map_or(0, |response| response.status.as_u16());
    server.record().complete(event.number, |request| {
        request.status = event.status;
        request.request_id =
            response.as_ref().map(|response| response.request_id().to_owned()).unwrap_or_default();
        request.credits = credits;
        request.duration = arrival.elapsed();
    });
    server.publish(event);
    match response {
        Some(response) => delivery::http_response(response, plan.ending == Some(Ending::HalfBody), plan.pace),
        None => {
            switch.reset();
            HttpResponse::new(Body::empty())
        }
    }
}

/// Records a request and returns the event for subscribers.
fn record(server: &Server, parts: &Parts, body: &Bytes, route: &Route, is_faulty: bool) -> RequestEvent {
    let operation = route.operation().map(|operation| operation.id);
    let (time, user_id) = {
        let state = server.state();
        let caller = authorization::owner(&state, &parts.headers);
        (state.clock.now(), caller.map(|caller| caller.user_id.clone()))
    };
    let number = server.record().add(RecordedRequest {
        number: 0,
        time,
        method: parts.method.clone(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.clone(),
        body: body.clone(),
        operation,
        user_id: user_id.clone(),
        faulty: is_faulty,
        request_id: String::new(),
        status: 0,
        warnings: route.warnings(),
        credits: 0,
        duration: Duration::ZERO,
    });
    RequestEvent {
        number,
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        operation,
        status: 0,
        user_id,
        board_id: route.parameter("board_id").map(str::to_owned),
    }
}

/// Returns the response, unless the connection is to be reset, and the credits spent.
fn respond(
    server: &Server,
    parts: &Parts,
    body: &Bytes,
    route: Route,
    plan: &Plan,
) -> (Option<Response>, u64) {
    let state = &mut *server.state();
    if plan.expires_token
        && let Some(token) = authorization::bearer(&parts.headers)
    {
        state.grants.expire(token);
    }
    let takes_effect = plan.ending.as_ref().is_none_or(Ending::takes_effect);
    let (usual, credits) = if takes_effect {
        let (response, credits) = dispatch::respond(state, parts, body, route);
        (Some(response), credits)
    } else {
        (None, 0)
    };
    let response = match &plan.ending {
        None | Some(Ending::HalfBody) => usual,
        Some(Ending::Reset { .. }) => None,
        Some(Ending::Response { status, headers, body, .. }) => {
            Some(fault::injected(*status, headers, body.clone()))
        }
        Some(Ending::RateLimited(hint)) => {
            Some(fault::rate_limited(*hint, state.budgets.limit(), state.clock.now()))
        }
    };
    (response, credits)
}

/// Adds the headers that every response has, by a clock that is fast by this offset.
fn stamped(server: &Server, mut response: Response, clock_offset: SignedDuration) -> Response {
    let state = &mut *server.state();
    if response.request_id().is_empty() {
        response.set_header("X-Request-Id", &state.identifiers.secret());
    }
    if !clock_offset.is_zero() {
        let reset =
            response.headers.get("x-ratelimit-reset").and_then(|reset| reset.to_str().ok()?.parse().ok());
        if let Some(reset) = reset {
            let reset = i64::saturating_add(reset, clock_offset.as_secs());
            response.set_header("X-RateLimit-Reset", &reset.to_string());
        }
        let wrong = state.clock.now().saturating_add(clock_offset).ok().and_then(date);
        wrong.into_iter().for_each(|date| _ = response.headers.insert(DATE, date));
    }
    response
}
