//! Reads whole requests before they are handled, with limits of time and size.

use std::error::Error as _;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;

use super::slots::Slot;
use crate::app::App;
use crate::problem::Problem;

/// The maximum size of a form, in bytes: a note and the other fields.
const MAX_FORM_BYTES: usize = 16 * 1024;

pub(crate) async fn read_body(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(app.limits.body, to_bytes(body, MAX_FORM_BYTES)).await;
    let problem = match read {
        Ok(Ok(body)) => {
            let slot = parts.extensions.get::<Arc<Slot>>().cloned();
            let _active = slot.as_ref().map(Slot::begin_request);
            return next.run(Request::from_parts(parts, Body::from(body))).await;
        }
        Ok(Err(error)) if error.source().is_some_and(|source| source.is::<LengthLimitError>()) => {
            Problem::too_large(MAX_FORM_BYTES)
        }
        Ok(Err(_)) => Problem::broken_off(),
        Err(_) => Problem::too_slow(),
    };
    // The unread part of the body would precede the next request.
    ([(header::CONNECTION, HeaderValue::from_static("close"))], problem).into_response()
}
