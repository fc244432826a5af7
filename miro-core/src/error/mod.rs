//! One error for every call: the operation, Miro's response, and what to do.

mod body;
mod disguised;
mod display;
mod kind;
mod outcome;
mod redaction;
mod shortened;
mod transport;
#[cfg(feature = "__watch-errors")]
mod watch;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use crate::operation::Operation;
use crate::wire::cursor::Cursor;

pub(crate) use body::Envelope;
pub use kind::ErrorKind;
pub use outcome::Outcome;
pub(crate) use redaction::Redaction;
pub(crate) use shortened::shortened;
pub(crate) use transport::{is_not_sent, transport_failure, transport_failure_at};

#[cfg(feature = "__watch-errors")]
pub use watch::watch_errors;

type Source = Arc<dyn std::error::Error + Send + Sync>;

/// The error of a failed call.
///
/// Its [`Display`](fmt::Display) is one sentence for people: the operation, what happened, what to do. Programs
/// use [`kind`](Self::kind) and the other accessors. It contains no token or secret, and only two parts of a
/// response: Miro's message and the value that could not be decoded.
///
/// ```
/// use miro_core::{Error, ErrorKind};
///
/// fn should_ask_for_login(error: &Error) -> bool {
///     matches!(error.kind(), ErrorKind::AuthorizationRequired | ErrorKind::Unauthorized)
/// }
/// ```
#[derive(Clone)]
pub struct Error(Box<Details>);

#[derive(Clone)]
struct Details {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    status: Option<StatusCode>,
    envelope: Envelope,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    json_path: Option<String>,
    cursor: Option<Cursor>,
    /// Set if more is known than the kind implies.
    outcome: Option<Outcome>,
    /// Our own description of the failure, where Miro has none.
    detail: String,
    source: Option<Source>,
}

impl Error {
    /// Creates an error of this kind in our own words, for transports, storages and middlewares outside this
    /// crate.
    #[must_use]
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            operation: None,
            status: None,
            envelope: Envelope::default(),
            request_id: None,
            retry_after: None,
            json_path: None,
            cursor: None,
            outcome: None,
            detail: detail.into(),
            source: None,
        }))
    }

    /// Sets the cause, which [`source`](std::error::Error::source) returns. `Debug` prints it, `Display` does not.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    pub(crate) fn with_operation(mut self, operation: &'static Operation) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(crate) fn with_envelope(mut self, envelope: Envelope) -> Self {
        self.0.envelope = envelope;
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    pub(crate) fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = retry_after;
        self
    }

    pub(crate) fn with_json_path(mut self, json_path: String) -> Self {
        self.0.json_path = Some(json_path);
        self
    }

    pub(crate) fn with_cursor(mut self, cursor: Option<Cursor>) -> Self {
        self.0.cursor = cursor;
        self
    }

    /// Sets the outcome of the call, if it differs from the one that the kind implies.
    pub(crate) fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.0.outcome = Some(outcome);
        self
    }

    /// Adds something that the user should know.
    #[cfg(feature = "oauth")]
    pub(crate) fn with_hint(mut self, hint: &str) -> Self {
        self.0.detail.push_str("; ");
        self.0.detail.push_str(hint);
        self
    }

    /// Changes the kind and the description of the failure, for a caller that knows its meaning better.
    #[cfg(feature = "oauth")]
    pub(crate) fn into_kind(mut self, kind: ErrorKind, detail: &str) -> Self {
        self.0.kind = kind;
        detail.clone_into(&mut self.0.detail);
        self
    }

    /// Removes these secrets, which the response may repeat.
    pub(crate) fn without(mut self, secrets: &Redaction) -> Self {
        let Details { envelope, request_id, json_path, detail, .. } = &mut *self.0;
        let texts = [&mut envelope.code, &mut envelope.message, request_id, json_path];
        texts.into_iter().flatten().chain([detail]).for_each(|text| secrets.text(text));
        envelope.context.iter_mut().for_each(|context| secrets.value(context));
        self
    }

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that was called; `None` if none was involved, as with a missing variable.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// The HTTP status of the response; `None` if there was no response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// Miro's code, e.g. `invalidParameters`, `tooManyRequests` or `2.0703`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.envelope.code.as_deref()
    }

    /// Miro's message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.envelope.message.as_deref()
    }

    /// Miro's `context`; in bulk creation it names the failing items in `fields`.
    #[must_use]
    pub fn context(&self) -> Option<&Value> {
        self.0.envelope.context.as_ref()
    }

    /// Returns the same error about one item of several, with the fields that Miro rejects. `place` counts from 0.
    ///
    /// `None` if Miro reports nothing about this item.
    #[doc(hidden)]
    #[must_use]
    pub fn of_bulk_item(&self, place: usize) -> Option<Self> {
        let envelope = self.0.envelope.of_bulk_item(place)?;
        let mut error = self.clone();
        error.0.envelope = envelope;
        Some(error)
    }

    /// The scopes that the operation requires; empty if it requires none, or no operation was involved.
    #[must_use]
    pub fn required_scopes(&self) -> &'static [&'static str] {
        self.0.operation.map_or(&[], Operation::scopes)
    }

    /// The id of the request, for Miro's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long to wait before the next attempt, if the response has it (`Retry-After`, or the reset of the rate
    /// limit).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The JSON path of the value that could not be decoded, e.g. `$.data[3].style.fillColor`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The cursor that resumes the list after this error, with `resume_from` of the list's builder.
    #[must_use]
    pub fn cursor(&self) -> Option<&Cursor> {
        self.0.cursor.as_ref()
    }

    /// Whether Miro may have processed the call although it failed.
    ///
    /// It matters for writes. The client retries a `POST` only if it certainly was not processed; if the outcome is
    /// [unknown](Outcome::Unknown), check before you repeat it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.0.outcome.unwrap_or_else(|| outcome::of(self))
    }

    /// Whether the same call may succeed later without any change: the network, a limit, Miro or the storage was the cause.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let is_too_early = self.0.status.is_some_and(|status| matches!(status.as_u16(), 408 | 425));
        is_too_early
            || matches!(
                self.0.kind,
                ErrorKind::RateLimited
                    | ErrorKind::Server
                    | ErrorKind::Connection
                    | ErrorKind::Timeout
                    | ErrorKind::Storage
            )
    }
}

/// Prints the kind, the sentence of `Display`, and the causes, as a `main` that returns this error shows them.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: {self}", self.0.kind)?;
        let mut said = self.0.detail.clone();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let text = error.to_string();
            // A cause that the sentence above already includes adds nothing.
            if !said.contains(&text) {
                write!(formatter, "; caused by: {text}")?;
                said = text;
            }
            cause = error.source();
        }
        Ok(())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        display::sentence(self, &self.0.detail, formatter)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
