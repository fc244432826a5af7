//! The checks can fail: each finds the mistake that was put into a copy of the specification or into decoded values.

use std::collections::BTreeMap;

use miro_openapi::Spec;
use miro_openapi::errata::{self, Check};
use serde_json::{Value, json};

use super::{bodies, catalogue, examples, responses};
use crate::requests::Recorded;

/// Returns the specification with a change: the fields are added to the object at the pointer.
fn changed_document(pointer: &str, fields: Value) -> Option<Value> {
    let mut document = super::found(miro_openapi::document())?;
    let object = document.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
    object.extend(fields.as_object().unwrap().clone());
    Some(document)
}

fn changed(pointer: &str, fields: Value) -> Option<Spec> {
    changed_document(pointer, fields).map(Spec::new)
}

const BOARD: &str = "/paths/~1v2~1boards~1{board_id}";

#[test]
fn detects_undeclared_and_nonexistent_operations() {
    let operation = json!({"operationId": "fold-board", "responses": {"204": {}}});
    let Some(document) = changed_document(BOARD, json!({"put": operation})) else { return };
    let differences = catalogue::differences(&document);
    assert!(
        differences
            .starts_with("New, in the specification only (1):\n  fold-board  PUT /v2/boards/{}\n\n1 diff")
    );
    let id = json!({"operationId": "fetch-board"});
    let Some(document) = changed_document(&format!("{BOARD}/get"), id) else { return };
    let differences = catalogue::differences(&document);
    assert!(differences.contains("  fetch-board  GET"), "{differences}");
    assert!(differences.contains("  get-specific-board  GET"), "{differences}");
}

async fn differences_of_responses(spec: &Spec, operations: &[&str]) -> BTreeMap<String, String> {
    let calls: Vec<Recorded> = super::calls().await;
    let mut checked = responses::Checked::default();
    for operation in operations {
        checked.operation(spec, spec.operation(operation).unwrap(), &calls);
    }
    checked.differences.retain(|at, _| !errata::has(Check::Responses, at));
    checked.differences
}

#[tokio::test]
async fn detects_a_property_without_a_model() {
    let folder = json!({"folder": {"type": "string"}});
    let Some(spec) = changed("/components/schemas/BoardWithLinks/properties", folder) else { return };
    let differences = differences_of_responses(&spec, &["get-specific-board", "create-board"]).await;
    assert_eq!(differences["create-board extra.folder"], "has no field, and stays in `extra`");
    assert_eq!(differences.len(), 1, "{differences:?}");
}

