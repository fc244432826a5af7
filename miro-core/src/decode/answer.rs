//! The answer that is being decoded, for what is refused deep inside of it: serde hands nothing down.

use std::cell::RefCell;
use std::sync::Arc;

use http::{HeaderValue, StatusCode};

use super::memory;
use crate::error::Error;

use crate::operation::Operation;
use crate::response::{Response, request_id};
use crate::sent::Sent;

/// What an error says of the answer that it is about.
struct Answer {
    operation: &'static Operation,
    status: StatusCode,
    request_id: Option<HeaderValue>,
    sent: Option<Arc<Sent>>,
}

thread_local! {
    /// Decoding never waits, so it stays on its thread.
    static CURRENT: RefCell<Option<Answer>> = const { RefCell::new(None) };
}

/// Has errors about elements name this response, and limits what is decoded to the memory that it may take, until the guard
/// is dropped.
#[must_use]
pub(crate) fn of_answer(response: &Response) -> OfAnswer {
    let answer = Answer {
        operation: response.operation(),
        status: response.status(),
        request_id: response.request_id_header().cloned(),
        sent: response.sent().cloned(),
    };
    OfAnswer { before: CURRENT.replace(Some(answer)), _within: memory::within(response.body()) }
}

/// Puts back what was there before, even if a decoder panics.
pub(crate) struct OfAnswer {
    before: Option<Answer>,
    _within: memory::Within,
}

impl Drop for OfAnswer {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
    }
}

/// The error with what is known of the answer; as it is where none is being decoded.
pub(super) fn told(error: Error) -> Error {
    CURRENT.with_borrow(|answer| match answer {
        None => error,
        Some(answer) => {
            let error = error
                .with_operation(answer.operation)
                .with_status(answer.status)
                .with_request_id(answer.request_id.as_ref().and_then(request_id));
            match &answer.sent {
                Some(sent) => sent.redact(error),
                None => error,
            }
        }
    })
}
