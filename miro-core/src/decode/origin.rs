//! The response that is being decoded, for errors deep inside of it: serde hands nothing down.

use std::cell::RefCell;
use std::sync::Arc;

use http::{HeaderValue, StatusCode};

use crate::error::{Error, ErrorKind};
use crate::json::memory;
use crate::operation::Operation;
use crate::sent::Sent;

/// Longer ids would make every error of a page as long.
const LONGEST_REQUEST_ID: usize = 200;

/// The id in a header that names a request.
pub(crate) fn request_id(header: &HeaderValue) -> Option<String> {
    header.to_str().ok().map(|id| id.chars().take(LONGEST_REQUEST_ID).collect())
}

/// Where a body comes from: what its errors report.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    /// Empty if the response has none.
    pub(crate) content_type: &'a str,
    pub(crate) request_id: Option<&'a HeaderValue>,
    pub(crate) body: &'a [u8],
    /// The request, whose secrets no error about this repeats.
    pub(crate) sent: Option<&'a Arc<Sent>>,
}

impl Origin<'_> {
    /// An error about this response.
    pub(crate) fn error(&self, kind: ErrorKind, detail: String) -> Error {
        Error::new(kind, detail)
            .with_operation(self.operation)
            .with_status(self.status)
            .with_request_id(self.request_id.and_then(request_id))
    }

    /// An error without the secrets of the request.
    pub(crate) fn redact(&self, error: Error) -> Error {
        match self.sent {
            Some(sent) => sent.redact(error),
            None => error,
        }
    }

    /// Describes the body in words, for responses that cannot be read.
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

    /// Lets errors about elements name this response, and limits what is decoded to the memory that it may take, until the
    /// guard is dropped.
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

/// What an error about an element reports of its response.
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

/// Puts back what was there before, even if a decoder panics.
pub(crate) struct Entered {
    before: Option<Current>,
    _within: memory::Within,
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
    }
}

/// The error with what is known of the response that is being decoded, if there is one.
pub(super) fn told(error: Error) -> Error {
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
