//! SCIM's media type; plain JSON is also accepted and sent.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use bytes::Bytes;
use http::header::ACCEPT;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::error;
use super::schema::Attribute;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::Object;

const SCIM: &str = "application/scim+json";
const JSON: &str = "application/json";
const MAX_BODY_BYTES: usize = 800_000;

/// Parses the body, which must be a JSON object. Renames its attributes to their spelling in the schema.
pub(crate) fn body(call: &Call<'_>, attributes: &'static [Attribute]) -> Result<Object, ApiError> {
    if call.body.len() > MAX_BODY_BYTES {
        return Err(error::too_large(format!("A request may have {MAX_BODY_BYTES} bytes")));
    }
    match call.json_of(&[SCIM, JSON])? {
        Value::Object(object) => Ok(Attribute::canonical(attributes, object)),
        _ => Err(ApiError::bad_request("The body must be a JSON object")),
    }
}

/// Creates a response in SCIM's media type, or in plain JSON if the client accepts only that.
pub(crate) fn response(headers: &HeaderMap, status: StatusCode, value: &Value) -> Response {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |media_type: &str| {
        let ranges = accepted.split(',').map(|range| range.split(';').next().unwrap_or_default().trim());
        ranges.into_iter().any(|range| range.eq_ignore_ascii_case(media_type))
    };
    let scim_is_welcome = accepts(SCIM) || accepts("application/*") || accepts("*/*");
    let media_type = if accepts(JSON) && !scim_is_welcome { JSON } else { SCIM };
    Response::new(status, media_type, Bytes::from(value.to_string()))
}

/// Creates a successful response.
pub(crate) fn ok(call: &Call<'_>, value: &Value) -> Response {
    response(call.headers, StatusCode::OK, value)
}

/// Creates a successful response with the version of the resource. Miro promises no more: requests cannot depend
/// on it.
pub(crate) fn ok_with_version(call: &Call<'_>, resource: &Value, shown: &Value) -> Response {
    let mut hasher = DefaultHasher::new();
    resource.to_string().hash(&mut hasher);
    let mut response = ok(call, shown);
    response.set_header("ETag", &format!("W/\"{:016x}\"", hasher.finish()));
    response
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, StatusCode};
    use serde_json::json;

    use super::response;

    #[test]
    fn plain_json_is_sent_on_request() {
        let media_type = |accepted: Option<&'static str>| {
            let accepted = accepted.map(|accepted| ("accept", HeaderValue::from_static(accepted)));
            let headers: HeaderMap =
                accepted.into_iter().map(|(name, value)| (name.parse().unwrap(), value)).collect();
            response(&headers, StatusCode::OK, &json!({})).headers["content-type"]
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(media_type(None), "application/scim+json");
        assert_eq!(media_type(Some("*/*")), "application/scim+json");
        assert_eq!(media_type(Some("application/json")), "application/json");
        assert_eq!(
            media_type(Some("application/json, application/SCIM+json;q=0.5")),
            "application/scim+json"
        );
        assert_eq!(media_type(Some("Application/JSON; q=1")), "application/json");
    }
}
