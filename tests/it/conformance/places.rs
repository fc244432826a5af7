//! The schema of each value in a body.

use std::collections::BTreeSet;

use miro_openapi::{Spec, name_of};
use serde_json::Value;

use super::samples::{Extent, samples};
use super::schema::{kind_of, properties};

/// A value in a body, and its description in the specification.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// Its position in the body, as JSON pointer.
    pub(super) pointer: String,
    /// The property: `Board.team`, by the innermost schema that has a name.
    pub(super) name: String,
    /// Its schema, with references resolved.
    pub(super) schema: &'a Value,
}

/// Returns every value of a body that a schema names, without those of free-form objects.
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
        // An element or a property keeps the name that it has in the object around it.
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

    /// Returns the variant of a value: by the kind of its item, or by its properties.
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

/// Returns the names of the properties of bodies of a schema, over all variants of its unions.
pub(super) fn names(spec: &Spec, root: &str, schema: &Value, extent: Extent) -> BTreeSet<String> {
    let samples = samples(spec, schema, extent);
    samples.iter().flat_map(|sample| places(spec, root, schema, sample)).map(|place| place.name).collect()
}
