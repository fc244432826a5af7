use std::time::Duration;

use futures_util::FutureExt as _;
use http::{HeaderMap, header};

use super::{Context, Step};
use crate::error::{Error, ErrorKind};
use crate::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind, Unreachable};
use crate::upload::BrokenOff;

/// As many as hyper takes of HTTP/1.1 by itself, so that it is the same with every transport. Miro sends about 30.
const MOST_HEADERS: usize = 100;

/// Names and values together, in bytes.
const LARGEST_HEAD: usize = 64 << 10;

/// Sends one try and waits for all of its answer, so that an answer that breaks off counts as a failed try.
// Boxes of up to a kilobyte cost little: allocators keep them at hand. So there are several, and no large one.
pub(super) fn send<'a>(
    transport: &'a dyn Transport,
    mut request: http::Request<Body>,
    context: &'a Context,
    time_left: Duration,
) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
    // As late as this, since each try before copies the headers.
    let headers = request.headers_mut();
    headers.entry(header::ACCEPT).or_insert_with(|| context.accept());
    headers.entry(header::USER_AGENT).or_insert_with(|| context.user_agent.clone());
    context.last_sent.is(&request);
    context.progress.is_at(Step::Sent);
    let answer = transport.send(request);
    let exchange = async move {
        let (head, body) = answer.await?.into_parts();
        check_head(&head.headers)?;
        let body = body.collect(context.largest_answer).await?;
        Ok(http::Response::from_parts(head, Body::from(body)))
    };
    let in_time = tokio::time::timeout(time_left, exchange);
    Box::pin(in_time.map(|answer| match answer {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(failure_at(context.last_sent.address().as_deref(), error)),
        Err(_) => Err(late(context.timeout)),
    }))
}

/// The error of an attempt that takes longer than it may.
pub(crate) fn late(timeout: Duration) -> Error {
    let detail = format!("no complete answer came within {} s", timeout.as_secs_f64());
    Error::new(ErrorKind::Timeout, detail)
}

fn check_head(headers: &HeaderMap) -> Result<(), TransportError> {
    let too_large = |limit| Err(TransportError::new(TransportErrorKind::HeadTooLarge, limit));
    if headers.len() > MOST_HEADERS {
        return too_large(format!("more than {MOST_HEADERS} headers"));
    }
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > LARGEST_HEAD {
        return too_large(format!("more than {LARGEST_HEAD} bytes of headers"));
    }
    Ok(())
}

pub(crate) fn failure(error: TransportError) -> Error {
    failure_at(None, error)
}

/// The error of an attempt at this host and port.
fn failure_at(address: Option<&str>, error: TransportError) -> Error {
    if let Some(broken_off) = broken_off(&error) {
        let detail = format!("the request was broken off: {broken_off}");
        return Error::new(ErrorKind::InvalidInput, detail).with_source(error);
    }
    let kind = match error.kind() {
        TransportErrorKind::Timeout => ErrorKind::Timeout,
        TransportErrorKind::BodyTooLarge | TransportErrorKind::HeadTooLarge => ErrorKind::UnexpectedAnswer,
        TransportErrorKind::Request | TransportErrorKind::ForbiddenAddress => ErrorKind::InvalidInput,
        TransportErrorKind::Connect | TransportErrorKind::Refused | TransportErrorKind::Interrupted => {
            ErrorKind::Connection
        }
    };
    let sentence = error.kind().sentence();
    let detail = match (error.kind(), address, std::error::Error::source(&error)) {
        (TransportErrorKind::Connect, Some(address), _) => {
            format!("no connection to {address} could be made, nothing was sent{}", Unreachable::of(&error))
        }
        (TransportErrorKind::ForbiddenAddress, _, Some(refusal)) => {
            format!("nothing was sent: {refusal}; {sentence}")
        }
        (_, _, Some(limit)) if kind == ErrorKind::UnexpectedAnswer => format!("{sentence}: {limit}"),
        _ => sentence.to_owned(),
    };
    Error::new(kind, detail).with_source(error)
}

/// A file that cannot be read to its end breaks the request off. Each transport has its own words for that, and its own
/// errors around the cause.
fn broken_off(error: &TransportError) -> Option<&BrokenOff> {
    let first = std::error::Error::source(error);
    std::iter::successors(first, |error| error.source()).find_map(|error| error.downcast_ref())
}

/// Whether the server surely did nothing about the request behind this error.
pub(crate) fn is_not_sent(error: &Error) -> bool {
    cause(error).is_some_and(TransportError::is_not_sent)
}

/// What to do where no connection could be made.
pub(crate) fn advice_to_connect(error: &Error) -> &'static str {
    cause(error).map_or(Unreachable::Unknown, Unreachable::of).advice()
}

/// Whether the server was there, and refused the request.
pub(crate) fn is_refused(error: &Error) -> bool {
    cause(error).is_some_and(|cause| cause.kind() == TransportErrorKind::Refused)
}

/// Whether the answer behind this error was there, but its body too large.
pub(crate) fn is_too_large(error: &Error) -> bool {
    cause(error).is_some_and(|cause| cause.kind() == TransportErrorKind::BodyTooLarge)
}

fn cause(error: &Error) -> Option<&TransportError> {
    std::error::Error::source(error)?.downcast_ref()
}
