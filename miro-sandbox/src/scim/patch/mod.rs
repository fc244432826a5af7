//! Patch requests (RFC 7644, section 3.5.2).

mod edit;

use serde_json::Value;

use super::filter::{self, Target};
use super::schema::{Attribute, PATCH_ATTRIBUTES};
use super::{error, media};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::store::Object;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/// Miro documents the names in capitals, but its examples use those of the standard.
const KINDS: Rule = Rule::OneOf(&["Add", "Remove", "Replace", "add", "remove", "replace"]);

const OPERATION: &[Field] =
    &[Field::required("op", KINDS), Field::optional("path", TEXT), Field::optional("value", Rule::Anything)];
const REQUEST: &[Field] = &[
    Field::required("schemas", Rule::Texts { min: 1, max: 1 }),
    Field::required("Operations", Rule::Objects { of: OPERATION, max: usize::MAX }),
];

/// The changes of a request, applied completely or not at all.
#[derive(Debug)]
pub(crate) struct Patch {
    attributes: &'static [Attribute],
    operations: Vec<Operation>,
}

#[derive(Debug)]
struct Operation {
    kind: Kind,
    /// `None` if the value is an object that names the attributes.
    target: Option<Target>,
    value: Option<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Add,
    Remove,
    Replace,
}

/// Whether changes need a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum PathRule {
    Always,
    /// Only removals need one.
    ForRemoval,
}

impl Patch {
    /// Reads the changes of a request to a resource with these attributes.
    pub(crate) fn of(
        call: &Call<'_>,
        attributes: &'static [Attribute],
        path_rule: PathRule,
    ) -> Result<Self, ApiError> {
        let sent = media::body(call, PATCH_ATTRIBUTES)?;
        let mut problems = Problems::default();
        let request = fields::merge(REQUEST, None, &sent, "", &mut problems);
        let schema = request.get("schemas").and_then(|schemas| schemas[0].as_str());
        if schema.is_some_and(|schema| !schema.eq_ignore_ascii_case(PATCH_OP)) {
            problems.add("schemas", format!("must be {PATCH_OP}"));
        }
        let sent = request.get("Operations").and_then(Value::as_array);
        if sent.is_some_and(Vec::is_empty) {
            problems.add("Operations", "must not be empty");
        }
        problems.check()?;
        let sent = sent.into_iter().flatten().filter_map(Value::as_object);
        let operations = sent.map(|operation| Operation::of(operation, attributes, path_rule));
        Ok(Self { attributes, operations: operations.collect::<Result<_, _>>()? })
    }

    /// Returns the number of values in all changes, in lists and by conditions.
    pub(crate) fn value_count(&self) -> usize {
        let chosen = |target: &Target| usize::from(target.condition.is_some());
        let named = |operation: &Operation| {
            operation.value.as_ref().map_or(0, listed) + operation.target.as_ref().map_or(0, chosen)
        };
        self.operations.iter().map(named).sum()
    }

    /// Applies the changes. After an error the resource is invalid.
    pub(crate) fn apply(&self, resource: &mut Object) -> Result<(), ApiError> {
        for operation in &self.operations {
            match (&operation.target, &operation.value) {
                (Some(target), value) => {
                    edit::edit(resource, target, operation.kind, value.as_ref())?;
                }
                (None, Some(Value::Object(values))) => {
                    for (name, value) in values {
                        let unknown =
                            || error::refused("invalidPath", format!("there is no attribute {name}"));
                        let path = Attribute::at(self.attributes, name).ok_or_else(unknown)?;
                        // Miro's example contains the id of the group here.
                        if !path.iter().any(|attribute| attribute.read_only) {
                            let target = Target { path, condition: None, part: None };
                            edit::edit(resource, &target, operation.kind, Some(value))?;
                        }
                    }
                }
                (None, _) => {
                    let detail = "without a path, the value must be an object of attributes";
                    return Err(error::refused("invalidValue", detail));
                }
            }
        }
        Ok(())
    }
}

impl Operation {
    fn of(sent: &Object, attributes: &'static [Attribute], path_rule: PathRule) -> Result<Self, ApiError> {
        let text = |name: &str| sent.get(name).and_then(Value::as_str);
        let kind = match text("op").unwrap_or_default() {
            "Add" | "add" => Kind::Add,
            "Remove" | "remove" => Kind::Remove,
            _ => Kind::Replace,
        };
        let target = text("path").map(|path| {
            let invalid = |problem| error::refused("invalidPath", format!("{path}: {problem}"));
            let target = filter::parse_target(path, attributes).map_err(invalid)?;
            if target.path.iter().chain(&target.part).any(|attribute| attribute.read_only) {
                return Err(error::refused("mutability", format!("{path} cannot be changed")));
            }
            Ok(target)
        });
        let value = sent.get("value").cloned();
        match (target.transpose()?, value) {
            (None, _) if kind == Kind::Remove => Err(error::refused("noTarget", "Remove needs a path")),
            (None, _) if path_rule == PathRule::Always => {
                Err(error::refused("invalidPath", "path: is required"))
            }
            (_, None) if kind != Kind::Remove => Err(error::refused("invalidValue", "value: is required")),
            (target, value) => Ok(Self { kind, target, value }),
        }
    }
}

/// Returns the number of values in a list, or in the lists of an object.
fn listed(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.len(),
        Value::Object(values) => values.values().map(listed).sum(),
        _ => 0,
    }
}
