use std::time::Duration;

use crate::error::{Error, ErrorKind};
use crate::transport::{Body, Transport, TransportError, TransportErrorKind};
use crate::upload::BrokenOff;

/// Sends one try and waits for all of its answer, so that an answer that breaks off counts as a failed try.
pub(super) async fn send(
    transport: &dyn Transport,
    request: http::Request<Body>,
    timeout: Duration,
    largest_answer: usize,
) -> Result<http::Response<Body>, Error> {
    let exchange = async {
        let (head, body) = transport.send(request).await?.into_parts();
        let body = body.collect(largest_answer).await?;
        Ok(http::Response::from_parts(head, Body::from(body)))
    };
    match tokio::time::timeout(timeout, exchange).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(failure(error)),
        Err(_) => Err(Error::new(
            ErrorKind::Timeout,
            format!("no complete answer came within {} s", timeout.as_secs_f64()),
        )),
    }
}

pub(crate) fn failure(error: TransportError) -> Error {
    if let Some(broken_off) = broken_off(&error) {
        let detail = format!("the request was broken off: {broken_off}");
        return Error::new(ErrorKind::InvalidInput, detail).with_source(error);
    }
    let kind = match error.kind() {
        TransportErrorKind::Timeout => ErrorKind::Timeout,
        TransportErrorKind::BodyTooLarge => ErrorKind::UnexpectedAnswer,
        TransportErrorKind::Request => ErrorKind::InvalidInput,
        TransportErrorKind::Connect | TransportErrorKind::Interrupted => ErrorKind::Connection,
    };
    Error::new(kind, error.to_string()).with_source(error)
}

/// A file that cannot be read to its end breaks the request off. Each transport has its own words for that, and its own
/// errors around the cause.
fn broken_off(error: &TransportError) -> Option<&BrokenOff> {
    let first = std::error::Error::source(error);
    std::iter::successors(first, |error| error.source()).find_map(|error| error.downcast_ref())
}

/// Whether the server surely did not see the request behind this error.
pub(crate) fn is_not_sent(error: &Error) -> bool {
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref::<TransportError>());
    source.is_some_and(TransportError::is_not_sent)
}
