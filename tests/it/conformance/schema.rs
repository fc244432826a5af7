//! Reads the schemas of the specification.

use std::collections::BTreeSet;

use miro_openapi::{Spec, name_of};
use serde_json::Value;

/// The kind of item whose `data` or `style` a schema is. The specification does not say so.
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

/// A property of an object, from any part of the schema.
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    pub(super) schema: &'a Value,
    pub(super) required: bool,
}

/// Returns the properties of an object, from all parts of its schema.
pub(super) fn properties<'a>(spec: &'a Spec, schema: &'a Value) -> impl Iterator<Item = Property<'a>> {
    let mut parts = vec![schema];
    parts.extend(schema["allOf"].as_array().into_iter().flatten().map(|part| spec.resolved(part)));
    let required: Vec<&str> = parts
        .iter()
        .filter_map(|part| part["required"].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let named = parts.into_iter().filter_map(|part| part["properties"].as_object()).flatten();
    // If two parts name the same property, the first says more: the second adds defaults.
    let mut known = BTreeSet::new();
    let named = named.filter(move |(name, _)| known.insert(*name));
    named.map(move |(name, schema)| Property { name, schema, required: required.contains(&name.as_str()) })
}

/// Returns the variants of a union by the kind of item, if it is such a union.
pub(super) fn variants_by_kind<'a>(spec: &'a Spec, schema: &'a Value) -> Option<Vec<&'a Value>> {
    let variants = spec.resolved(schema)["anyOf"].as_array()?;
    if let [only] = variants.as_slice() {
        return variants_by_kind(spec, only);
    }
    let variants: Vec<_> = variants.iter().collect();
    variants.iter().all(|variant| kind_of(variant).is_some()).then_some(variants)
}

/// Returns the kind of item that a variant is for.
pub(super) fn kind_of(variant: &Value) -> Option<&'static str> {
    let name = name_of(variant)?;
    KINDS.iter().find(|(schema, _)| *schema == name).map(|(_, kind)| *kind)
}
