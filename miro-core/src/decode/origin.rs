//! The response that is being decoded, for errors deep inside it: serde passes no context to inner types.

use std::cell::RefCell;
use std::sync::Arc;

use http::{HeaderValue, StatusCode};

use crate::error::{Error, ErrorKind};
use crate::json::memory;
use crate::operation::Operation;
use crate::sent::Sent;

/// Longer ids would make every error of a page just as long.
const MAX_REQUEST_ID_CHARS: usize = 200;

/// Returns the id in a header that names a request.
pub(crate) fn request_id(header: &HeaderValue) -> Option<String> {
    header.to_str().ok().map(|id| id.chars().take(MAX_REQUEST_ID_CHARS).collect())
}

/// The origin of a body, which its errors report.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    /// Empty if the response has none.
    pub(crate) content_type: &'a str,
    pub(crate) request_id: Option<&'a HeaderValue>,
    pub(crate) body: &'a [u8],
    /// The request, whose secrets are removed from errors about this response.
    pub(crate) sent: Option<&'a Arc<Sent>>,
}

impl Origin<'_> {
    /// Returns an error about this response.
    pub(crate) fn error(&self, kind: ErrorKind, detail: String) -> Error {
        Error::new(kind, detail)
            .with_operation(self.operation)
            .with_status(self.status)
            .with_request_id(self.request_id.and_then(request_id))
    }

    /// Removes the secrets of the request from an error.
    pub(crate) fn redact(&self, error: Error) -> Error {
        match self.sent {
            Some(sent) => sent.redact(error),
            None => error,
        }
    }

    /// Describes a body that cannot be read.
    pub(crate) fn description(&self) -> String {
        if self.body.is_empty() {
            return "an empty body".to_owned();
        }
        let length = self.body.len();
        match self.content_type.split(';').next().unwrap_or_default().trim() {
            "" => format!("{length} bytes without a content type"),
            media_type => format!("{media_type} of {length} bytes"),
        }
    }

    /// Sets this response as the one that errors about elements report, and limits the memory that decoding may
    /// take, until the guard is dropped.
    #[must_use]
    pub(crate) fn enter(&self) -> Entered {
        let current = Current {
            operation: self.operation,
            status: self.status,
            request_id: self.request_id.cloned(),
            sent: self.sent.cloned(),
        };
        Entered { before: CURRENT.replace(Some(current)), _within: memory::within(self.body) }
    }
}

/// The facts about the response that an error about an element reports.
struct Current {
    operation: &'static Operation,
    status: StatusCode,
    request_id: Option<HeaderValue>,
    sent: Option<Arc<Sent>>,
}

thread_local! {
    /// Decoding never waits, so it stays on its thread.
    static CURRENT: RefCell<Option<Current>> = const { RefCell::new(None) };
}

/// Restores the previous response on drop, even if a decoder panics.
pub(crate) struct Entered {
    before: Option<Current>,
    _within: memory::Within,
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
    }
}

/// Adds the facts about the response that is being decoded to an error, if there is one.
pub(super) fn with_origin(error: Error) -> Error {
    CURRENT.with_borrow(|current| match current {
        None => error,
        Some(Current { operation, status, request_id, sent }) => {
            let error = error
                .with_operation(operation)
                .with_status(*status)
                .with_request_id(request_id.as_ref().and_then(self::request_id));
            match sent {
                Some(sent) => sent.redact(error),
                None => error,
            }
        }
    })
}
