//! The catalogue against the specification: each operation, aspect by aspect.

use std::collections::{BTreeMap, BTreeSet};

use miro::Operation;
use miro::operation::Cost;
use miro_openapi::Spec;
use serde_json::Value;

use super::deviations;

/// What is compared of an operation: by the name of an aspect, what it is, in words.
type Aspects = BTreeMap<String, String>;

#[test]
fn every_operation_is_as_miro_specifies_it() {
    let Some(spec) = super::specification() else { return };
    let mut differences = differences(spec, miro::catalogue());
    let excused = deviations::excuse(&mut differences, deviations::CATALOGUE);
    let (declared, documented) = (miro::catalogue().count(), spec.operations().count());
    println!("{declared} of {documented} operations compared, {excused} deviations");
    assert!(differences.is_empty(), "\n{}", super::listed(&differences));
}

/// Where the catalogue is not as the specification: what it is about, and what is the matter.
pub(super) fn differences<'a>(
    spec: &Spec,
    catalogue: impl Iterator<Item = &'a Operation>,
) -> BTreeMap<String, String> {
    let mut differences = BTreeMap::new();
    let mut missing: BTreeSet<&str> = spec.operations().map(miro_openapi::Operation::id).collect();
    for operation in catalogue {
        let id = operation.id();
        missing.remove(id);
        let Some(documented) = spec.operation(id) else {
            differences.insert(id.to_owned(), "is not in the specification".to_owned());
            continue;
        };
        let (here, there) = (declared(operation), self::documented(documented));
        let aspects: BTreeSet<_> = here.keys().chain(there.keys()).collect();
        for aspect in aspects {
            let (here, there) = (here.get(aspect), there.get(aspect));
            if here != there {
                let [here, there] = [here, there].map(|it| it.map_or("nothing", String::as_str));
                differences.insert(format!("{id} {aspect}"), format!("here {here}, but Miro says {there}"));
            }
        }
    }
    differences.extend(missing.into_iter().map(|id| (id.to_owned(), "is not in the catalogue".to_owned())));
    differences
}

fn declared(operation: &Operation) -> Aspects {
    let mut aspects = Aspects::new();
    let mut say = |aspect: &str, what: String| aspects.insert(aspect.to_owned(), what);
    say("method", operation.method().to_string());
    say("path", operation.path().to_owned());
    let mut scopes = operation.required_scopes().to_vec();
    scopes.sort_unstable();
    say("scopes", scopes.join(" "));
    if let Some(level) = operation.rate_level() {
        let cost = if operation.cost() == Cost::PerItem { "per item" } else { "per call" };
        say("level", format!("{} {cost}", level.number()));
    }
    if let Some(body) = operation.body_format() {
        say("body", body.media_type().to_owned());
    }
    if let Some(paging) = operation.page_parameters() {
        let (min, max) = paging.page_size();
        say(&format!("query {}", paging.size_parameter()), format!("optional, {min} to {max}"));
        say(&format!("query {}", paging.position_parameter()), "optional".to_owned());
    }
    for parameter in operation.query_parameters() {
        let range = parameter.allowed_range().map(|(min, max)| format!("{min} to {max}"));
        let values = match parameter.fixed_value() {
            Some(value) => vec![value],
            None => parameter.known_values().to_vec(),
        };
        let required = parameter.is_required() || parameter.fixed_value().is_some();
        let what = described(required, parameter.is_list(), range, values);
        say(&format!("query {}", parameter.name()), what);
    }
    aspects
}

fn described(required: bool, list: bool, range: Option<String>, mut values: Vec<&str>) -> String {
    let mut words = vec![if required { "required" } else { "optional" }.to_owned()];
    words.extend(list.then(|| "a list".to_owned()));
    words.extend(range);
    if !values.is_empty() {
        values.sort_unstable();
        words.push(format!("one of {}", values.join(" ")));
    }
    words.join(", ")
}

fn documented(operation: &miro_openapi::Operation) -> Aspects {
    let mut aspects = Aspects::new();
    let mut say = |aspect: &str, what: String| aspects.insert(aspect.to_owned(), what);
    say("method", operation.method().to_owned());
    say("path", plain(operation.path().trim_end_matches('?')));
    say("scopes", scopes(operation.description()).join(" "));
    if let Some(level) = level(operation.description()) {
        say("level", level);
    }
    if let Some(body) = operation.body() {
        // SCIM takes its own media type and this one.
        let json = body.keys().find(|media_type| *media_type == "application/json");
        say("body", json.or(body.keys().next()).cloned().unwrap_or_default());
    }
    for parameter in operation.parameters("query") {
        let schema = &parameter.schema;
        let list = schema["type"] == "array";
        let of = if list { &schema["items"] } else { schema };
        // `unknown` is what our `Unknown` is for.
        let values = of["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let values = values.filter(|value| *value != "unknown").collect();
        say(&format!("query {}", parameter.name), described(parameter.required, list, range(schema), values));
    }
    aspects
}

/// The range of a parameter's value, length or number of values.
fn range(schema: &Value) -> Option<String> {
    let [min, max] = match schema["type"].as_str() {
        Some("array") => ["minItems", "maxItems"],
        Some("string") if schema["maximum"].is_null() => ["minLength", "maxLength"],
        _ => ["minimum", "maximum"],
    };
    match (schema[min].as_i64(), schema[max].as_i64()) {
        (None, None) => None,
        (min, Some(max)) => Some(format!("{} to {max}", min.unwrap_or_default())),
        (Some(min), None) => Some(format!("{min} or more")),
    }
}

/// `/v2/boards/{board_id_PlatformTags}/items` becomes `/v2/boards/{board_id}/items`: so are names made different where
/// specifications of several teams were put together.
fn plain(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment.split_once("_Platform") {
        Some((name, _)) => format!("{name}}}"),
        None => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The scopes stand in the text alone: as links below the heading 'Required scope'.
fn scopes(description: &str) -> Vec<&str> {
    let Some((_, section)) = description.split_once("Required scope") else { return Vec::new() };
    let section = section.split("<h3>").next().unwrap_or_default();
    let links = section.split("</a>").filter_map(|link| link.rsplit_once('>'));
    let mut scopes: Vec<_> =
        links.map(|(_, scope)| scope.trim()).filter(|scope| scope.contains(':')).collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// The level stands in the text alone, too: below the heading 'Rate limiting'.
fn level(description: &str) -> Option<String> {
    let (_, section) = description.split_once("Rate limiting")?;
    let (_, level) = section.split_once("Level ")?;
    let level = level.chars().next().filter(char::is_ascii_digit)?;
    Some(format!("{level} {}", if section.contains("per item") { "per item" } else { "per call" }))
}
