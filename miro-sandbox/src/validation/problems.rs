//! What is wrong with a request body, field by field.

use http::StatusCode;
use serde_json::{Value, json};

use crate::server::error::ApiError;
use crate::validation::messages;

/// Collects every complaint, because Miro names all wrong fields of a request at once.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<(String, String)>);

impl Problems {
    pub(crate) fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// Complains about a field that the request may not have.
    pub(crate) fn not_supported(&mut self, field: impl Into<String>) {
        let field = field.into();
        let message = messages::not_supported(&field);
        self.add(field, message);
    }

    /// Complains about a missing field, which has this type.
    pub(crate) fn required(&mut self, field: impl Into<String>, kind: &str) {
        let field = field.into();
        let message = messages::required(&field, kind);
        self.add(field, message);
    }

    /// Takes over the complaints about one element of a list.
    pub(crate) fn absorb(&mut self, prefix: &str, other: Self) {
        self.0.extend(other.0.into_iter().map(|(field, message)| (join(prefix, &field), message)));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing when all is well, otherwise the error that tells them.
    pub(crate) fn check(self) -> Result<(), ApiError> {
        if self.is_empty() { Ok(()) } else { Err(self.into_error()) }
    }

    /// A 400 whose context lists the fields.
    pub(crate) fn into_error(self) -> ApiError {
        // The reason stands nowhere but in the context: seen at the live service.
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

/// The path of a field within another one.
pub(crate) fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", only) | (only, "") => only.to_owned(),
        (outer, inner) => format!("{outer}.{inner}"),
    }
}
