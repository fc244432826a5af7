//! What is sent against the schemas of Miro's own specification, where `MIRO_OPENAPI` says where that is.

use std::collections::{BTreeMap, BTreeSet};

use miro::Operation;
use miro::http::Method;
use miro::transport::SentRequest;
use serde_json::Value;

use crate::catalogue::{resolved, specification};

/// Where the specification is wrong about a body: a schema of user groups has taken the place of that of item groups, and
/// the value of a patch is a text by its schema, but a list of roles by its description.
const WRONG: [&str; 3] = ["createGroup", "updateGroup", "patchUser"];

#[tokio::test]
async fn bodies_have_the_fields_that_miro_specifies() {
    let Some(specification) = specification() else { return };
    let calls = super::every_call().await;
    let mut sent: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (operation, request) in calls.operations().into_iter().zip(calls.transport.sent()) {
        let body = fields_sent(&request);
        sent.entry(operation).or_default().extend(body);
    }
    let mut differences = String::new();
    for operation in miro::catalogue().filter(|operation| !WRONG.contains(&operation.id())) {
        let Some(known) = fields_specified(&specification, operation) else { continue };
        let sent = &sent[operation.id()];
        // An object that is cleared is none of the fields, but holds some.
        let is_known = |sent: &str| {
            known.iter().any(|known| {
                known.strip_prefix(sent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        for field in sent.iter().filter(|field| !is_known(field)) {
            differences += &format!("{} sends `{field}`, which is not specified\n", operation.id());
        }
        // What changes a thing takes what creates it, by the same table.
        if operation.method() == Method::POST && operation.cost() == miro::operation::Cost::PerCall {
            for field in known.difference(sent) {
                differences += &format!("no request of {} sets `{field}`\n", operation.id());
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

/// The fields in the JSON of a body, or of the part `data` of a form.
fn fields_sent(request: &SentRequest) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    let text = std::str::from_utf8(&request.body).unwrap();
    if let Ok(json) = serde_json::from_str::<Value>(text) {
        add_sent(&json, "", &mut fields);
    } else if let Some((_, part)) = text.split_once("name=\"data\"\r\nContent-Type: application/json\r\n\r\n")
    {
        let (json, _) = part.split_once("\r\n").unwrap();
        add_sent(&serde_json::from_str(json).unwrap(), "data", &mut fields);
    }
    fields
}

fn add_sent(value: &Value, path: &str, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(name, value)| add_sent(value, &join(path, name), fields))
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            list.iter().for_each(|element| add_sent(element, path, fields));
        }
        _ => drop(fields.insert(path.to_owned())),
    }
}

/// The fields that a body may have; none if the operation takes no JSON about it.
fn fields_specified(specification: &Value, operation: &Operation) -> Option<BTreeSet<String>> {
    let methods = specification["paths"]
        .as_object()?
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values());
    let specified = methods.into_iter().find(|specified| specified["operationId"] == operation.id())?;
    let body = resolved(specification, specified.get("requestBody")?);
    let (_, content) = body["content"].as_object()?.iter().next()?;
    let mut fields = BTreeSet::new();
    add_specified(specification, &content["schema"], "", &mut fields);
    // A file is no field.
    let files = ["resource", "resources"];
    fields.retain(|field| !files.contains(&field.as_str()));
    Some(fields)
}

fn add_specified(specification: &Value, schema: &Value, path: &str, fields: &mut BTreeSet<String>) {
    let schema = resolved(specification, schema);
    let choices = ["allOf", "oneOf", "anyOf"].iter().filter_map(|name| schema[*name].as_array()).flatten();
    let mut is_leaf = true;
    for choice in choices {
        is_leaf = false;
        add_specified(specification, choice, path, fields);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        is_leaf = false;
        add_specified(specification, property, &join(path, name), fields);
    }
    match schema.get("items") {
        Some(items) => add_specified(specification, items, path, fields),
        None if is_leaf => drop(fields.insert(path.to_owned())),
        None => {}
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
