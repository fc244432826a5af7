use std::error::Error;

use crate::transport::{ForbiddenAddress, TransportError, TransportErrorKind};

/// Converts an error that occurred before the head of the response arrived.
pub(super) fn of_head(error: reqwest::Error) -> TransportError {
    if let Some(refusal) = causes(&error).find_map(|cause| cause.downcast_ref::<ForbiddenAddress>()) {
        return TransportError::new(TransportErrorKind::ForbiddenAddress, refusal.clone());
    }
    let kind = if is_head_too_large(&error) {
        TransportErrorKind::HeadTooLarge
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if is_refused(&error) {
        TransportErrorKind::Refused
    } else {
        broken(&error)
    };
    without_url(kind, error)
}

/// Converts an error of a body. The head has arrived, so the server has seen the request, whatever the error is.
pub(super) fn of_body(error: reqwest::Error) -> TransportError {
    without_url(broken(&error), error)
}

fn broken(error: &reqwest::Error) -> TransportErrorKind {
    if is_timeout(error) {
        TransportErrorKind::Timeout
    } else if is_malformed(error) {
        TransportErrorKind::Malformed
    } else {
        TransportErrorKind::Interrupted
    }
}

/// Whether the response is malformed, rather than cut off by the end of the connection.
fn is_malformed(error: &reqwest::Error) -> bool {
    let mut is_cut = false;
    let mut is_malformed = false;
    for cause in causes(error) {
        if let Some(cause) = cause.downcast_ref::<hyper::Error>() {
            is_cut |= cause.is_incomplete_message() || cause.is_closed() || cause.is_canceled();
            is_malformed |= cause.is_parse();
        }
        if let Some(cause) = cause.downcast_ref::<std::io::Error>() {
            is_cut |= cause.kind() == std::io::ErrorKind::UnexpectedEof;
            is_malformed |=
                matches!(cause.kind(), std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput);
        }
    }
    is_malformed && !is_cut
}

/// Whether reqwest's own timeout for a response has passed. A ping without a pong is a timeout to hyper as well,
/// but that ends the connection.
pub(super) fn is_timeout(error: &reqwest::Error) -> bool {
    let is_ended = |cause: &(dyn Error + 'static)| {
        cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_timeout)
    };
    error.is_timeout() && !error.is_connect() && !causes(error).any(is_ended)
}

/// Removes the URL from the message: its query may be a user's search, and its path has ids.
fn without_url(kind: TransportErrorKind, error: reqwest::Error) -> TransportError {
    TransportError::new(kind, error.without_url())
}

/// hyper reports this only as text: the method for it exists for servers only.
fn is_head_too_large(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| cause.to_string() == "message head is too large")
}

/// Whether the server certainly did not process the request.
fn is_refused(error: &reqwest::Error) -> bool {
    for cause in causes(error) {
        if let Some(error) = cause.downcast_ref::<h2::Error>() {
            return is_refused_stream(error);
        }
        match cause.downcast_ref::<hyper::Error>() {
            // The causes below explain why the request's body broke off, perhaps by the response of another
            // server.
            Some(error) if error.is_user() => return false,
            // The connection closed before any of the request was written.
            Some(error) if error.is_canceled() || error.is_closed() => return true,
            _ => {}
        }
    }
    false
}

/// Whether the stream was refused by RFC 9113, section 8.7. h2 reports a GOAWAY to the streams that the frame
/// excludes and to those that were not opened; the others continue.
fn is_refused_stream(error: &h2::Error) -> bool {
    let is_left_out = error.is_go_away();
    let is_reset = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
    error.is_remote() && (is_left_out || is_reset)
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}
