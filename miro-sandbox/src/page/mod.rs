//! The page at `/`: boards as pictures, requests and credits, live. It shows people what their program does to the
//! sandbox, so it needs no token, but is served only under this machine's names.
//!
//! The page is plain HTML, CSS and JavaScript, compiled in: no build step, no external resources.

mod assets;
mod changes;
mod files;
mod overview;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use http::{HeaderName, HeaderValue};

use crate::server::Server;

/// Allows only resources of the sandbox, no inline scripts or styles, and no embedding in a frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The routes of the page. They are not API operations: they are not recorded and cost no credits.
pub(crate) fn router() -> Router<Arc<Server>> {
    Router::new()
        .route("/", get(assets::index))
        .route("/favicon.ico", get(assets::icon))
        .route("/_sandbox/page/assets/{name}", get(assets::named))
        .route("/_sandbox/page/boards", get(overview::boards))
        .route("/_sandbox/page/boards/{file}", get(overview::picture))
        .route("/_sandbox/page/boards/{board_id}/files/{id}", get(files::picture))
        .route("/_sandbox/page/requests", get(overview::requests))
        .route("/_sandbox/page/credits", get(overview::credits))
        .route("/_sandbox/page/events", get(changes::stream))
        .route_layer(middleware::from_fn(secured))
}

async fn secured(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        // Pictures of boards have a stricter policy.
        response
            .headers_mut()
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
