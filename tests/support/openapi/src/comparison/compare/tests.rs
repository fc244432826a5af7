use serde_json::{Value, json};

use super::*;
use crate::comparison::read::{read, tests::made_up};
use crate::errata::Place;

fn operations(document: &Value) -> Operations {
    read(document).unwrap()
}

fn report(older: &Value, newer: &Value) -> String {
    compare(&operations(older), &operations(newer), &[]).to_string()
}

/// Returns the made-up specification with this place changed.
fn changed(pointer: &str, value: Value) -> Value {
    let mut document = made_up();
    *document.pointer_mut(pointer).unwrap() = value;
    document
}

#[test]
fn nothing_differs_from_itself() {
    let differences = compare(&operations(&made_up()), &operations(&made_up()), &[]);
    assert!(differences.is_empty());
    assert_eq!(differences.to_string(), "0 differences, and 0 that are known");
}

#[test]
fn operations_come_and_go() {
    let mut newer = made_up();
    let paths = newer["paths"].as_object_mut().unwrap();
    paths.remove("/Things?");
    paths.insert("/v2/others".to_owned(), json!({"get": {"operationId": "get-others"}}));
    assert_eq!(
        report(&made_up(), &newer),
        "New, in the specification only (1):\n  get-others  GET /v2/others\n\nGone, in the catalogue only (1):\n  \
         createThing  POST /Things\n\n2 differences, and 0 that are known"
    );
}

#[test]
fn each_difference_is_one_line() {
    const THINGS: &str = "/paths/~1v2~1boards~1{board_id_PlatformThings}~1things";
    let description = "<h3>Required scope</h3> <a>boards:write</a><h3>Rate limiting</h3> <a>Level 3</a>\
        <h3>Enterprise Guard only</h3>";
    for (pointer, value, lines) in [
        (
            format!("{THINGS}/get/description"),
            json!(description),
            &[
                "plan: Enterprise here, Enterprise Guard there",
                "scope boards:read: only here",
                "scope boards:write: only there",
                "level: 2 here, 3 there",
                "cost: per item here, per call there",
            ][..],
        ),
        (
            format!("{THINGS}/get/description"),
            json!(null),
            &[
                "plan: Enterprise here, any there",
                "scope boards:read: only here",
                "level: 2 here, none there",
                "cost: per item here, per call there",
            ],
        ),
        (
            format!("{THINGS}/get/parameters/0/name"),
            json!("shape"),
            &["parameter kind: only here", "parameter shape: only there"],
        ),
        (
            format!("{THINGS}/get/parameters/0/required"),
            json!(false),
            &["parameter kind: required here, optional there"],
        ),
        (
            format!("{THINGS}/get/parameters/0/schema/enum"),
            json!(["round", "flat", "slim", "unknown"]),
            &["parameter kind value square: only here", "parameter kind value flat, slim: only there"],
        ),
        (format!("{THINGS}/get/parameters/0/schema/enum"), json!([]), &[]),
        (
            format!("{THINGS}/get/parameters/1/schema/maxItems"),
            json!(20),
            &["parameter ids: up to 15 here, up to 20 there"],
        ),
        (
            format!("{THINGS}/get/parameters/1/schema/type"),
            json!("string"),
            &["parameter ids: several values here, one value there"],
        ),
        (
            "/components/schemas/Limit".to_owned(),
            json!({"minimum": 1}),
            &["parameter limit: 10 to 50 here, from 1 there"],
        ),
        (
            "/components/schemas/Limit".to_owned(),
            json!({}),
            &["parameter limit: 10 to 50 here, no range there"],
        ),
        (
            "/paths/~1Things?/post/requestBody/content".to_owned(),
            json!({"multipart/form-data": {}}),
            &["body application/json: only here", "body multipart/form-data: only there"],
        ),
    ] {
        let newer = changed(&pointer, value);
        let differences = compare(&operations(&made_up()), &operations(&newer), &[]);
        let found: Vec<_> = differences.operations().values().flatten().map(ToString::to_string).collect();
        assert_eq!(found, lines, "{pointer}");
        assert_eq!(differences.is_empty(), lines.is_empty());
    }
}

#[test]
fn what_moved_is_the_same_operation() {
    let mut newer = made_up();
    let paths = newer["paths"].as_object_mut().unwrap();
    let moved = paths.remove("/Things?").unwrap();
    paths.insert("/v3/things".to_owned(), moved);
    let report = report(&made_up(), &newer);
    assert!(
        report.contains("createThing\n    route: POST /Things here, POST /v3/things there\n"),
        "{report}"
    );
}

#[test]
fn names_of_placeholders_are_compared_without_suffixes() {
    let mut newer = made_up();
    let paths = newer["paths"].as_object_mut().unwrap();
    let things = paths.remove("/v2/boards/{board_id_PlatformThings}/things").unwrap();
    paths.insert("/v2/boards/{board_id}/things".to_owned(), things.clone());
    assert_eq!(report(&made_up(), &newer), "0 differences, and 0 that are known");
    newer["paths"].as_object_mut().unwrap().remove("/v2/boards/{board_id}/things");
    newer["paths"]["/v2/boards/{id}/things"] = things;
    let report = report(&made_up(), &newer);
    assert!(report.contains("get-things\n    placeholders: board_id here, id there\n"), "{report}");
}

#[test]
fn what_is_known_is_not_reported_until_it_is_settled() {
    let known = [
        Place::Catalogue(&["get-things"], "parameter kind: only here"),
        Place::Catalogue(&["get-others"], "GET /v2/others"),
    ];
    let known = known.map(|place| Erratum { place, says: "", so: "", source: "" });
    let mut newer = changed(
        "/paths/~1v2~1boards~1{board_id_PlatformThings}~1things/get/parameters/0/name",
        json!("shape"),
    );
    newer["paths"]["/v2/others"] = json!({"get": {"operationId": "get-others"}});
    let differences = compare(&operations(&made_up()), &operations(&newer), &known);
    assert_eq!(
        differences.to_string(),
        "Changed, here in the catalogue and there in the specification (1):\n  get-things\n    parameter shape: only \
         there\n\n1 differences, and 2 that are known"
    );
    let settled = compare(&operations(&made_up()), &operations(&made_up()), &known);
    assert!(!settled.is_empty());
    assert_eq!(
        settled.to_string(),
        "Known, but not so any more (1):\n  get-things\n    parameter kind: only here\n\n1 differences, and 0 that are known"
    );
}
