//! Prevents served content from acting as the sandbox's page: uploaded files, exported documents and injected
//! responses have the page's origin, and a script in them could read the sandbox's state.

use axum::response::Response;
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderValue};
use http_body::Body as _;

/// Forbids scripts and requests, in an opaque origin.
pub(crate) const POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");

/// Adds the policy to a response that browsers could run, unless it has one. JSON is never run.
pub(super) async fn inert(mut response: Response) -> Response {
    let is_empty = response.body().size_hint().exact() == Some(0);
    let headers = response.headers_mut();
    if !is_empty && !is_json(headers) {
        headers.entry(X_CONTENT_TYPE_OPTIONS).or_insert(NOSNIFF);
        headers.entry(CONTENT_SECURITY_POLICY).or_insert(POLICY);
    }
    response
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    matches!(media_type, "application/json" | "application/scim+json")
}
