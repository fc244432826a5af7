//! The longer values that correct schemas.

use serde_json::{Value, json};

#[rustfmt::skip] // As one list.
pub(super) fn widget_data() -> Value {
    let kinds = [
        "Text", "Embed", "Card", "AppCard", "Image", "Document", "Shape", "Frame", "StickyNote", "DocFormat",
    ];
    kinds.iter().map(|kind| json!({"$ref": format!("#/components/schemas/{kind}Data")})).collect()
}

pub(super) fn items_of_a_group() -> Value {
    json!({"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "string"}}}})
}

pub(super) fn group_of_items() -> Value {
    json!({"type": "object", "required": ["data"], "properties": {"data": items_of_a_group()}})
}

pub(super) fn application() -> Value {
    let properties =
        json!({"id": {"type": "string"}, "type": {"type": "string"}, "name": {"type": "string"}});
    json!({"type": "object", "required": ["id"], "properties": properties})
}

pub(super) fn time_or_nothing() -> Value {
    json!({"oneOf": [{"type": "string", "format": "date-time"}, {"type": "string", "enum": [""]}]})
}

pub(super) fn text_or_roles() -> Value {
    let role =
        json!({"value": {"type": "string"}, "type": {"type": "string"}, "primary": {"type": "boolean"}});
    let roles =
        json!({"type": "array", "items": {"type": "object", "required": ["value"], "properties": role}});
    json!({"oneOf": [{"type": "string"}, roles]})
}

#[rustfmt::skip] // As one list.
pub(super) fn legal_hold() -> Value {
    json!([
        "caseId", "createdAt", "createdBy", "id", "lastModifiedAt", "name", "organizationId", "scope", "state",
    ])
}

#[rustfmt::skip] // As one list.
pub(super) fn style_of_any_item() -> Value {
    // Only the style of created shapes has the alignments of shapes in flowcharts.
    let styles = [
        "AppCardStyle", "CardStyle", "FrameStyle", "ShapeStyleForCreate", "StickyNoteStyle", "TextStyle",
    ];
    let schemas = styles.iter().map(|name| json!({"$ref": format!("#/components/schemas/{name}")}));
    json!({"oneOf": schemas.collect::<Vec<_>>()})
}
