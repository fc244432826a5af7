//! Errors in Miro's envelope.

use http::StatusCode;
use serde_json::{Value, json};

use crate::server::response::Response;
use crate::validation::messages;
use crate::validation::problems::Problems;

/// The envelope of every Miro error: `{status, code, message, type: "error", context?}`.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) context: Option<Value>,
}

impl ApiError {
    /// The code for wrong fields, as seen at the live service.
    pub(crate) const INVALID: &'static str = "2.0703";
    /// The code for a missing item or connector, as seen at the live service.
    const NO_SUCH_ITEM: &'static str = "3.0201";

    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), context: None }
    }

    /// 400: the field or parameter is wrong. An empty name stands for the whole request.
    pub(crate) fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut problems = Problems::default();
        problems.add(field, message);
        problems.into_error()
    }

    /// 400: the parameter is missing.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::invalid(parameter, messages::required(parameter, messages::STRING))
    }

    /// 400: the request is malformed.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "badRequest", message)
    }

    pub(crate) fn token_not_provided() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "tokenNotProvided", "No authorization token was provided")
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "The access token is unknown, expired or revoked")
    }

    /// 403: the token lacks a scope.
    pub(crate) fn insufficient_permissions(operation: &str, scopes: &[&str]) -> Self {
        let message =
            format!("Insufficient permissions for {operation}. Required scopes: {}", scopes.join(", "));
        Self::new(StatusCode::FORBIDDEN, "insufficientPermissions", message)
    }

    /// 403: the user lacks a right on the board.
    pub(crate) fn forbidden_access(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbiddenAccess", message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "notFound", message)
    }

    /// 404: the board has no such item or connector.
    pub(crate) fn item_not_found(board_id: &str) -> Self {
        let error = Self::new(StatusCode::NOT_FOUND, Self::NO_SUCH_ITEM, "Item not found");
        error.with_context(json!({"boardId": {"value": board_id}}))
    }

    /// 409: the request conflicts with the current state.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", message)
    }

    /// 413: the request exceeds a limit.
    pub(crate) fn payload_too_large(message: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "payloadTooLarge", message)
    }

    pub(crate) fn no_endpoint(method: &str, path: &str) -> Self {
        Self::not_found(format!("No endpoint {method} {path}."))
    }

    pub(crate) fn method_not_supported(method: &str) -> Self {
        let message = format!("Request method '{method}' is not supported");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "methodNotSupported", message)
    }

    pub(crate) fn unsupported_media_type(found: &str) -> Self {
        let message = format!("Content type '{found}' is not supported");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupportedMediaType", message)
    }

    /// 425: the result is not ready yet.
    pub(crate) fn too_early(message: impl Into<String>) -> Self {
        Self::new(StatusCode::TOO_EARLY, "tooEarly", message)
    }

    pub(crate) fn too_many_requests() -> Self {
        let error = Self::new(StatusCode::TOO_MANY_REQUESTS, "tooManyRequests", "Request rate limit exceed");
        error.with_context(Value::Null)
    }

    pub(crate) fn oauth(status: StatusCode, message: impl Into<String>) -> Self {
        Self::new(status, "oauthError", message)
    }

    /// Replaces the code by that of the OAuth endpoints.
    pub(crate) fn into_oauth(self) -> Self {
        Self { code: "oauthError", ..self }
    }

    pub(crate) fn with_context(mut self, context: Value) -> Self {
        self.context = Some(context);
        self
    }

    pub(crate) fn to_response(&self) -> Response {
        Response::json(self.status, &self.body())
    }

    /// Returns the envelope, which can also be a part of a response about several operations.
    pub(crate) fn body(&self) -> Value {
        let mut body = json!({
            "status": self.status.as_u16(),
            "code": self.code,
            "message": self.message,
            "type": "error",
        });
        if let Some(context) = &self.context {
            body["context"] = context.clone();
        }
        body
    }
}
