//! The name of each operation in Miro's retired clients and here.
//!
//! Both clients, `miro_api` 2.2.4 for Python and `@mirohq/miro-api` 2.2.4 for Node, name their methods after the
//! operationId, and have the same set of methods.

use std::fmt::Write;

use miro::Operation;
use miro::operation::{Host, Stability};

/// Operations newer than the last release of those clients, which neither has.
#[rustfmt::skip]
const LATER: [&str; 57] = [
    "create-doc-format-item", "get-doc-format-item", "delete-doc-format-item",
    "get-code-widget-items", "create-code-widget-item", "get-code-widget-item", "update-code-widget-item",
    "delete-code-widget-item", "move-code-widget-item",
    "enterprise-get-groups", "enterprise-create-group", "enterprise-get-group", "enterprise-update-group",
    "enterprise-delete-group", "enterprise-get-group-members", "enterprise-create-group-member",
    "enterprise-update-group-members", "enterprise-get-group-member", "enterprise-delete-group-member",
    "enterprise-groups-get-teams", "enterprise-groups-get-team", "enterprise-teams-get-groups",
    "enterprise-teams-create-group", "enterprise-teams-get-group", "enterprise-teams-delete-group",
    "enterprise-boards-get-groups", "enterprise-boards-create-group", "enterprise-boards-delete-groups",
    "enterprise-projects-get-groups", "enterprise-project-create-group", "enterprise-project-delete-groups",
    "create-case", "edit-case", "delete-case", "create-legal-hold", "edit-legal-hold", "delete-legal-hold",
    "get-legal-hold-export-jobs",
    "enterprise-board-export-jobs", "enterprise-update-board-export-job", "enterprise-board-export-job-tasks",
    "enterprise-create-board-export-task-export-link",
    "enterprise-get-ai-interaction-logs",
    "listUsers", "createUser", "getUser", "replaceUser", "patchUser", "deleteUser", "listGroups", "getGroup", "patchGroup",
    "listServiceProviderConfigs", "listResourceTypes", "getResourceType", "listSchemas", "getSchema",
];

const SECTIONS: [&str; 5] = ["Boards", "Experimental", "Enterprise", "SCIM", "Tokens"];

fn section(operation: &Operation) -> &'static str {
    let [boards, experimental, enterprise, scim, tokens] = SECTIONS;
    match operation.stability() {
        _ if operation.host() == Host::Scim => scim,
        Stability::Experimental => experimental,
        Stability::Enterprise | Stability::EnterpriseGuard => enterprise,
        _ if operation.path().starts_with("/v2/boards") => boards,
        _ => tokens,
    }
}

/// Returns one table per section, as Markdown.
pub fn table() -> String {
    let mut text =
        "<!-- Written by `cargo run -p miro-examples --example catalog -- --format migration`. -->\n"
            .to_owned();
    for title in SECTIONS {
        let rows: Vec<_> =
            miro::catalogue().filter(|operation| section(operation) == title).map(row).collect();
        if !rows.is_empty() {
            let rows = rows.concat();
            _ = write!(
                text,
                "\n## {title}\n\n| operation | Python | Node | here |\n| --- | --- | --- | --- |\n{rows}"
            );
        }
    }
    text
}

fn row(operation: &'static Operation) -> String {
    let id = operation.id();
    let (python, node) = match LATER.contains(&id) {
        true => ("–".to_owned(), "–".to_owned()),
        false => (format!("`{}`", snake(id)), format!("`{}`", camel(id))),
    };
    let call = operation.rust();
    format!("| [`{id}`](https://developers.miro.com/reference/{id}) | {python} | {node} | `api.{call}` |\n")
}

/// Converts `get-boards` and `getItemsByGroupId` to Python's names.
fn snake(id: &str) -> String {
    let mut name = String::new();
    for character in id.chars() {
        match character {
            '-' => name.push('_'),
            _ if character.is_uppercase() => name.extend(['_', character.to_ascii_lowercase()]),
            _ => name.push(character),
        }
    }
    name
}

/// Converts `get-boards` and `getItemsByGroupId` to Node's names.
fn camel(id: &str) -> String {
    let mut words = id.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_is_up_to_date() {
        let committed = include_str!("../../miro/docs/migration-calls.md");
        assert!(
            committed == table(),
            "run `cargo run -p miro-examples --example catalog -- --format migration >miro/docs/migration-calls.md`"
        );
    }

    #[test]
    fn every_operation_has_exactly_one_row() {
        let table = table();
        for operation in miro::catalogue() {
            assert_eq!(table.matches(&format!("| [`{}`]", operation.id())).count(), 1, "{}", operation.id());
        }
    }

    #[test]
    fn the_retired_clients_have_140_operations() {
        let theirs = miro::catalogue().filter(|operation| !LATER.contains(&operation.id())).count();
        assert_eq!(theirs, 140, "operations added since belong in LATER");
    }

    #[test]
    fn names_match_the_retired_clients() {
        for (id, python, node) in [
            ("get-boards", "get_boards", "getBoards"),
            ("getItemsByGroupId", "get_items_by_group_id", "getItemsByGroupId"),
            ("revoke-token-v2", "revoke_token_v2", "revokeTokenV2"),
            ("unGroup", "un_group", "unGroup"),
        ] {
            assert_eq!((snake(id).as_str(), camel(id).as_str()), (python, node));
        }
    }
}
