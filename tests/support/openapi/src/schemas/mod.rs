//! The schemas of the specification, corrected and read strictly.

mod operation;
mod strict;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use crate::{document, errata};

pub use operation::{Operation, Parameter};

/// The specification, and data derived from it.
pub struct Spec {
    components: Value,
    /// Each operation by its operationId.
    operations: BTreeMap<String, Operation>,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

/// The specification at `MIRO_OPENAPI`, if there is one.
pub fn spec() -> Option<&'static Spec> {
    static SPEC: OnceLock<Option<Spec>> = OnceLock::new();
    SPEC.get_or_init(|| document().map(Spec::new)).as_ref()
}

impl Spec {
    /// Creates a specification from its JSON.
    ///
    /// # Panics
    /// Panics if it is not Miro's, or if an erratum no longer applies to it.
    #[must_use]
    pub fn new(mut document: Value) -> Self {
        errata::correct(&mut document).unwrap();
        strict::tighten(&mut document);
        let operations = operation::operations(&document);
        Self { components: document["components"].take(), operations, validators: Mutex::default() }
    }

    /// All operations, by their ids.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.values()
    }

    /// The operation with this operationId.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.get(id)
    }

    /// Returns the schema that a reference leads to; returns any other schema itself.
    ///
    /// # Panics
    /// Panics if the reference is dangling.
    #[must_use]
    pub fn resolved<'a>(&'a self, mut schema: &'a Value) -> &'a Value {
        while let Some(name) = name_of(schema) {
            schema = &self.components["schemas"][name];
            assert!(!schema.is_null(), "there is no schema {name}");
        }
        schema
    }

    /// Returns what is wrong with a successful response of an operation, except [errata].
    #[must_use]
    pub fn complaints(&self, operation: &str, status: u16, content_type: &str, body: &str) -> Vec<String> {
        let Some(described) = self.operation(operation) else { return Vec::new() };
        let Some(content) = described.response(status) else {
            let known = described.statuses().collect::<Vec<_>>();
            return vec![format!("the status {status} is none of {}", known.join(", "))];
        };
        if status == 204 || content.is_empty() {
            return if body.is_empty() { Vec::new() } else { vec!["a body is not expected".to_owned()] };
        }
        let media_type = content_type.split(';').next().unwrap_or_default();
        let Some(media) = content.get(media_type) else {
            return vec![format!("the media type {media_type} is none of {:?}", content.keys())];
        };
        match serde_json::from_str(body) {
            Ok(instance) => {
                let mut complaints = self.complaints_about(&instance, &media["schema"]);
                complaints.retain(|complaint| !errata::is_accepted(complaint));
                complaints
            }
            Err(error) => vec![format!("no JSON: {error}")],
        }
    }

    /// Returns how a value violates a schema.
    #[must_use]
    pub fn complaints_about(&self, instance: &Value, schema: &Value) -> Vec<String> {
        let validator = self.validator(schema);
        let errors = validator.iter_errors(instance);
        errors.map(|error| format!("at {}: {error}", error.instance_path())).collect()
    }

    fn validator(&self, schema: &Value) -> Arc<Validator> {
        let key = schema.to_string();
        if let Some(validator) = self.validators.lock().unwrap().get(&key) {
            return Arc::clone(validator);
        }
        // A schema without references is compiled without all their targets.
        let whole = match key.contains("\"$ref\"") {
            true => json!({"allOf": [schema], "components": self.components}),
            false => schema.clone(),
        };
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&whole)
            .unwrap_or_else(|error| panic!("{schema}: {error}"));
        let validator = Arc::new(validator);
        self.validators.lock().unwrap().insert(key, Arc::clone(&validator));
        validator
    }
}

/// Returns the name of the schema that this one refers to.
#[must_use]
pub fn name_of(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")
}

impl fmt::Debug for Spec {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Spec of {} operations", self.operations.len())
    }
}
