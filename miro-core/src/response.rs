use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode, header};

use crate::budget::reset_hint;
use crate::decode::{self, Origin};
use crate::error::{Envelope, Error, ErrorKind, Outcome};
use crate::json;
use crate::operation::Operation;
use crate::sent::Sent;

/// The headers that contain a request id, the preferred one first.
static REQUEST_IDS: [HeaderName; 3] = [
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("x-miro-request-id"),
    HeaderName::from_static("x-amz-cf-id"),
];

/// Marks a response to a call that an earlier attempt may have completed already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AfterUnknown;

/// Marks a response whose body did not arrive completely, and is left empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BrokenOffBody;

/// A response with its body, before it is decoded.
#[derive(Clone)]
pub struct Response {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// Whether an earlier attempt of the call may have been processed.
    may_be_done: bool,
    /// Whether the body did not arrive completely.
    is_broken_off: bool,
    /// The request, whose secrets are removed from errors about this response.
    sent: Option<Arc<Sent>>,
}

impl Response {
    pub(crate) fn new(
        operation: &'static Operation,
        response: http::Response<Bytes>,
        sent: Option<Arc<Sent>>,
    ) -> Self {
        let (head, body) = response.into_parts();
        let may_be_done = head.extensions.get::<AfterUnknown>().is_some();
        let is_broken_off = head.extensions.get::<BrokenOffBody>().is_some();
        Self { operation, status: head.status, headers: head.headers, body, may_be_done, is_broken_off, sent }
    }

    /// The operation of the request.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as Miro sent it.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the JSON of the body.
    ///
    /// # Errors
    /// An error of kind [`ErrorKind::Decode`] names the JSON path of the value that does not match.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, Error> {
        let read = |response: &Self| {
            let _entered = response.origin().enter();
            json::from_slice(&response.body)
        };
        let failure = |response: &Self, error| {
            let origin = response.origin();
            origin.redact(decode::failure(&origin, &error))
        };
        read(self).or_else(|error| match self.mended() {
            Cow::Borrowed(_) => Err(failure(self, error)),
            Cow::Owned(mended) => read(&mended).map_err(|error| failure(&mended, error)),
        })
    }

    /// Decodes a value that borrows from the body.
    pub(crate) fn borrowed<'a, T: serde::Deserialize<'a>>(&'a self) -> Result<T, Error> {
        let origin = self.origin();
        serde_json::from_slice(&self.body).map_err(|error| origin.redact(decode::failure(&origin, &error)))
    }

    /// Replaces values that Rust strings and numbers cannot represent, if the JSON has any.
    #[cold]
    pub(crate) fn mended(&self) -> Cow<'_, Self> {
        match json::mended(&self.body) {
            None => Cow::Borrowed(self),
            Some(body) => Cow::Owned(Self { body: body.into(), ..self.clone() }),
        }
    }

    /// The origin of the body, for errors about it.
    pub(crate) fn origin(&self) -> Origin<'_> {
        let content_type = self.headers.get(header::CONTENT_TYPE);
        Origin {
            operation: self.operation,
            status: self.status,
            content_type: content_type.and_then(|value| value.to_str().ok()).unwrap_or_default(),
            request_id: REQUEST_IDS.iter().find_map(|name| self.headers.get(name)),
            body: &self.body,
            sent: self.sent.as_ref(),
        }
    }

    /// Returns the response if its status is a success, and an error otherwise.
    pub(crate) fn into_result(self) -> Result<Self, Error> {
        if self.status.is_success() {
            return Ok(self);
        }
        let kind = match self.status.as_u16() {
            401 => ErrorKind::Unauthorized,
            403 => ErrorKind::Forbidden,
            404 => ErrorKind::NotFound,
            409 => ErrorKind::Conflict,
            429 => ErrorKind::RateLimited,
            400..=499 => ErrorKind::Rejected,
            500.. => ErrorKind::Server,
            _ => ErrorKind::UnexpectedResponse,
        };
        let origin = self.origin();
        let envelope = Envelope::read(&self.body);
        // A response that is not an error of the API is described, never quoted: proxies echo requests in their
        // pages.
        let detail = if self.is_broken_off {
            "the body of the response broke off".to_owned()
        } else if self.status == StatusCode::NOT_MODIFIED {
            "a response to a conditional request, which this was not".to_owned()
        } else if self.status.is_redirection() {
            "a redirect, which is not followed".to_owned()
        } else if envelope.code.is_none() && envelope.message.is_none() {
            format!("the response is {}", origin.description())
        } else {
            String::new()
        };
        let error = origin
            .error(kind, detail)
            .with_envelope(envelope)
            .with_retry_after(reset_hint(self.status, &self.headers));
        let error = if self.may_be_done { error.with_outcome(Outcome::Unknown) } else { error };
        Err(origin.redact(error))
    }
}

impl std::fmt::Debug for Response {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Response")
            .field("operation", &self.operation.id())
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