#[tokio::test]
async fn detects_a_dropped_property() {
    let shade = json!({"shade": {"type": "string", "example": "dark"}});
    let Some(spec) = changed("/components/schemas/Items/properties", shade) else { return };
    let differences = differences_of_responses(&spec, &["create-items"]).await;
    assert_eq!(differences["Items.shade"], r#"of "dark" became nothing"#);
    assert_eq!(differences.len(), 1, "{differences:?}");
}

#[tokio::test]
async fn detects_a_changed_property() {
    let text = json!({"example": {"no": "text"}, "type": "object", "properties": {"no": {"type": "string"}}});
    let Some(spec) = changed("/components/schemas/TextData/properties/content", text) else { return };
    let differences = differences_of_responses(&spec, &["get-text-item"]).await;
    assert_eq!(differences["get-text-item extra.content"], "has no field, and stays in `extra`");
}

#[tokio::test]
async fn detects_an_unknown_enum_value() {
    let values = json!({"enum": ["square", "rectangle", "heart"]});
    let Some(spec) = changed("/components/schemas/StickyNoteData/properties/shape", values) else { return };
    let differences = differences_of_responses(&spec, &["get-sticky-note-item", "get-items"]).await;
    let heart = ("StickyNoteData.shape=heart".to_owned(), "is not known".to_owned());
    assert_eq!(differences, BTreeMap::from([heart]));
}

#[tokio::test]
async fn detects_unset_and_unspecified_body_properties() {
    let properties = json!({"properties": {"name": {"type": "string"}, "folder": {"type": "string"}}});
    let Some(spec) = changed("/components/schemas/CreateTeamRequest", properties) else { return };
    let Some(other) = changed("/components/schemas/TeamChanges", json!({"properties": {"title": {}}})) else {
        return;
    };
    let calls = super::calls().await;
    let mut checked = bodies::Checked::default();
    checked.operation(&spec, spec.operation("enterprise-create-team").unwrap(), &calls);
    checked.operation(&other, other.operation("enterprise-update-team").unwrap(), &calls);
    let differences = checked.differences;
    assert_eq!(differences["enterprise-create-team CreateTeamRequest.folder"], "cannot be set");
    assert_eq!(differences["enterprise-update-team TeamChanges.title"], "cannot be set");
    let refused = differences.iter().find(|(at, _)| at.starts_with("enterprise-update-team sends {"));
    assert!(refused.unwrap().1.contains("'name' was unexpected"), "{differences:?}");
}

#[tokio::test]
async fn detects_unknown_and_unsent_body_values() {
    let values = json!({"enum": ["auto", "left", "middle"]});
    let pointer = "/components/schemas/ItemConnectionCreationData/properties/snapTo";
    let Some(spec) = changed(pointer, values) else { return };
    let pointer = "/components/schemas/PatchUserResource/properties/Operations/items/properties/op";
    let Some(other) = changed(pointer, json!({"enum": ["Add", "Remove", "Replace", "Move"]})) else { return };
    let differences = differences_of_limits(&[(&spec, "create-connector"), (&other, "patchUser")]).await;
    let expected = [
        ("create-connector ItemConnectionCreationData.snapTo=middle", "is not known"),
        ("patchUser PatchUserResource.Operations[].op=\"Move\"", "is sent by no call"),
    ];
    assert_eq!(differences, BTreeMap::from(expected.map(|(at, what)| (at.to_owned(), what.to_owned()))));
}

#[tokio::test]
async fn detects_violated_and_unprobed_bounds() {
    let Some(wider) =
        changed("/components/schemas/ConnectorStyle/properties/strokeWidth", json!({"maximum": 30}))
    else {
        return;
    };
    let Some(narrower) =
        changed("/components/schemas/TagCreateRequest/properties/title", json!({"maxLength": 9}))
    else {
        return;
    };
    let url = json!({"maxLength": 2_000});
    let Some(new) = changed("/components/schemas/EmbedUrlData/properties/url", url) else { return };
    let operations = [(&wider, "create-connector"), (&narrower, "create-tag"), (&new, "create-embed-item")];
    let differences = differences_of_limits(&operations).await;
    let texts: Vec<_> = differences.iter().map(|(at, what)| format!("{at}: {what}")).collect();
    let [wider, new, narrower] = texts.as_slice() else { panic!("{texts:?}") };
    assert!(wider.starts_with("create-connector ConnectorStyle.strokeWidth 30: is refused: "), "{wider}");
    assert_eq!(new, "create-embed-item EmbedUrlData.url: has limits that no probe is for");
    assert_eq!(narrower, "create-tag TagCreateRequest.title 10: is taken, and Miro refuses it");
}

async fn differences_of_limits(operations: &[(&Spec, &str)]) -> BTreeMap<String, String> {
    let (calls, probes) = (super::calls().await, bodies::limits::probes());
    let mut checked = bodies::limits::Checked::default();
    for (spec, operation) in operations {
        checked.operation(spec, spec.operation(operation).unwrap(), &calls, &probes);
    }
    checked.differences
}

#[tokio::test]
async fn detects_an_unreadable_example() {
    let example = json!({"example": {"id": ["uXjVOD6LSME="]}});
    let pointer = format!("{BOARD}/get/responses/200/content/application~1json");
    let Some(spec) = changed(&pointer, example) else { return };
    let mut checked = examples::Checked::default();
    checked.operation(&spec, spec.operation("get-specific-board").unwrap(), &super::calls().await);
    let why = &checked.unread[r#"get-specific-board {"id":["uXjVOD6LSME="]}"#];
    assert!(why.contains("at $.id"), "{why}");
}

#[test]
fn detects_an_obsolete_erratum() {
    let mut differences = BTreeMap::from([("a".to_owned(), "differs".to_owned())]);
    let count = errata::excuse(&mut differences, Check::Responses);
    assert_eq!(differences.remove("a").as_deref(), Some("differs"));
    assert_eq!(differences.len(), count, "{differences:?}");
    assert!(differences.values().all(|what| what.contains("remove its erratum")));
}
