use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// An operation of the specification.
#[derive(Clone, Debug)]
pub struct Operation {
    id: String,
    method: String,
    path: String,
    parameters: Vec<Parameter>,
    document: Value,
}

/// A parameter of an operation, its references resolved.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Its location: `path` or `query`.
    pub place: String,
    /// Whether it is required.
    pub required: bool,
    /// Its schema, with references resolved.
    pub schema: Value,
}

impl Operation {
    /// The operationId.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method in upper case.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path with its placeholders.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The description, which lists scopes and limits as HTML.
    #[must_use]
    pub fn description(&self) -> &str {
        self.document["description"].as_str().unwrap_or_default()
    }

    /// Whether Miro marks it as deprecated.
    #[must_use]
    pub fn is_deprecated(&self) -> bool {
        self.document["deprecated"] == true
    }

    /// The parameters at this location: `path` or `query`.
    pub fn parameters(&self, place: &str) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.place == place)
    }

    /// The request body, described by media type.
    #[must_use]
    pub fn body(&self) -> Option<&Map<String, Value>> {
        self.document.pointer("/requestBody/content")?.as_object()
    }

    /// The statuses of its responses.
    pub fn statuses(&self) -> impl Iterator<Item = &str> {
        self.document["responses"].as_object().into_iter().flat_map(Map::keys).map(String::as_str)
    }

    /// The response with a status, described by media type. A response without a body has none.
    #[must_use]
    pub fn response(&self, status: u16) -> Option<&Map<String, Value>> {
        static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        let response = self.document["responses"].get(status.to_string())?;
        Some(response.get("content").and_then(Value::as_object).unwrap_or(&NOTHING))
    }

    /// The successful responses: each status, and the description of the JSON in its body.
    pub fn successes(&self) -> impl Iterator<Item = (u16, &Value)> {
        // Several media types have the same description.
        self.successful_statuses().filter_map(|status| Some((status, self.json(status)?)))
    }

    /// The success statuses of responses without a body.
    pub fn empty_successes(&self) -> impl Iterator<Item = u16> {
        self.successful_statuses().filter(|status| self.json(*status).is_none())
    }

    fn successful_statuses(&self) -> impl Iterator<Item = u16> {
        self.statuses().filter_map(|status| status.parse().ok()).filter(|status| (200..300).contains(status))
    }

    fn json(&self, status: u16) -> Option<&Value> {
        // Some have a schema for an empty response.
        self.response(status).filter(|_| status != 204)?.values().next()
    }
}

/// Returns all operations of a document.
pub(crate) fn operations(document: &Value) -> BTreeMap<String, Operation> {
    let mut operations = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let shared = methods.get("parameters").and_then(Value::as_array);
        for (method, described) in methods.as_object().unwrap() {
            let Some(id) = described.get("operationId").and_then(Value::as_str) else { continue };
            let own = described.get("parameters").and_then(Value::as_array);
            let parameters = shared.into_iter().chain(own).flatten();
            let operation = Operation {
                id: id.to_owned(),
                method: method.to_uppercase(),
                path: path.clone(),
                parameters: parameters.map(|parameter| read_parameter(document, parameter)).collect(),
                document: described.clone(),
            };
            operations.insert(id.to_owned(), operation);
        }
    }
    operations
}

fn read_parameter(document: &Value, parameter: &Value) -> Parameter {
    let parameter = resolved(document, parameter);
    Parameter {
        name: parameter["name"].as_str().unwrap().to_owned(),
        place: parameter["in"].as_str().unwrap().to_owned(),
        required: parameter["required"].as_bool().unwrap_or_default(),
        schema: resolved(document, &parameter["schema"]).clone(),
    }
}

fn resolved<'a>(document: &'a Value, mut value: &'a Value) -> &'a Value {
    while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        let pointer = reference.strip_prefix('#').unwrap_or(reference);
        value = document.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"));
    }
    value
}
