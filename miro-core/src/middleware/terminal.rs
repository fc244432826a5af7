use std::time::Duration;

use crate::error::{Error, ErrorKind};
use crate::transport::{Body, Transport, TransportError, TransportErrorKind};

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
    let kind = match error.kind() {
        TransportErrorKind::Timeout => ErrorKind::Timeout,
        TransportErrorKind::BodyTooLarge => ErrorKind::UnexpectedAnswer,
        TransportErrorKind::Request => ErrorKind::InvalidInput,
        TransportErrorKind::Connect | TransportErrorKind::Interrupted => ErrorKind::Connection,
    };
    Error::new(kind, error.to_string()).with_source(error)
}

/// Whether the server surely did not see the request behind this error.
pub(crate) fn is_not_sent(error: &Error) -> bool {
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref::<TransportError>());
    source.is_some_and(TransportError::is_not_sent)
}
