//! Miro's own specification, as far as it is right, against every answer that a test gets. It is not part of this
//! repository: without `MIRO_OPENAPI`, answers are not compared with it.

mod defects;
mod strict;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use crate::client::Answer;

/// The specification, and what was made of it.
pub(crate) struct Spec {
    components: Value,
    /// Each operation by its operationId.
    operations: HashMap<String, Value>,
    validators: Mutex<HashMap<(String, u16), Arc<Validator>>>,
}

/// The specification at `MIRO_OPENAPI`, if there is one.
pub(crate) fn spec() -> Option<&'static Spec> {
    static SPEC: OnceLock<Option<Spec>> = OnceLock::new();
    SPEC.get_or_init(|| std::env::var_os("MIRO_OPENAPI").map(|path| Spec::read(path.as_ref()))).as_ref()
}

impl Spec {
    fn read(path: &std::path::Path) -> Self {
        let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut document: Value = serde_json::from_slice(&text).unwrap();
        defects::repair(&mut document);
        strict::tighten(&mut document);
        let mut operations = HashMap::new();
        for methods in document["paths"].as_object().unwrap().values() {
            for operation in methods.as_object().unwrap().values() {
                let Some(id) = operation.get("operationId").and_then(Value::as_str) else { continue };
                operations.insert(id.to_owned(), operation.clone());
            }
        }
        Self { components: document["components"].take(), operations, validators: Mutex::default() }
    }

    /// The ids of all operations, in no order.
    pub(crate) fn operation_ids(&self) -> impl Iterator<Item = &str> {
        self.operations.keys().map(String::as_str)
    }

    /// What the specification says is wrong with a successful answer of an operation.
    pub(crate) fn complaints(&self, operation: &str, answer: &Answer) -> Vec<String> {
        let Some(described) = self.operations.get(operation) else { return Vec::new() };
        let response = &described["responses"][answer.status.to_string()];
        if response.is_null() {
            let known = described["responses"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            return vec![format!("the status {} is none of {}", answer.status, known.join(", "))];
        }
        let media_type = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
        let content = response.get("content").and_then(Value::as_object);
        let Some(content) = content.filter(|content| answer.status != 204 && !content.is_empty()) else {
            return if answer.body.is_empty() {
                Vec::new()
            } else {
                vec!["a body is not expected".to_owned()]
            };
        };
        if !content.contains_key(&media_type) {
            return vec![format!("the media type {media_type} is none of {:?}", content.keys())];
        }
        let schema = &content[&media_type]["schema"];
        let validator = self.validator(operation, answer.status, schema);
        let instance = match serde_json::from_str(&answer.body) {
            Ok(instance) => instance,
            Err(error) => return vec![format!("no JSON: {error}")],
        };
        validator
            .iter_errors(&instance)
            .map(|error| format!("at {}: {error}", error.instance_path()))
            .collect()
    }

    fn validator(&self, operation: &str, status: u16, schema: &Value) -> Arc<Validator> {
        let key = (operation.to_owned(), status);
        if let Some(validator) = self.validators.lock().unwrap().get(&key) {
            return Arc::clone(validator);
        }
        let schema = json!({"allOf": [schema], "components": self.components});
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&schema)
            .unwrap_or_else(|error| panic!("{operation} {status}: {error}"));
        let validator = Arc::new(validator);
        self.validators.lock().unwrap().insert(key, Arc::clone(&validator));
        validator
    }
}
