//! What the specification says of each value in a body.

use std::collections::BTreeSet;

use miro_openapi::{Spec, name_of};
use serde_json::Value;

use super::samples::{Extent, samples};
use super::schema::{kind_of, properties};

/// A value in a body, and what the specification says of it.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// Where in the body it is, as JSON pointer.
    pub(super) pointer: String,
    /// Which property it is: `Board.team`, by the innermost schema that has a name.
    pub(super) name: String,
    /// Its schema, which is no reference.
    pub(super) schema: &'a Value,
}

/// Every value of a body that a schema names; those of free-form objects are none.
pub(super) fn places<'a>(spec: &'a Spec, root: &str, schema: &'a Value, body: &Value) -> Vec<Place<'a>> {
    let mut walk = Walk { spec, places: Vec::new() };
    walk.value(String::new(), root.to_owned(), schema, body, None);
    walk.places
}

struct Walk<'a> {
    spec: &'a Spec,
    places: Vec<Place<'a>>,
}

impl<'a> Walk<'a> {
    fn value(
        &mut self,
        pointer: String,
        mut name: String,
        schema: &'a Value,
        value: &Value,
        kind: Option<&str>,
    ) {
        let (mut schema, mut inner) = (schema, name_of(schema));
        loop {
            schema = self.spec.resolved(schema);
            let Some(variants) = schema["anyOf"].as_array() else { break };
            let Some(variant) = self.variant(variants, value, kind) else { return };
            inner = name_of(variant).or(inner);
            schema = variant;
        }
        // An element or a property of its own name stays what it is in the object around it.
        if let Some(inner) = inner.filter(|_| value.is_object() || (value.is_array() && pointer.is_empty())) {
            inner.clone_into(&mut name);
        }
        match value {
            Value::Object(object) => {
                let kind = object.get("type").and_then(Value::as_str);
                for property in properties(self.spec, schema) {
                    let Some(value) = object.get(property.name) else { continue };
                    let pointer =
                        format!("{pointer}/{}", property.name.replace('~', "~0").replace('/', "~1"));
                    let name = format!("{name}.{}", property.name);
                    let schema = self.spec.resolved(property.schema);
                    self.places.push(Place { pointer: pointer.clone(), name: name.clone(), schema });
                    self.value(pointer, name, property.schema, value, kind);
                }
            }
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    let pointer = format!("{pointer}/{index}");
                    let (name, schema) = (format!("{name}[]"), &schema["items"]);
                    self.places.push(Place {
                        pointer: pointer.clone(),
                        name: name.clone(),
                        schema: self.spec.resolved(schema),
                    });
                    self.value(pointer, name, schema, element, None);
                }
            }
            _ => {}
        }
    }

    /// The variant that a value is: by the kind of item that it belongs to, or by what it has.
    fn variant(&self, variants: &'a [Value], value: &Value, kind: Option<&str>) -> Option<&'a Value> {
        let by_kind = variants.iter().find(|variant| kind.is_some() && kind_of(variant) == kind);
        by_kind.or_else(|| variants.iter().find(|variant| self.fits(variant, value)))
    }

    fn fits(&self, schema: &'a Value, value: &Value) -> bool {
        let schema = self.spec.resolved(schema);
        if let Some(variants) = schema["anyOf"].as_array() {
            return variants.iter().any(|variant| self.fits(variant, value));
        }
        match value {
            Value::Object(object) => object.iter().all(|(name, value)| {
                let property = properties(self.spec, schema).find(|property| property.name == name);
                property.is_some_and(|property| {
                    let values = self.spec.resolved(property.schema)["enum"].as_array();
                    values.is_none_or(|values| values.contains(value))
                })
            }),
            Value::Array(_) => schema["type"] == "array",
            Value::String(_) => schema["type"] == "string",
            _ => false,
        }
    }
}

/// The names of the properties that bodies of a schema have, in any way in which its unions go.
pub(super) fn names(spec: &Spec, root: &str, schema: &Value, extent: Extent) -> BTreeSet<String> {
    let samples = samples(spec, schema, extent);
    samples.iter().flat_map(|sample| places(spec, root, schema, sample)).map(|place| place.name).collect()
}
