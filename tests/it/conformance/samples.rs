//! Bodies made from schemas.

use std::cell::{Cell, RefCell};

use miro_openapi::{Spec, name_of};
use serde_json::{Value, json};

use super::schema::{kind_of, properties, variants_by_kind};

/// The extent of a body.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Extent {
    /// Every property.
    Everything,
    /// Only required properties.
    Required,
}

/// The content of free-form objects in samples.
pub(super) const FREE_FORM: &str = "anything";

/// Returns bodies that match a schema: one for each variant of its unions.
pub(super) fn samples(spec: &Spec, schema: &Value, extent: Extent) -> Vec<Value> {
    Maker { spec, extent, texts: Cell::new(0), inside: RefCell::default() }.make(schema)
}

struct Maker<'a> {
    spec: &'a Spec,
    extent: Extent,
    /// The number of texts so far, so that each is different.
    texts: Cell<usize>,
    /// The schemas that are being expanded, by name.
    inside: RefCell<Vec<String>>,
}

impl Maker<'_> {
    fn make(&self, schema: &Value) -> Vec<Value> {
        let Some(name) = name_of(schema) else { return self.made(schema) };
        // A recursive schema ends where it begins again.
        if self.inside.borrow().iter().any(|outer| outer == name) {
            return Vec::new();
        }
        self.inside.borrow_mut().push(name.to_owned());
        let made = self.made(schema);
        self.inside.borrow_mut().pop();
        made
    }

    fn made(&self, schema: &Value) -> Vec<Value> {
        let schema = self.spec.resolved(schema);
        if let Some(variants) = schema["anyOf"].as_array() {
            return variants.iter().flat_map(|variant| self.make(variant)).collect();
        }
        if schema["type"] == "array" {
            let mut elements = self.make(&schema["items"]);
            elements.truncate(schema["maxItems"].as_u64().map_or(usize::MAX, |most| most as usize));
            return vec![Value::Array(elements)];
        }
        if schema["type"] == "object" || properties(self.spec, schema).next().is_some() {
            return self.objects(schema);
        }
        vec![self.scalar(schema)]
    }

    /// With every variant of each property.
    fn objects(&self, schema: &Value) -> Vec<Value> {
        let ways: Vec<(&str, Vec<Value>)> = properties(self.spec, schema)
            .filter(|property| self.extent == Extent::Everything || property.required)
            .map(|property| (property.name, self.make(property.schema)))
            .collect();
        if ways.is_empty() && self.extent == Extent::Everything && schema["properties"].is_null() {
            return vec![json!({FREE_FORM: [1, null]})];
        }
        if let Some(data) = self.by_kind(schema, "data") {
            return self.items(schema, &ways, &data);
        }
        let count = ways.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
        (0..count).map(|index| nth(&ways, index)).collect()
    }

    /// Returns items of every kind, each with different `data` and `style`.
    fn items(&self, schema: &Value, ways: &[(&str, Vec<Value>)], data: &[(&str, Value)]) -> Vec<Value> {
        let styles = self.by_kind(schema, "style").unwrap_or_default();
        let item = |(kind, data): &(&str, Value)| {
            let mut item = nth(ways, 0);
            item["type"] = json!(kind);
            if self.extent == Extent::Required {
                return item;
            }
            item["data"] = data.clone();
            item.as_object_mut().unwrap().remove("style");
            if let Some((_, style)) = styles.iter().find(|(styled, _)| styled == kind) {
                item["style"] = style.clone();
            }
            item
        };
        data.iter().map(item).collect()
    }

    /// Returns the value of a property for each kind of item, if it differs.
    fn by_kind(&self, schema: &Value, name: &str) -> Option<Vec<(&'static str, Value)>> {
        let property = properties(self.spec, schema).find(|property| property.name == name)?;
        let variants = variants_by_kind(self.spec, property.schema)?;
        let made = variants.iter().flat_map(|variant| {
            let made = self.make(variant).into_iter();
            made.filter_map(|value| Some((kind_of(variant)?, value)))
        });
        Some(made.collect())
    }

    fn scalar(&self, schema: &Value) -> Value {
        if let Some(value) = schema["enum"].get(0) {
            return value.clone();
        }
        let given = [&schema["example"], &schema["default"]].into_iter().find(|value| {
            match schema["type"].as_str() {
                Some("string") => value.is_string(),
                Some("integer") => value.is_u64(),
                Some("number") => value.is_number(),
                Some("boolean") => value.is_boolean(),
                _ => value.is_string() || value.is_number(),
            }
        });
        if let Some(value) = given.filter(|value| self.spec.complaints_about(value, schema).is_empty()) {
            return value.clone();
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("boolean"), _) => json!(true),
            (Some("integer"), _) => schema.get("minimum").cloned().unwrap_or(json!(7)),
            (Some("number"), Some("double" | "float")) => {
                schema.get("minimum").cloned().unwrap_or(json!(2.5))
            }
            // Most of them are counts.
            (Some("number"), _) => schema.get("minimum").cloned().unwrap_or(json!(3)),
            (_, Some("date-time")) => json!("2026-02-28T12:34:56.789Z"),
            (_, Some("date")) => json!("2026-02-28"),
            (_, Some("uuid")) => json!("92343229-c532-446d-b8cb-2f155bedb807"),
            (_, Some("int64")) => json!("3074457345618265000"),
            _ if !schema["minimum"].is_null() => json!(schema["minimum"].to_string()),
            _ => {
                self.texts.set(self.texts.get() + 1);
                json!(format!("text {}", self.texts.get()))
            }
        }
    }
}

/// Returns an object with one value of each property: the one of this number if there are several.
fn nth(ways: &[(&str, Vec<Value>)], number: usize) -> Value {
    let values = ways.iter().filter(|(_, values)| !values.is_empty());
    values.map(|(name, values)| ((*name).to_owned(), values[number % values.len()].clone())).collect()
}
