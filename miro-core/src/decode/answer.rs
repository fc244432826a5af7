//! The answer that is being decoded, for what is refused deep inside of it: serde hands nothing down.

use std::cell::RefCell;

use http::{HeaderValue, StatusCode};

use crate::error::Error;
use crate::operation::Operation;
use crate::response::{Response, request_id};

/// What an error says of the answer that it is about.
struct Answer {
    operation: &'static Operation,
    status: StatusCode,
    request_id: Option<HeaderValue>,
}

thread_local! {
    /// Decoding never waits, so it stays on its thread.
    static CURRENT: RefCell<Option<Answer>> = const { RefCell::new(None) };
}

/// Decodes, so that errors about elements inside say which answer they are about.
pub(crate) fn of_answer<T>(response: &Response, decode: impl FnOnce() -> T) -> T {
    let answer = Answer {
        operation: response.operation(),
        status: response.status(),
        request_id: response.request_id_header().cloned(),
    };
    let _restored = Restore(CURRENT.replace(Some(answer)));
    decode()
}

/// Puts back what was there before, even if a decoder panics.
struct Restore(Option<Answer>);

impl Drop for Restore {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// The error with what is known of the answer; as it is where none is being decoded.
pub(super) fn told(error: Error) -> Error {
    CURRENT.with_borrow(|answer| match answer {
        None => error,
        Some(answer) => error
            .with_operation(answer.operation)
            .with_status(answer.status)
            .with_request_id(answer.request_id.as_ref().and_then(request_id)),
    })
}
