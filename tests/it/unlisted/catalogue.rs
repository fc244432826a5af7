use std::collections::BTreeSet;

use miro::Operation;
use miro::api::unlisted;
use miro::operation::{Host, Stability};
use miro_openapi::comparison;

#[test]
fn live_rows_13_21_22_eleven_operations_are_unlisted() {
    let operations: Vec<_> = unlisted::catalogue()
        .map(|operation| format!("{} {} {}", operation.id(), operation.method(), operation.path()))
        .collect();
    assert_eq!(
        operations,
        [
            "get-comments GET /v2-experimental/boards/{board_id}/comments",
            "create-comment POST /v2-experimental/boards/{board_id}/comments",
            "get-comment GET /v2-experimental/boards/{board_id}/comments/{comment_id}",
            "update-comment PATCH /v2-experimental/boards/{board_id}/comments/{comment_id}",
            "reply-to-comment POST /v2-experimental/boards/{board_id}/comments/{comment_id}/messages",
            "get-diagrams GET /v2/boards/{board_id}/diagrams",
            "get-diagram GET /v2/boards/{board_id}/diagrams/{item_id}",
            "get-data-table-formats GET /v2/boards/{board_id}/data_table_formats",
            "get-data-table-format GET /v2/boards/{board_id}/data_table_formats/{item_id}",
            "createScimGroup POST /Groups",
            "deleteScimGroup DELETE /Groups/{group_id}",
        ]
    );
}

#[test]
fn unlisted_operations_are_not_in_the_catalogue() {
    let catalogue: BTreeSet<_> = miro::catalogue().map(Operation::id).collect();
    assert_eq!(catalogue.len(), 197, "the operations of Miro's specification");
    for operation in unlisted::catalogue() {
        assert!(!catalogue.contains(operation.id()), "{}", operation.id());
        assert_eq!(operation.stability(), Stability::Unlisted, "{}", operation.id());
        let is_scim = operation.path().starts_with("/Groups");
        assert_eq!(operation.host() == Host::Scim, is_scim, "{}", operation.id());
    }
}

#[test]
fn unlisted_operations_are_not_in_the_specification() {
    let Some(document) = miro_openapi::document() else {
        println!("skipped: MIRO_OPENAPI does not say where Miro's OpenAPI specification is");
        return;
    };
    let specification = comparison::read(&document).unwrap();
    let routes: BTreeSet<_> = specification
        .values()
        .map(|operation| (operation.method.as_str(), operation.path.as_str()))
        .collect();
    for operation in unlisted::catalogue() {
        let described = comparison::Description::of(operation);
        let route = (described.method.as_str(), described.path.as_str());
        assert!(
            !routes.contains(&route),
            "{} is specified now: it belongs into the catalogue",
            operation.id()
        );
    }
}
