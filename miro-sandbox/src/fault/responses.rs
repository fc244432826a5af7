//! Faults that replace the real response.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Fault, RetryHint};
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::clock::{http_date, later, second};

impl Fault {
    /// An HTML page with this status, as gateways send it.
    pub fn html(status: u16) -> Self {
        let reason = reason(status);
        let body = format!(
            "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body><h1>{status} {reason}</h1></body>\r\n\
             </html>\r\n"
        );
        Self::Response { status, headers: content_type("text/html"), body }
    }

    /// An error with this status in Miro's envelope.
    pub fn status(status: u16) -> Self {
        let message = reason(status);
        let error = json!({"status": status, "code": "internalError", "message": message, "type": "error"});
        Self::json(status, error)
    }

    /// A 429 in Miro's envelope, with `Retry-After` in seconds, or without any hint how long to wait.
    pub fn rate_limited(retry_after: Option<u64>) -> Self {
        Self::RateLimited(retry_after.map_or(RetryHint::None, RetryHint::After))
    }

    /// A 429 with `X-RateLimit-Reset` in seconds of the UNIX epoch, as Miro sends it.
    pub fn rate_limited_until(reset: u64) -> Self {
        Self::RateLimited(RetryHint::ResetAt(reset))
    }

    /// A response with this status and JSON.
    pub fn json(status: u16, value: Value) -> Self {
        Self::Response { status, headers: content_type("application/json"), body: value.to_string() }
    }

    /// A random transient fault of gateways, servers and networks.
    pub fn transient() -> Self {
        Self::OneOf(vec![
            Self::RateLimited(RetryHint::Reset(std::time::Duration::from_secs(1))),
            Self::status(500),
            Self::html(502),
            Self::status(503),
            Self::html(504),
            Self::Reset,
            Self::ResetAfter,
            Self::HalfBody,
        ])
    }
}

fn reason(status: u16) -> &'static str {
    StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or("Error")
}

fn content_type(media_type: &str) -> Vec<(String, String)> {
    vec![("Content-Type".to_owned(), media_type.to_owned())]
}

/// Builds a response requested by a fault.
pub(crate) fn injected(status: u16, headers: &[(String, String)], body: String) -> Response {
    let status = StatusCode::from_u16(status).expect("the status was checked with the order");
    let mut response = Response { status, headers: HeaderMap::new(), body: Bytes::from(body) };
    for (name, value) in headers {
        response.set_header(name, value);
    }
    response
}

/// Builds a 429. A reset comes with the other two rate limit headers.
pub(crate) fn rate_limited(hint: RetryHint, limit: u64, now: Timestamp) -> Response {
    let mut response = ApiError::too_many_requests().to_response();
    let reset = match hint {
        RetryHint::None => None,
        RetryHint::After(seconds) => {
            response.set_header("Retry-After", &seconds.to_string());
            None
        }
        RetryHint::At(time) => {
            let date = Timestamp::from_second(second(later(now, time))).ok().and_then(http_date);
            date.into_iter().for_each(|date| response.set_header("Retry-After", &date));
            None
        }
        RetryHint::Reset(time) => Some(second(later(now, time)).to_string()),
        RetryHint::ResetAt(second) => Some(second.to_string()),
    };
    if let Some(reset) = reset {
        response.set_header("X-RateLimit-Limit", &limit.to_string());
        response.set_header("X-RateLimit-Remaining", "0");
        response.set_header("X-RateLimit-Reset", &reset);
    }
    response
}
