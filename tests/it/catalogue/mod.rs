//! The catalogue as data: its rules must hold for every operation, including new ones.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use miro::Operation;
use miro::operation::{Cost, Host, Level, Paging, Stability};

fn operation(id: &str) -> &'static Operation {
    miro::catalogue().find(|operation| operation.id() == id).unwrap_or_else(|| panic!("no operation {id}"))
}

#[test]
fn operation_ids_are_unique() {
    let mut seen = HashSet::new();
    let twice: Vec<_> = miro::catalogue().map(Operation::id).filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert!(seen.len() >= 57, "operations are missing: {}", seen.len());
}

/// Operations that share a route on purpose: a query parameter or the kind of body distinguishes them.
const SHARED_ROUTES: [&[&str]; 8] = [
    &["get-items", "get-items-within-frame", "get-items-by-tag"],
    &["delete-item", "remove-tag-from-item"],
    &["create-items", "create-items-in-bulk-using-file-from-device"],
    &["create-image-item-using-url", "create-image-item-using-local-file"],
    &["update-image-item-using-url", "update-image-item-using-file-from-device"],
    &["create-document-item-using-url", "create-document-item-using-file-from-device"],
    &["update-document-item-using-url", "update-document-item-using-file-from-device"],
    &["unGroup", "deleteGroup"],
];

#[test]
fn only_the_known_operations_share_a_route() {
    let mut routes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for operation in miro::catalogue() {
        let route = (operation.host() == Host::Scim, operation.method().as_str(), operation.path());
        routes.entry(route).or_default().push(operation.id());
    }
    for (route, sharing) in routes.into_iter().filter(|(_, sharing)| sharing.len() > 1) {
        let known = SHARED_ROUTES.iter().any(|known| sharing.iter().all(|id| known.contains(id)));
        assert!(known, "{route:?} is shared by {sharing:?}");
    }
}

#[test]
fn every_operation_names_its_rust_call() {
    let mut calls = BTreeSet::new();
    for operation in miro::catalogue() {
        let call = operation.rust();
        assert!(call.ends_with(')') && call.contains('('), "{}: {call:?}", operation.id());
        assert!(calls.insert(call), "{call} is called twice");
    }
    assert_eq!(operation("get-boards").rust(), "boards().list()");
    assert_eq!(operation("create-items").rust(), "board(board_id).items().create_bulk(items)");
}

#[test]
fn page_sizes_match_the_documentation() {
    for operation in miro::catalogue() {
        let Some(paging) = operation.paging() else { continue };
        let on_a_board = operation.path().contains("/boards/{board_id}/");
        let (id, range) = (operation.id(), paging.page_size());
        match paging {
            Paging::Offset { .. } => assert_eq!(range, (1, 50), "{id}"),
            Paging::Cursor { .. } if on_a_board && !operation.path().contains("/orgs/") => {
                assert_eq!(range, (10, 50), "{id}");
            }
            Paging::Cursor { .. } => {
                assert!([(1, 100), (1, 500), (1, 1_000)].contains(&range), "{id}: {range:?}");
            }
            Paging::StartIndex { .. } => assert_eq!(range, (1, 1_000), "{id}"),
            _ => panic!("{id}: {paging:?}"),
        }
    }
    let by_offset: BTreeSet<_> = miro::catalogue()
        .filter(|operation| matches!(operation.paging(), Some(Paging::Offset { .. })))
        .map(Operation::id)
        .collect();
    let documented = ["get-board-members", "get-boards", "get-items-by-tag", "get-tags-from-board"];
    assert_eq!(by_offset, BTreeSet::from(documented));
}

#[test]
fn costs_are_known_before_the_call() {
    assert_eq!(operation("get-boards").credits(1), 50);
    assert_eq!(operation("copy-board").credits(1), 2_000);
    let bulk = operation("create-items");
    assert_eq!((bulk.level(), bulk.cost()), (Some(Level::L2), Cost::PerItem));
    assert_eq!(bulk.credits(20), 2_000);
    assert_eq!(operation("token-info").credits(1), 0, "Miro documents no level");
}

#[test]
fn operations_report_their_requirements() {
    for operation in miro::catalogue() {
        let needs_no_scope = operation.host() == Host::Scim
            || ["token-info", "revoke-token", "revoke-token-v2"].contains(&operation.id());
        assert_eq!(operation.scopes().is_empty(), needs_no_scope, "{}", operation.id());
    }
    let tag_of_item = operation("remove-tag-from-item");
    let [parameter] = tag_of_item.query_parameters() else { panic!("{tag_of_item:?}") };
    assert_eq!((parameter.name(), parameter.is_required()), ("tag_id", true));
    let search = operation("get-boards").query_parameters().iter().find(|it| it.name() == "query").unwrap();
    assert_eq!((search.is_required(), search.allowed_range()), (false, Some((0, 500))));
    assert!(operation("revoke-token-v2").is_anonymous() && !operation("token-info").is_anonymous());
    assert_eq!(operation("token-info").stability(), Stability::V1);
    assert_eq!(operation("get-boards").stability(), Stability::V2);
}

#[test]
fn organization_operations_name_their_plan() {
    for operation in miro::catalogue() {
        let stability = operation.stability();
        let needs_a_plan = matches!(stability, Stability::Enterprise | Stability::EnterpriseGuard);
        assert!(needs_a_plan || !operation.path().starts_with("/v2/orgs/"), "{}", operation.id());
    }
    let bulk = operation("enterprise-update-group-members");
    assert_eq!((bulk.cost(), bulk.credits(500)), (Cost::PerItem, 25_000));
    assert_eq!(
        operation("enterprise-get-project-members").rust(),
        "org(org_id).team(team_id).project(project_id).members().list()"
    );
    let cancel = operation("enterprise-update-board-export-job");
    assert_eq!(cancel.rust(), "compliance(org_id).board_export(job_id).cancel()");
    assert!(cancel.has_body(), "a constant one");
}

#[test]
fn scim_has_separate_host_levels_and_calls() {
    let list = operation("listUsers");
    assert_eq!((list.host(), list.stability()), (Host::Scim, Stability::Scim));
    assert_eq!(list.rust(), "scim(token).users().list()");
    assert_eq!(
        operation("listServiceProviderConfigs").rust(),
        "scim(token).discovery().service_provider_config()"
    );
    let levels = [
        ("listUsers", 1),
        ("createUser", 1),
        ("getUser", 1),
        ("replaceUser", 2),
        ("patchUser", 2),
        ("deleteUser", 3),
        ("listGroups", 4),
        ("getGroup", 3),
        ("patchGroup", 2),
    ];
    for (id, level) in levels {
        assert_eq!(operation(id).level().map(Level::number), Some(level), "{id}");
    }
    assert!(miro::catalogue().filter(|it| it.host() == Host::Scim).count() == 14);
}

#[test]
fn unsafe_operations_are_not_idempotent() {
    assert!(operation("get-boards").is_idempotent() && operation("delete-item").is_idempotent());
    for id in ["create-board", "copy-board", "update-board", "create-items"] {
        assert!(!operation(id).is_idempotent(), "{id}");
    }
}
