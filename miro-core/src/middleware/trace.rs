use std::sync::atomic::Ordering;

use tracing::{Instrument, Level, field, span};

use super::{Middleware, Next};
use crate::error::Error;
use crate::transport::{Body, BoxFuture};

/// Opens a span around every call, including all of its attempts.
///
/// It contains only data of the declaration: ids, queries, bodies and tokens belong to the user, and are left out.
#[derive(Debug)]
pub(super) struct Trace;

impl Middleware for Trace {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        let operation = next.operation();
        let span = span!(
            Level::DEBUG,
            "miro.call",
            operation = operation.id(),
            method = request.method().as_str(),
            path = operation.path(),
            credits = next.credits(),
            attempt = field::Empty,
            status = field::Empty,
            error = field::Empty,
        );
        let response = next.run(request);
        if span.is_disabled() {
            return response;
        }
        let context = next.context();
        Box::pin(
            async move {
                let result = response.await;
                let span = tracing::Span::current();
                span.record("attempt", context.attempts.load(Ordering::Relaxed));
                match &result {
                    Ok(response) => span.record("status", response.status().as_u16()),
                    Err(error) => span.record("error", field::debug(error.kind())),
                };
                result
            }
            .instrument(span),
        )
    }
}
