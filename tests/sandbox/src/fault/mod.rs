//! Faults that a test can order.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use crate::server::answer::Answer;

/// What goes wrong with a request. Faults are ordered with [`Sandbox::next`](crate::Sandbox::next) and
/// [`Sandbox::next_on`](crate::Sandbox::next_on).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The request has no effect and is answered with this.
    Answer {
        /// The status.
        status: u16,
        /// The headers; the sandbox adds `Content-Length`, and `X-Request-Id` if it is missing.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// The request takes effect, but is answered with this.
    AnswerAfter {
        /// The status.
        status: u16,
        /// The headers; the sandbox adds `Content-Length`, and `X-Request-Id` if it is missing.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// The connection is reset before the request has an effect.
    Reset,
    /// The request takes effect, then the connection is reset instead of an answer.
    ResetAfter,
    /// The request takes effect, but the connection closes in the middle of the answer's body.
    HalfBody,
    /// The request waits this long before it is handled as usual.
    Delay(Duration),
}

impl Fault {
    /// A page of HTML with this status, as gateways send it.
    pub fn html(status: u16) -> Self {
        let reason =
            StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or("Error");
        let body = format!(
            "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body><h1>{status} {reason}</h1></body>\r\n\
             </html>\r\n"
        );
        Self::Answer { status, headers: content_type("text/html"), body }
    }

    /// An error of this status in Miro's envelope.
    pub fn status(status: u16) -> Self {
        let reason =
            StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or("Error");
        Self::json(
            status,
            json!({"status": status, "code": "internalError", "message": reason, "type": "error"}),
        )
    }

    /// A 429 in Miro's envelope. Without `retry_after` it says nowhere how long to wait.
    pub fn rate_limited(retry_after: Option<u64>) -> Self {
        let body = json!({
            "status": 429,
            "code": "tooManyRequests",
            "message": "Request rate limit exceed",
            "context": null,
            "type": "error",
        });
        let mut headers = content_type("application/json");
        headers.extend(retry_after.map(|seconds| ("Retry-After".to_owned(), seconds.to_string())));
        Self::Answer { status: 429, headers, body: body.to_string() }
    }

    /// A 429 that says in `X-RateLimit-Reset`, as Miro does, when to come back (in seconds of the UNIX
    /// epoch).
    pub fn rate_limited_until(reset: u64) -> Self {
        let mut fault = Self::rate_limited(None);
        if let Self::Answer { headers, .. } = &mut fault {
            headers.push(("X-RateLimit-Limit".to_owned(), "100000".to_owned()));
            headers.push(("X-RateLimit-Remaining".to_owned(), "0".to_owned()));
            headers.push(("X-RateLimit-Reset".to_owned(), reset.to_string()));
        }
        fault
    }

    /// This JSON with this status.
    pub fn json(status: u16, value: Value) -> Self {
        Self::Answer { status, headers: content_type("application/json"), body: value.to_string() }
    }

    /// The same answer, but after the request took effect; other faults stay as they are.
    #[must_use]
    pub fn after_effect(self) -> Self {
        match self {
            Self::Answer { status, headers, body } => Self::AnswerAfter { status, headers, body },
            Self::Reset => Self::ResetAfter,
            other => other,
        }
    }
}

fn content_type(media_type: &str) -> Vec<(String, String)> {
    vec![("Content-Type".to_owned(), media_type.to_owned())]
}

/// The answer that a fault puts in the place of the real one.
pub(crate) fn answer(status: u16, headers: &[(String, String)], body: String) -> Answer {
    let status = StatusCode::from_u16(status).expect("a valid status of a fault");
    let mut answer = Answer { status, headers: HeaderMap::new(), body: Bytes::from(body) };
    for (name, value) in headers {
        answer.set_header(name, value);
    }
    answer
}

/// The faults that were ordered and have not happened yet.
#[derive(Debug, Default)]
pub(crate) struct Faults(VecDeque<(Option<Target>, Fault)>);

/// The requests that a fault waits for.
#[derive(Debug)]
struct Target {
    method: String,
    path_prefix: String,
}

impl Faults {
    pub(crate) fn next(&mut self, fault: Fault) {
        self.0.push_back((None, fault));
    }

    pub(crate) fn next_on(&mut self, method: &str, path_prefix: &str, fault: Fault) {
        let target = Target { method: method.to_owned(), path_prefix: path_prefix.to_owned() };
        self.0.push_back((Some(target), fault));
    }

    /// The first fault in the queue that is meant for this request.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let index = self.0.iter().position(|(target, _)| {
            target.as_ref().is_none_or(|target| {
                target.method.eq_ignore_ascii_case(method) && path.starts_with(&target.path_prefix)
            })
        })?;
        self.0.remove(index).map(|(_, fault)| fault)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults};

    #[test]
    fn faults_wait_for_their_requests() {
        let mut faults = Faults::default();
        faults.next_on("DELETE", "/v2/boards/b", Fault::Reset);
        faults.next(Fault::status(503));
        faults.next(Fault::html(502));
        assert_eq!(faults.take("GET", "/v2/boards"), Some(Fault::status(503)));
        assert_eq!(faults.take("DELETE", "/v2/boards/b/items/1"), Some(Fault::Reset));
        assert_eq!(faults.take("DELETE", "/v2/boards/b/items/1"), Some(Fault::html(502)));
        assert_eq!(faults.take("GET", "/v2/boards"), None);
    }
}
