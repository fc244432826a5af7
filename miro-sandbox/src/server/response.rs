//! Responses of operations, before they become HTTP responses.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

/// A complete response in memory, so that faults can truncate or replace it.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Response {
    pub(crate) fn new(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self { status, headers, body: body.into() }
    }

    pub(crate) fn json(status: StatusCode, value: &Value) -> Self {
        // `Value::to_string` is slower, because it writes through a formatter.
        Self::text(status, serde_json::to_string(value).expect("a value is JSON"))
    }

    /// Creates a response with JSON text.
    pub(crate) fn text(status: StatusCode, json: String) -> Self {
        Self::new(status, "application/json;charset=UTF-8", json)
    }

    pub(crate) fn ok_text(json: String) -> Self {
        Self::text(StatusCode::OK, json)
    }

    pub(crate) fn ok(value: &Value) -> Self {
        Self::json(StatusCode::OK, value)
    }

    pub(crate) fn created(value: &Value) -> Self {
        Self::json(StatusCode::CREATED, value)
    }

    pub(crate) fn no_content() -> Self {
        Self::empty(StatusCode::NO_CONTENT)
    }

    /// Creates a response without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }
    }

    pub(crate) fn redirect(location: &str) -> Self {
        Self::redirect_by(StatusCode::FOUND, location)
    }

    pub(crate) fn redirect_by(status: StatusCode, location: &str) -> Self {
        let mut response = Self::empty(status);
        response.set_header("location", location);
        debug_assert!(response.headers.contains_key(LOCATION));
        response
    }

    /// Returns the `X-Request-Id`, or an empty text if it is not set.
    pub(crate) fn request_id(&self) -> &str {
        self.headers.get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default()
    }

    /// Sets a header. An invalid name or value is an error of the test that requested it.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        let name = HeaderName::try_from(name).expect("a valid header name");
        let value = HeaderValue::try_from(value).expect("a valid header value");
        self.headers.insert(name, value);
    }
}
