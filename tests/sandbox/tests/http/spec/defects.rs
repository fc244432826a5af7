//! Where the specification itself is wrong: one row for each place, with what is right and why.

use serde_json::{Value, json};

/// A place in the specification that differs from Miro.
struct Defect {
    /// The JSON pointer.
    at: &'static str,
    /// What stands there in truth; `null` removes it.
    truth: fn() -> Value,
    /// How we know.
    #[expect(dead_code, reason = "for the reader")]
    reason: &'static str,
}

#[rustfmt::skip] // One defect, one line.
const DEFECTS: &[Defect] = &[
    Defect { at: "/components/schemas/Picture/properties/id", truth: || json!({"type": "string"}), reason: "a string on the wire (miroapp/api-clients#452)" },
    Defect { at: "/components/schemas/FrameData/properties/showContent", truth: || json!({"type": "boolean"}), reason: "lost when two schemas of this name were merged; FrameDataPlatformContainers has it" },
    Defect { at: "/components/schemas/GenericItem/properties/style", truth: || json!({"type": "object"}), reason: "lists send the style (seen live by miro-mcp-server)" },
    Defect { at: "/components/schemas/Item/properties/style", truth: || json!({"type": "object"}), reason: "bulk creation answers with items of every kind, as lists do" },
    Defect { at: "/components/schemas/ItemData/oneOf", truth: || json!([{"$ref": "#/components/schemas/WidgetDataOutput"}]), reason: "bulk creation answers with items of every kind, not with documents and images only" },
    Defect { at: "/components/schemas/ShapeData/properties/shape", truth: || json!({"type": "string"}), reason: "lists show shapes of flowcharts as well, which ShapeItem and the experimental routes have" },
    Defect { at: "/components/schemas/WidgetDataOutput/oneOf", truth: widget_data, reason: "lists of items can be filtered by doc_format, the only way to list them" },
    Defect { at: "/paths/~1v1~1oauth-token/get/responses/200/content/application~1json/schema/properties/application", truth: || json!({"type": "object"}), reason: "in live answers (miro-mcp-server, 2026-08-18)" },
];

fn widget_data() -> Value {
    let kinds = [
        "Text",
        "Embed",
        "Card",
        "AppCard",
        "Image",
        "Document",
        "Shape",
        "Frame",
        "StickyNote",
        "DocFormat",
    ];
    kinds.iter().map(|kind| json!({"$ref": format!("#/components/schemas/{kind}Data")})).collect()
}

/// Replaces what is wrong.
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
