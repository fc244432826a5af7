//! Errors in SCIM's form (RFC 7644, section 3.12), which Miro uses here in place of its own.

use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::media;
use crate::server::error::ApiError;
use crate::server::response::Response;

const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// Values of `scimType`: those of the standard, and Miro's addition.
const TYPES: &[&str] = &[
    "invalidFilter",
    "uniqueness",
    "mutability",
    "invalidSyntax",
    "invalidPath",
    "noTarget",
    "invalidValue",
    "tooManyRequests",
];

/// 400 with a `scimType`.
pub(crate) fn refused(scim_type: &'static str, detail: impl Into<String>) -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, scim_type, detail)
}

/// 409: the value is not unique.
pub(crate) fn not_unique(detail: impl Into<String>) -> ApiError {
    ApiError::new(StatusCode::CONFLICT, "uniqueness", detail)
}

/// 409: Miro's own rules forbid it.
pub(crate) fn conflict(detail: impl Into<String>) -> ApiError {
    ApiError::new(StatusCode::CONFLICT, "conflict", detail)
}

/// 413
pub(crate) fn too_large(detail: impl Into<String>) -> ApiError {
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "payloadTooLarge", detail)
}

/// Converts the error to a response of the SCIM API.
pub(crate) fn response(error: &ApiError, headers: &HeaderMap) -> Response {
    let mut body = json!({
        "schemas": [ERROR],
        "status": error.status.as_str(),
        "detail": detail(error),
    });
    if let Some(scim_type) = scim_type(error.code) {
        body["scimType"] = scim_type.into();
    }
    media::response(headers, error.status, &body)
}

fn scim_type(code: &'static str) -> Option<&'static str> {
    match code {
        ApiError::INVALID => Some("invalidValue"),
        "badRequest" => Some("invalidSyntax"),
        _ => TYPES.contains(&code).then_some(code),
    }
}

/// Returns the message, with all wrong fields if there are several, because SCIM has no other place for them.
fn detail(error: &ApiError) -> String {
    let fields = error.context.as_ref().and_then(|context| context["fields"].as_array());
    let text = |field: &Value, name: &str| field[name].as_str().unwrap_or_default().to_owned();
    let fields = fields.map(|fields| {
        let complaint = |field| format!("{}: {}", text(field, "field"), text(field, "message"));
        fields.iter().map(complaint).collect::<Vec<_>>().join("; ")
    });
    fields.unwrap_or_else(|| error.message.clone())
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use serde_json::{Value, json};

    use super::{conflict, refused, response};
    use crate::server::error::ApiError;
    use crate::validation::problems::Problems;

    fn body(error: &ApiError) -> Value {
        let response = response(error, &HeaderMap::new());
        assert_eq!(response.headers["content-type"], "application/scim+json");
        serde_json::from_slice(&response.body).unwrap()
    }

    #[test]
    fn error_has_the_form_of_the_standard() {
        let filter = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": "400",
            "scimType": "invalidFilter",
            "detail": "what?",
        });
        assert_eq!(body(&refused("invalidFilter", "what?")), filter);
        assert_eq!(body(&conflict("no"))["scimType"], Value::Null);
        assert_eq!(body(&ApiError::too_many_requests())["scimType"], "tooManyRequests");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let mut problems = Problems::default();
        problems.add("userName", "is required");
        problems.add("active", "must be a boolean");
        let error = body(&problems.into_error());
        assert_eq!(error["scimType"], "invalidValue");
        assert_eq!(error["detail"], "userName: is required; active: must be a boolean");
    }
}
