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

/// What an operation would be documented as, were it to be as the catalogue has it.
type Deviation = fn(&mut Documented);

/// Where the catalogue says the same in another way, and on purpose.
const DEVIATIONS: [(&str, Deviation); 3] = [
    // With it Miro answers in another form, so it is a method of its own here.
    ("enterprise-get-organization-members", |documented| {
        documented.query.remove("emails");
    }),
    // Per item of the group that is asked for: how many these are is known after the call.
    ("getGroupById", |documented| documented.per_item = false),
    // It makes `deleteGroup` of it, which is a method of its own here.
    ("unGroup", |documented| {
        documented.query.remove("delete_items");
    }),
];

#[test]
fn every_operation_is_as_miro_specifies_it() {
    let Some(specification) = specification() else { return };
    let mut documented = documented(&specification);
    for (id, deviate) in DEVIATIONS {
        deviate(documented.get_mut(id).unwrap());
    }
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

pub(crate) fn specification() -> Option<Value> {
    let path = std::env::var_os("MIRO_OPENAPI");
    if path.is_none() {
        println!("skipped: MIRO_OPENAPI does not say where Miro's OpenAPI specification is");
    }
    Some(serde_json::from_slice(&std::fs::read(path?).unwrap()).unwrap())
}

fn declared(operation: &Operation) -> Documented {
    let query = operation.query_parameters().iter().map(|parameter| {
        // What is always sent cannot be left out either.
        let required = parameter.is_required() || parameter.fixed_value().is_some();
        (parameter.name().to_owned(), required)
    });
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
        query: query.collect(),
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

/// What a reference stands for.
pub(crate) fn resolved<'a>(specification: &'a Value, parameter: &'a Value) -> &'a Value {
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
