//! Bodies made from schemas, and what the specification says of each value in a body.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use miro_openapi::{Spec, name_of};
use serde_json::{Map, Value, json};

/// How much of a schema a body has.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Extent {
    /// Every property.
    Everything,
    /// What is required, and nothing else.
    Required,
}

/// Which kind of item a schema is the `data` or the `style` of. The specification does not say it.
const KINDS: [(&str, &str); 20] = [
    ("AppCardData", "app_card"),
    ("AppCardStyle", "app_card"),
    ("CardData", "card"),
    ("CardStyle", "card"),
    ("DocFormatData", "doc_format"),
    ("DocumentData", "document"),
    ("DocumentUrlData", "document"),
    ("EmbedData", "embed"),
    ("EmbedUrlData", "embed"),
    ("FrameData", "frame"),
    ("FrameStyle", "frame"),
    ("ImageData", "image"),
    ("ImageUrlData", "image"),
    ("ShapeData", "shape"),
    ("ShapeStyle", "shape"),
    ("ShapeStyleForCreate", "shape"),
    ("StickyNoteData", "sticky_note"),
    ("StickyNoteStyle", "sticky_note"),
    ("TextData", "text"),
    ("TextStyle", "text"),
];

/// What free-form objects have in samples.
pub(super) const FREE_FORM: &str = "anything";

/// Bodies that are as a schema says: one for each way in which its unions go.
pub(super) fn samples(spec: &Spec, schema: &Value, extent: Extent) -> Vec<Value> {
    Maker { spec, extent, texts: Cell::new(0), inside: RefCell::default() }.make(schema)
}

struct Maker<'a> {
    spec: &'a Spec,
    extent: Extent,
    /// How many texts were made, so that each is another.
    texts: Cell<usize>,
    /// The schemas that are being made, by name.
    inside: RefCell<Vec<String>>,
}

impl Maker<'_> {
    fn make(&self, schema: &Value) -> Vec<Value> {
        let Some(name) = name_of(schema) else { return self.made(schema) };
        // What contains itself ends where it begins anew.
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

    /// With every way in which each of its properties goes.
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

    /// Items of every kind, of which each has other `data` and another `style`.
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

    /// What a property is for each kind of item, if that differs.
    fn by_kind(&self, schema: &Value, name: &str) -> Option<Vec<(&'static str, Value)>> {
        let property = properties(self.spec, schema).find(|property| property.name == name)?;
        let variants = variants_of_items(self.spec, property.schema)?;
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
        let told = [&schema["example"], &schema["default"]].into_iter().find(|value| {
            match schema["type"].as_str() {
                Some("string") => value.is_string(),
                Some("integer") => value.is_u64(),
                Some("number") => value.is_number(),
                Some("boolean") => value.is_boolean(),
                _ => value.is_string() || value.is_number(),
            }
        });
        if let Some(value) = told.filter(|value| self.spec.complaints_about(value, schema).is_empty()) {
            return value.clone();
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("boolean"), _) => json!(true),
            (Some("integer"), _) => schema.get("minimum").cloned().unwrap_or(json!(7)),
            (Some("number"), Some("double" | "float")) => {
                schema.get("minimum").cloned().unwrap_or(json!(2.5))
            }
            // Most of them count something.
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

/// An object with one value of each property, where several are possible the one of this number.
fn nth(ways: &[(&str, Vec<Value>)], number: usize) -> Value {
    let values = ways.iter().filter(|(_, values)| !values.is_empty());
    values.map(|(name, values)| ((*name).to_owned(), values[number % values.len()].clone())).collect()
}

/// A property of an object, whichever part of the schema names it.
struct Property<'a> {
    name: &'a str,
    schema: &'a Value,
    required: bool,
}

fn properties<'a>(spec: &'a Spec, schema: &'a Value) -> impl Iterator<Item = Property<'a>> {
    let mut parts = vec![schema];
    parts.extend(schema["allOf"].as_array().into_iter().flatten().map(|part| spec.resolved(part)));
    let required: Vec<&str> = parts
        .iter()
        .filter_map(|part| part["required"].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let named = parts.into_iter().filter_map(|part| part["properties"].as_object()).flatten();
    // Of two parts that name the same, the first says more: the second adds defaults.
    let mut first = Map::new();
    let named = named.filter(move |(name, _)| first.insert((*name).clone(), Value::Null).is_none());
    named.map(move |(name, schema)| Property { name, schema, required: required.contains(&name.as_str()) })
}

/// The variants of a union by the kind of item, if this is one.
fn variants_of_items<'a>(spec: &'a Spec, schema: &'a Value) -> Option<Vec<&'a Value>> {
    let variants = spec.resolved(schema)["anyOf"].as_array()?;
    if let [only] = variants.as_slice() {
        return variants_of_items(spec, only);
    }
    let variants: Vec<_> = variants.iter().collect();
    variants.iter().all(|variant| kind_of(variant).is_some()).then_some(variants)
}

fn kind_of(variant: &Value) -> Option<&'static str> {
    let name = name_of(variant)?;
    KINDS.iter().find(|(schema, _)| *schema == name).map(|(_, kind)| *kind)
}

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
        if value.is_object() || (value.is_array() && pointer.is_empty()) {
            if let Some(inner) = inner {
                inner.clone_into(&mut name);
            }
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
