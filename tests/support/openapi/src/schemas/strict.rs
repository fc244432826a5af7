//! The specification, read strictly: no object may have a property that is not named.

use serde_json::{Map, Value};

/// Makes every object reject unnamed properties, and every union accept values that fit several of its variants, as
/// Miro's unions without a discriminator do.
pub(crate) fn tighten(document: &mut Value) {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    // A part of an `allOf` may not reject what the other parts name.
    let parts: Vec<String> = schemas
        .values()
        .filter_map(|schema| schema.get("allOf")?.as_array())
        .flatten()
        .filter_map(|part| part.get("$ref")?.as_str())
        .map(|reference| reference.rsplit('/').next().unwrap().to_owned())
        .collect();
    for (name, schema) in document["components"]["schemas"].as_object_mut().unwrap() {
        tighten_schema(schema, !parts.contains(name));
    }
    for methods in document["paths"].as_object_mut().unwrap().values_mut() {
        for operation in
            methods.as_object_mut().unwrap().values_mut().filter(|operation| operation.is_object())
        {
            let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
            responses.into_iter().flat_map(Map::values_mut).for_each(tighten_content);
            operation.get_mut("requestBody").into_iter().for_each(tighten_content);
        }
    }
}

fn tighten_content(described: &mut Value) {
    let content = described.get_mut("content").and_then(Value::as_object_mut);
    for media in content.into_iter().flat_map(Map::values_mut) {
        media.get_mut("schema").into_iter().for_each(|schema| tighten_schema(schema, true));
    }
}

fn tighten_schema(schema: &mut Value, closed: bool) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(variants) = object.remove("oneOf") {
        object.insert("anyOf".to_owned(), variants);
    }
    for variant in object.get_mut("anyOf").and_then(Value::as_array_mut).into_iter().flatten() {
        tighten_schema(variant, closed);
    }
    for part in object.get_mut("allOf").and_then(Value::as_array_mut).into_iter().flatten() {
        tighten_schema(part, false);
    }
    for property in
        object.get_mut("properties").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
    {
        tighten_schema(property, true);
    }
    object.get_mut("items").into_iter().for_each(|items| tighten_schema(items, true));
    let names_something = object.contains_key("properties") || object.contains_key("allOf");
    if closed && names_something && !object.contains_key("additionalProperties") {
        object.insert("unevaluatedProperties".to_owned(), false.into());
    }
}
