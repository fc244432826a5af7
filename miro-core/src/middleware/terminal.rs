use std::time::Duration;

use futures_util::FutureExt as _;
use http::{HeaderMap, header};

use super::{Context, Step};
use crate::error::{Error, ErrorKind, transport_failure_at};
use crate::response::BrokenOffBody;
use crate::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// The maximum number of headers: hyper's own limit for HTTP/1.1, applied to every transport. Miro sends about 30.
const MAX_HEADERS: usize = 100;

/// The maximum size of all header names and values together, in bytes.
const MAX_HEAD_BYTES: usize = 64 << 10;

/// Twice the time limit for the body of an unsuccessful response.
const ERROR_BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends one attempt and waits for the complete response, so that one that breaks off counts as a failed attempt.
// Boxes of up to a kilobyte cost little, because allocators keep them at hand. So there are several instead of a
// large one.
pub(super) fn send<'a>(
    transport: &'a dyn Transport,
    mut request: http::Request<Body>,
    context: &'a Context,
    time_left: Duration,
) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
    // Set only here, because each earlier attempt copies the headers.
    let headers = request.headers_mut();
    headers.entry(header::ACCEPT).or_insert_with(|| context.accept());
    headers.entry(header::USER_AGENT).or_insert_with(|| context.user_agent.clone());
    context.last_sent.set(&request);
    context.progress.set(Step::Sent);
    let response = transport.send(request);
    let exchange = async move {
        let (head, body) = response.await?.into_parts();
        check_head(&head.headers)?;
        let body = body.collect(context.max_response_bytes);
        if head.status.is_success() {
            return Ok(http::Response::from_parts(head, Body::from(body.await?)));
        }
        // The status alone determines the outcome of the call, whether or not the explanation arrives.
        let mut response = http::Response::from_parts(head, Body::empty());
        match tokio::time::timeout(time_left.min(ERROR_BODY_TIMEOUT) / 2, body).await {
            Ok(Ok(body)) => *response.body_mut() = Body::from(body),
            Ok(Err(error)) if error.kind() == TransportErrorKind::BodyTooLarge => return Err(error),
            Ok(Err(_)) | Err(_) => drop(response.extensions_mut().insert(BrokenOffBody)),
        }
        Ok(response)
    };
    let limited = tokio::time::timeout(time_left, exchange);
    Box::pin(limited.map(|result| match result {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(transport_failure_at(context.last_sent.address().as_deref(), error)),
        Err(_) => Err(timeout_error(context.timeout)),
    }))
}

/// Returns the error of an attempt that exceeds its timeout.
pub(crate) fn timeout_error(timeout: Duration) -> Error {
    let detail = format!("no complete response within {} s", timeout.as_secs_f64());
    Error::new(ErrorKind::Timeout, detail)
}

fn check_head(headers: &HeaderMap) -> Result<(), TransportError> {
    let too_large = |limit| Err(TransportError::new(TransportErrorKind::HeadTooLarge, limit));
    if headers.len() > MAX_HEADERS {
        return too_large(format!("more than {MAX_HEADERS} headers"));
    }
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > MAX_HEAD_BYTES {
        return too_large(format!("more than {MAX_HEAD_BYTES} bytes of headers"));
    }
    Ok(())
}
