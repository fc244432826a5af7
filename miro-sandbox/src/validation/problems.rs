//! Problems of a request, by field.

use http::StatusCode;
use serde_json::{Value, json};

use crate::server::error::ApiError;
use crate::validation::messages;

/// Collects all problems, because Miro reports all wrong fields of a request at once.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<(String, String)>);

impl Problems {
    pub(crate) fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// Reports an unsupported field.
    pub(crate) fn not_supported(&mut self, field: impl Into<String>) {
        let field = field.into();
        let message = messages::not_supported(&field);
        self.add(field, message);
    }

    /// Reports a missing field of this type.
    pub(crate) fn required(&mut self, field: impl Into<String>, kind: &str) {
        let field = field.into();
        let message = messages::required(&field, kind);
        self.add(field, message);
    }

    /// Adds the problems of a list element.
    pub(crate) fn absorb(&mut self, prefix: &str, other: Self) {
        self.0.extend(other.0.into_iter().map(|(field, message)| (join(prefix, &field), message)));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns an error if there are problems.
    pub(crate) fn check(self) -> Result<(), ApiError> {
        if self.is_empty() { Ok(()) } else { Err(self.into_error()) }
    }

    /// Creates a 400 that lists the fields in its context.
    pub(crate) fn into_error(self) -> ApiError {
        // The reason is only in the context, as seen at the live service.
        let error = ApiError::new(StatusCode::BAD_REQUEST, ApiError::INVALID, "Invalid parameters");
        let fields: Vec<Value> =
            self.0.iter().map(|(field, message)| json!({"field": field, "message": message})).collect();
        error.with_context(json!({ "fields": fields }))
    }

    #[cfg(test)]
    pub(crate) fn fields(&self) -> Vec<&str> {
        self.0.iter().map(|(field, _)| field.as_str()).collect()
    }
}

/// Joins the paths of an outer and an inner field.
pub(crate) fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", only) | (only, "") => only.to_owned(),
        (outer, inner) => format!("{outer}.{inner}"),
    }
}
