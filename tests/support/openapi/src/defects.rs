//! Errata of the specification: one row for each place, with the correction and the reason.

use serde_json::{Value, json};

/// A place in the specification that differs from Miro.
struct Defect {
    /// The JSON pointer.
    at: &'static str,
    /// The correct value; `null` removes it.
    truth: fn() -> Value,
    /// How we know.
    #[expect(dead_code, reason = "for the reader")]
    reason: &'static str,
}

#[rustfmt::skip] // One defect, one line.
const DEFECTS: &[Defect] = &[
    Defect { at: "/components/schemas/Picture/properties/id", truth: || json!({"type": "string"}), reason: "a string on the wire (miroapp/api-clients#452)" },
    Defect { at: "/components/schemas/FrameData/properties/showContent", truth: || json!({"type": "boolean"}), reason: "lost when two schemas of this name were merged; FrameDataPlatformContainers has it" },
    Defect { at: "/components/schemas/GenericItem/properties/style", truth: style_of_any_item, reason: "lists send the style (seen live by miro-mcp-server)" },
    Defect { at: "/components/schemas/Item/properties/style", truth: style_of_any_item, reason: "bulk creation answers with items of every kind, as lists do" },
    Defect { at: "/components/schemas/ItemData/oneOf", truth: || json!([{"$ref": "#/components/schemas/WidgetDataOutput"}]), reason: "bulk creation answers with items of every kind, not with documents and images only" },
    Defect { at: "/components/schemas/GroupResponseShort/properties/data", truth: items_of_a_group, reason: "`Group` became the user group when the specifications were merged; until Nov 2025 it was the group of items" },
    Defect { at: "/paths/~1v2~1boards~1{board_id}~1groups/post/requestBody/content/application~1json/schema", truth: group_of_items, reason: "`Group` became the user group, as above" },
    Defect { at: "/paths/~1v2~1boards~1{board_id}~1groups~1{group_id}/put/requestBody/content/application~1json/schema", truth: group_of_items, reason: "`Group` became the user group, as above" },
    Defect { at: "/paths/~1v2~1boards~1{board_id}~1groups/get/responses/200/content/application~1json/schema/properties/cursor", truth: || json!({"type": "string"}), reason: "the description of the operation says that answers have it" },
    Defect { at: "/paths/~1v2~1boards~1{board_id}~1groups~1items/get/responses/200/content/application~1json/schema/properties/cursor", truth: || json!({"type": "string"}), reason: "the description of the operation says that answers have it" },
    Defect { at: "/components/schemas/MindmapNodeStyle/properties/fillOpacity/maximum", truth: || json!(1), reason: "an opacity, and those have bounds wherever else they stand" },
    Defect { at: "/components/schemas/MindmapNodeStyle/properties/fillOpacity/minimum", truth: || json!(0), reason: "an opacity, and those have bounds wherever else they stand" },
    Defect { at: "/components/schemas/ShapeData/properties/shape", truth: || json!({"type": "string"}), reason: "lists show shapes of flowcharts as well, which ShapeItem and the experimental routes have" },
    Defect { at: "/components/schemas/WidgetDataOutput/oneOf", truth: widget_data, reason: "lists of items can be filtered by doc_format, the only way to list them" },
    Defect { at: "/paths/~1v1~1oauth-token/get/responses/200/content/application~1json/schema/properties/application", truth: || json!({"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "type": {"type": "string"}, "name": {"type": "string"}}}), reason: "in live answers (miro-mcp-server, 2026-08-18)" },
    Defect { at: "/components/schemas/OrganizationMember/properties/lastActivityAt", truth: || json!({"oneOf": [{"type": "string", "format": "date-time"}, {"type": "string", "enum": [""]}]}), reason: "empty for a user who never signed in, by its own description" },
    Defect { at: "/components/schemas/TeamCopyAccessLevelSettings/properties/copyAccessLevel/enum", truth: || json!(["anyone", "team_members", "team_editors", "board_owner"]), reason: "a dash and spaces got into board_owner; TeamCopyAccessLevelSettingsChanges has it without" },
    Defect { at: "/components/schemas/AuditEvent/properties/createdAt/format", truth: || json!(null), reason: "its own example ends in +0000, which RFC 3339 does not know" },
    Defect { at: "/components/schemas/LegalHoldRequestScopeUsers/required", truth: || json!(["users"]), reason: "names user, which is no property" },
    Defect { at: "/components/schemas/PatchGroupResource/properties/schemas/enum", truth: || json!(null), reason: "said of the list and not of its elements" },
    Defect { at: "/components/schemas/PatchGroupResource/properties/Operations/items/properties/path/enum", truth: || json!(null), reason: "a path can have a filter behind it, as in the example of the operation" },
    Defect { at: "/components/schemas/PatchUserResource/properties/Operations/items/required", truth: || json!(["op", "path"]), reason: "by its description there is no value where something is removed" },
    Defect { at: "/components/schemas/PatchUserResource/properties/Operations/items/properties/value", truth: text_or_roles, reason: "by its description the value of roles is a list" },
    Defect { at: "/components/schemas/LegalHoldResponse/required", truth: || json!(["caseId", "createdAt", "createdBy", "id", "lastModifiedAt", "name", "organizationId", "scope", "state"]), reason: "names scopeValue, which is no property" },
    Defect { at: "/components/schemas/LegalHoldContentItemsResponse/required", truth: || json!(["contentId", "type"]), reason: "names id and name, which are no properties" },
    Defect { at: "/paths/~1v2~1orgs~1{org_id}~1boards~1export~1jobs~1{job_id}~1status/put/responses/200/content/application~1json/schema/properties/status", truth: || json!({"type": "string"}), reason: "an object and a string at once; its example is a string" },
];

#[rustfmt::skip] // As one list.
fn widget_data() -> Value {
    let kinds = [
        "Text", "Embed", "Card", "AppCard", "Image", "Document", "Shape", "Frame", "StickyNote", "DocFormat",
    ];
    kinds.iter().map(|kind| json!({"$ref": format!("#/components/schemas/{kind}Data")})).collect()
}

fn items_of_a_group() -> Value {
    json!({"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "string"}}}})
}

fn group_of_items() -> Value {
    json!({"type": "object", "required": ["data"], "properties": {"data": items_of_a_group()}})
}

fn text_or_roles() -> Value {
    let role =
        json!({"value": {"type": "string"}, "type": {"type": "string"}, "primary": {"type": "boolean"}});
    let roles =
        json!({"type": "array", "items": {"type": "object", "required": ["value"], "properties": role}});
    json!({"oneOf": [{"type": "string"}, roles]})
}

#[rustfmt::skip] // As one list.
fn style_of_any_item() -> Value {
    // Only that of created shapes has the alignments of shapes in flowcharts.
    let styles = [
        "AppCardStyle", "CardStyle", "FrameStyle", "ShapeStyleForCreate", "StickyNoteStyle", "TextStyle",
    ];
    one_of(&styles)
}

fn one_of(schemas: &[&str]) -> Value {
    let schemas = schemas.iter().map(|name| json!({"$ref": format!("#/components/schemas/{name}")}));
    json!({"oneOf": schemas.collect::<Vec<_>>()})
}

/// Applies the corrections.
pub(crate) fn repair(document: &mut Value) {
    for defect in DEFECTS {
        let (parent, name) = defect.at.rsplit_once('/').unwrap();
        let name = name.replace("~1", "/").replace("~0", "~");
        let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("{} is not there", defect.at));
        let parent = parent.as_object_mut().unwrap();
        let truth = (defect.truth)();
        assert_ne!(parent.get(&name).unwrap_or(&Value::Null), &truth, "{} is right by now", defect.at);
        if truth.is_null() {
            parent.remove(&name);
        } else {
            parent.insert(name, truth);
        }
    }
}
