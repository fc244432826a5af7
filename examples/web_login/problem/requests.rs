//! Requests that reach no handler, or that a handler does not finish.

use std::panic::AssertUnwindSafe;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;

use super::Problem;

pub(crate) async fn no_such_page() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "There is no such page", "The address may be mistyped.")
}

pub(crate) async fn wrong_method() -> Problem {
    let text = "This address takes another kind of request. Nothing was done.";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "This cannot be done here", text)
}

/// Turns a panic in a handler into an error page. Otherwise the connection would be dropped without a response.
pub(crate) async fn catch_panics(request: Request, next: Next) -> Response {
    let result = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    result.unwrap_or_else(|_| {
        tracing::error!("a handler panicked");
        let text = "It is not your fault, and the operator has it in the log. Look at your boards before you try again.";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "This does not work right now", text).into_response()
    })
}

impl Problem {
    pub(crate) fn too_large(bytes: usize) -> Self {
        let text = format!(
            "A form may have {} kB, and a note {} characters. Nothing was done: write less.",
            bytes / 1024,
            crate::boards::MAX_NOTE_CHARS
        );
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "This is too much", text)
    }

    pub(crate) fn too_slow() -> Self {
        let text =
            "Your form did not arrive in time. Nothing was done: check your connection, and send it again.";
        Self::new(StatusCode::REQUEST_TIMEOUT, "This took too long", text)
    }

    pub(crate) fn broken_off() -> Self {
        let text = "Your form arrived only in part. Nothing was done: send it again.";
        Self::new(StatusCode::BAD_REQUEST, "This form is not complete", text)
    }
}
