//! The catalogue against Miro's own specification, where `MIRO_OPENAPI` says where that is.

use std::collections::{BTreeMap, BTreeSet};

use miro::Operation;
use miro::operation::{Cost, Host};
use serde_json::Value;

/// An operation as the specification has it, in the words of our catalogue.
#[derive(Debug, PartialEq)]
struct Documented {
    method: String,
    /// With nameless placeholders: names are not sent, and those of the specification have suffixes.
    path: String,
    scopes: BTreeSet<String>,
    level: Option<u8>,
    per_item: bool,
    has_body: bool,
    /// By name, whether it is required; those of paging are left out.
    query: BTreeMap<String, bool>,
}

/// Parameters with which Miro answers in another form: each is a method of its own here, and none of its operation.
const METHODS: [(&str, &str); 1] = [("enterprise-get-organization-members", "emails")];

#[test]
fn every_operation_is_as_miro_specifies_it() {
    let Some(path) = std::env::var_os("MIRO_OPENAPI") else {
        println!("skipped: MIRO_OPENAPI does not say where Miro's OpenAPI specification is");
        return;
    };
    let specification: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let documented = documented(&specification);
    let mut differences = String::new();
    for operation in miro::catalogue() {
        let Some(documented) = documented.get(operation.id()) else {
            differences += &format!("{} is not in the specification\n", operation.id());
            continue;
        };
        let declared = declared(operation);
        if declared != *documented {
            differences += &format!("{}\n  here: {declared:?}\n  Miro: {documented:?}\n", operation.id());
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

fn declared(operation: &Operation) -> Documented {
    let query = operation.query_parameters().iter();
    Documented {
        method: operation.method().to_string(),
        path: nameless(operation.path()),
        scopes: operation.required_scopes().iter().map(ToString::to_string).collect(),
        // The limits of SCIM are on a page of their own, not in the specification.
        level: operation
            .rate_level()
            .filter(|_| operation.served_by() == Host::Api)
            .map(|level| level.number()),
        per_item: operation.cost() == Cost::PerItem,
        has_body: operation.has_body(),
        query: query.map(|parameter| (parameter.name().to_owned(), parameter.is_required())).collect(),
    }
}

fn documented(specification: &Value) -> BTreeMap<String, Documented> {
    let mut operations = BTreeMap::new();
    for (path, methods) in specification["paths"].as_object().unwrap() {
        let shared = methods["parameters"].as_array().cloned().unwrap_or_default();
        for (method, operation) in methods.as_object().unwrap() {
            let Some(id) = operation["operationId"].as_str() else { continue };
            let description = operation["description"].as_str().unwrap_or_default();
            let own = operation["parameters"].as_array().cloned().unwrap_or_default();
            let parameters = shared.iter().chain(&own).map(|parameter| resolved(specification, parameter));
            let query = parameters
                .filter(|parameter| parameter["in"] == "query")
                .map(|parameter| {
                    let name = parameter["name"].as_str().unwrap().to_owned();
                    (name, parameter["required"].as_bool().unwrap_or_default())
                })
                .filter(|(name, _)| {
                    !["limit", "offset", "cursor", "startIndex", "count"].contains(&name.as_str())
                        && !METHODS.contains(&(id, name))
                });
            let documented = Documented {
                method: method.to_uppercase(),
                path: nameless(path.trim_end_matches('?')),
                scopes: scopes(description),
                level: level(description),
                per_item: rate_limiting(description).is_some_and(|text| text.contains("per item")),
                has_body: operation.get("requestBody").is_some(),
                query: query.collect(),
            };
            operations.insert(id.to_owned(), documented);
        }
    }
    operations
}

fn resolved<'a>(specification: &'a Value, parameter: &'a Value) -> &'a Value {
    let reference = parameter["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    reference.map_or(parameter, |pointer| specification.pointer(pointer).unwrap())
}

/// `/v2/boards/{board_id_PlatformTags}/items` becomes `/v2/boards/{}/items`.
fn nameless(path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// The scopes stand in the text alone: as links below the heading 'Required scope'.
fn scopes(description: &str) -> BTreeSet<String> {
    let Some((_, section)) = description.split_once("Required scope") else { return BTreeSet::new() };
    let section = section.split("<h3>").next().unwrap_or_default();
    let links = section.split("</a>").filter_map(|link| link.rsplit_once('>'));
    links.map(|(_, scope)| scope.trim().to_owned()).filter(|scope| scope.contains(':')).collect()
}

fn rate_limiting(description: &str) -> Option<&str> {
    description.split_once("Rate limiting").map(|(_, section)| section)
}

fn level(description: &str) -> Option<u8> {
    let (_, level) = rate_limiting(description)?.split_once("Level ")?;
    level.chars().next()?.to_digit(10)?.try_into().ok()
}
