//! Reads the operations of an OpenAPI document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::description::{Description, Operations, Parameter, nameless, placeholders};

/// Reads the operations of a specification.
///
/// # Errors
/// Says what is missing, if it is not an OpenAPI document.
pub fn read(document: &Value) -> Result<Operations, String> {
    let paths = document["paths"].as_object().ok_or("this is no OpenAPI document: it has no `paths`")?;
    let mut operations = Operations::new();
    for (path, item) in paths {
        let shared = item["parameters"].as_array().map_or(&[][..], Vec::as_slice);
        for (method, operation) in item.as_object().ok_or_else(|| format!("`{path}` has no operations"))? {
            let Some(id) = operation["operationId"].as_str() else { continue };
            let own = operation["parameters"].as_array().map_or(&[][..], Vec::as_slice);
            let parameters = shared.iter().chain(own).map(|parameter| resolved(document, parameter));
            let text = operation["description"].as_str().unwrap_or_default();
            let description = Description {
                method: method.to_uppercase(),
                path: nameless(path.trim_end_matches('?')),
                placeholders: placeholders(path.trim_end_matches('?')),
                plan: plan(text),
                scopes: scopes(text),
                level: level(text),
                per_item: section(text, "Rate limiting").contains("per item"),
                parameters: parameters
                    .filter(|parameter| parameter["in"] == "query")
                    .filter_map(|parameter| Some((parameter["name"].as_str()?, parameter)))
                    .map(|(name, written)| (name.to_owned(), parameter(document, written)))
                    .collect(),
                body: body(resolved(document, &operation["requestBody"])),
            };
            operations.insert(id.to_owned(), description);
        }
    }
    Ok(operations)
}

/// Returns the target of a `$ref`, and any other value itself.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let pointer = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

fn parameter(document: &Value, written: &Value) -> Parameter {
    let schema = resolved(document, &written["schema"]);
    let element = resolved(document, &schema["items"]);
    let bound = |names: [&str; 3]| names.into_iter().find_map(|name| schema[name].as_i64());
    let values = [schema, element].into_iter().filter_map(|schema| schema["enum"].as_array()).flatten();
    Parameter {
        required: written["required"] == true,
        list: schema["type"] == "array",
        least: bound(["minimum", "minLength", "minItems"]).filter(|least| *least != 0),
        most: bound(["maximum", "maxLength", "maxItems"]),
        values: values
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .filter(|value| value != "unknown")
            .collect(),
    }
}

/// SCIM has a separate media type, alongside JSON and for the same body.
fn body(request: &Value) -> BTreeSet<String> {
    let types = request["content"].as_object().into_iter().flat_map(|content| content.keys());
    types.map(|media_type| media_type.replace("scim+json", "json")).collect()
}

/// Scopes, level and plan are only in the text: below headings, as links.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let after = text.split_once(heading).map(|(_, after)| after).unwrap_or_default();
    after.split("<h3>").next().unwrap_or_default()
}

fn scopes(text: &str) -> BTreeSet<String> {
    let links = section(text, "Required scope").split("</a>").filter_map(|link| link.rsplit_once('>'));
    links.map(|(_, scope)| scope.trim().to_owned()).filter(|scope| scope.contains(':')).collect()
}

fn level(text: &str) -> Option<u8> {
    let (_, level) = section(text, "Rate limiting").split_once("Level ")?;
    level.chars().next()?.to_digit(10)?.try_into().ok()
}

fn plan(text: &str) -> Option<&'static str> {
    let plans =
        BTreeMap::from([("Enterprise only", "Enterprise"), ("Enterprise Guard only", "Enterprise Guard")]);
    plans.into_iter().find(|(heading, _)| text.contains(heading)).map(|(_, plan)| plan)
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    /// A specification with everything that is read, and two of the real one's quirks.
    pub(crate) fn made_up() -> Value {
        json!({
            "openapi": "3.0.1",
            "paths": {
                "/v2/boards/{board_id_PlatformThings}/things": {
                    "parameters": [{"$ref": "#/components/parameters/Limit"}],
                    "get": {
                        "operationId": "get-things",
                        "description": "Things.<br/><h3>Required scope</h3> <a target=_blank href=x>boards:read</a> \
                            <br/><h3>Rate limiting</h3> <a href=y>Level 2</a> per item. For example, 5.\
                            <h3>Enterprise only</h3> <p>Only if you have scope: admin</p>",
                        "parameters": [
                            {"name": "kind", "in": "query", "required": true,
                                "schema": {"type": "string", "enum": ["round", "square", "unknown"]}},
                            {"name": "ids", "in": "query",
                                "schema": {"type": "array", "maxItems": 15, "items": {"type": "string"}}},
                            {"name": "board_id", "in": "path", "required": true}
                        ]
                    }
                },
                "/Things?": {
                    "post": {
                        "operationId": "createThing",
                        "requestBody": {"content": {"application/scim+json": {}, "application/json": {}}}
                    }
                }
            },
            "components": {
                "parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"$ref": "#/components/schemas/Limit"}}},
                "schemas": {"Limit": {"type": "string", "minimum": 10, "maximum": 50}}
            }
        })
    }

    #[test]
    fn an_operation_is_read_with_all_that_is_compared() {
        let operations = read(&made_up()).unwrap();
        let things = &operations["get-things"];
        assert_eq!((things.method.as_str(), things.path.as_str()), ("GET", "/v2/boards/{}/things"));
        assert_eq!(things.placeholders, ["board_id"]);
        assert_eq!((things.plan, things.level, things.per_item), (Some("Enterprise"), Some(2), true));
        assert_eq!(things.scopes, BTreeSet::from(["boards:read".to_owned()]));
        assert_eq!(things.parameters.keys().collect::<Vec<_>>(), ["ids", "kind", "limit"]);
        let kind = &things.parameters["kind"];
        assert!(kind.required && kind.values == BTreeSet::from(["round".to_owned(), "square".to_owned()]));
        let ids = &things.parameters["ids"];
        assert_eq!((ids.list, ids.least, ids.most), (true, None, Some(15)));
        let limit = &things.parameters["limit"];
        assert_eq!((limit.required, limit.least, limit.most), (false, Some(10), Some(50)));

        let create = &operations["createThing"];
        assert_eq!((create.method.as_str(), create.path.as_str()), ("POST", "/Things"));
        assert_eq!(create.body, BTreeSet::from(["application/json".to_owned()]));
        assert_eq!((create.plan, create.level, create.per_item), (None, None, false));
    }

    #[test]
    fn the_add_on_is_told_from_the_plan() {
        assert_eq!(plan("<h3>Enterprise Guard only</h3>"), Some("Enterprise Guard"));
        assert_eq!(plan("for Enterprise customers"), None);
    }

    #[test]
    fn what_is_no_specification_is_an_error() {
        assert!(read(&json!({"swagger": "2.0"})).unwrap_err().contains("paths"));
        assert!(read(&json!({"paths": {"/a": 1}})).is_err());
    }
}
