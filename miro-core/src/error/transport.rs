//! Converts the error of an attempt without a response.

use super::{Error, ErrorKind};
use crate::transport::{BrokenOff, TransportError, TransportErrorKind, Unreachable};

/// Returns the error of an attempt.
pub(crate) fn transport_failure(error: TransportError) -> Error {
    transport_failure_at(None, error)
}

/// Returns the error of an attempt at this host and port.
pub(crate) fn transport_failure_at(address: Option<&str>, error: TransportError) -> Error {
    if let Some(broken_off) = broken_off(&error) {
        let detail = format!("the request was broken off: {broken_off}");
        return Error::new(ErrorKind::InvalidInput, detail).with_source(error);
    }
    let kind = match error.kind() {
        TransportErrorKind::Timeout => ErrorKind::Timeout,
        TransportErrorKind::BodyTooLarge | TransportErrorKind::HeadTooLarge => ErrorKind::UnexpectedResponse,
        TransportErrorKind::Request | TransportErrorKind::ForbiddenAddress => ErrorKind::InvalidInput,
        TransportErrorKind::Connect
        | TransportErrorKind::Refused
        | TransportErrorKind::Interrupted
        | TransportErrorKind::Malformed => ErrorKind::Connection,
    };
    let sentence = error.kind().sentence();
    let detail = match (error.kind(), address, std::error::Error::source(&error)) {
        (TransportErrorKind::Connect, Some(address), _) => {
            format!("no connection to {address} could be made, nothing was sent{}", Unreachable::of(&error))
        }
        (TransportErrorKind::ForbiddenAddress, _, Some(refusal)) => {
            format!("nothing was sent: {refusal}; {sentence}")
        }
        (TransportErrorKind::Malformed, _, Some(cause)) => {
            format!("{sentence}: it is not HTTP, or cannot be decompressed ({})", deepest(cause))
        }
        (_, _, Some(limit)) if kind == ErrorKind::UnexpectedResponse => {
            format!("{sentence}: {}", deepest(limit))
        }
        _ => sentence.to_owned(),
    };
    Error::new(kind, detail).with_source(error)
}

/// Returns the cause that has no cause itself. Those around it only report that something failed.
fn deepest<'a>(error: &'a (dyn std::error::Error + 'static)) -> &'a (dyn std::error::Error + 'static) {
    std::iter::successors(Some(error), |error| error.source()).last().unwrap_or(error)
}

/// Returns the read error of a file that broke off the request. Each transport wraps it in errors of other types.
fn broken_off(error: &TransportError) -> Option<&BrokenOff> {
    let first = std::error::Error::source(error);
    std::iter::successors(first, |error| error.source()).find_map(|error| error.downcast_ref())
}

/// Whether the server certainly did not process the request behind this error.
pub(crate) fn is_not_sent(error: &Error) -> bool {
    cause(error).is_some_and(TransportError::is_not_sent)
}

/// Returns the advice for a connection that could not be made.
pub(super) fn advice_to_connect(error: &Error) -> &'static str {
    cause(error).map_or(Unreachable::Unknown, Unreachable::of).advice()
}

/// Whether the server was reached, and refused the request.
pub(super) fn is_refused(error: &Error) -> bool {
    cause(error).is_some_and(|cause| cause.kind() == TransportErrorKind::Refused)
}

/// Whether a response arrived, but its body was too large.
pub(super) fn is_too_large(error: &Error) -> bool {
    cause(error).is_some_and(|cause| cause.kind() == TransportErrorKind::BodyTooLarge)
}

fn cause(error: &Error) -> Option<&TransportError> {
    std::error::Error::source(error)?.downcast_ref()
}
