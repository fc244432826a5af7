//! Where the client differs from the specification on purpose: one row for each reason. Where the specification itself is
//! wrong, it is repaired in `tests/openapi`.

use std::collections::BTreeMap;

/// Places where the client is not as Miro specifies it.
pub(super) struct Deviation {
    /// What they are about, as the test says it.
    at: &'static [&'static str],
    /// Why.
    #[expect(dead_code, reason = "for the reader")]
    reason: &'static str,
}

#[rustfmt::skip] // One deviation, one line.
pub(super) const CATALOGUE: &[Deviation] = &[
    Deviation { at: &["deleteGroup query delete_items"], reason: "always true: this is what makes it another operation than unGroup" },
    Deviation { at: &["unGroup query delete_items"], reason: "never sent, as true would make it deleteGroup" },
    Deviation { at: &["enterprise-get-organization-members query emails"], reason: "it changes the form of the answer, so it is a method of its own" },
    Deviation { at: &["enterprise-get-team-members query role"], reason: "the values stand in its description" },
    Deviation { at: &["get-items query type", "get-items-experimental query type", "get-items-within-frame query type"], reason: "one type for the kinds of items, wherever they stand" },
    Deviation { at: &["get-mindmap-nodes-experimental query limit"], reason: "the range stands in its description" },
    Deviation { at: &["getGroupById level"], reason: "per item of the group that is fetched, whose number is known after the call" },
];

#[rustfmt::skip] // One deviation, one line.
pub(super) const ANSWERS: &[Deviation] = &[
    Deviation {
        at: &[
            "BoardMembersPagedResponse.links", "BoardsPagedResponse.links", "CodeWidgetCursorPaged.links",
            "ConnectorsCursorPaged.links", "GenericItemCursorPaged.links", "ItemPagedResponse.links",
            "MindmapCursorPaged.links", "TagsPagedResponse.links",
        ],
        reason: "requests for pages are built from cursors: the addresses are http://, and pages do not keep them",
    },
    Deviation {
        at: &[
            "BoardMembersPagedResponse.type", "BoardUserGroupsPage.type", "BoardsPagedResponse.type",
            "GroupMembersPage.type", "GroupTeamsPage.type", "GroupsPage.type", "ItemPagedResponse.type",
            "Items.type", "OrganizationMembersSearchResponse.type", "ProjectMemberPage.type", "ProjectPage.type",
            "ProjectUserGroupsPage.type", "TagsPagedResponse.type", "TeamGroupsPage.type", "TeamMembersPage.type",
            "TeamsPage.type",
        ],
        reason: "always the same: the Rust type says what kind of page it is",
    },
    Deviation {
        at: &[
            "enterprise-get-organization-members without data", "get-all-groups without data",
            "get-board-members without data", "get-boards without data", "get-code-widget-items without data",
            "get-connectors without data", "get-items without data", "get-items-by-tag without data",
            "get-items-experimental without data", "get-items-within-frame without data",
            "get-mindmap-nodes-experimental without data", "get-tags-from-board without data",
            "getItemsByGroupId without data",
        ],
        reason: "what lacks its elements is no page: an empty one would end a stream as if all had come",
    },
    Deviation {
        at: &[
            "createGroup without id", "getGroupById without id", "updateGroup without id",
            "enterprise-dataclassification-board-get without id", "enterprise-dataclassification-board-set without id",
        ],
        reason: "what has an id is nothing without it",
    },
    Deviation {
        at: &["createGroup extra.first", "get-all-groups extra.first", "getGroupById extra.first", "updateGroup extra.first"],
        reason: "links of pages, by a schema of that name: a group has no first page, and should it send one, it is in `extra`",
    },
];

#[rustfmt::skip] // One deviation, one line.
pub(super) const BODIES: &[Deviation] = &[
    Deviation { at: &["enterprise-dataclassification-board-set sends", "move-code-widget-item sends"], reason: "what they do is to set this, so nothing of it is left out" },
    Deviation { at: &["create-items-in-bulk-using-file-from-device sends"], reason: "its JSON is a file, of which the specification says nothing" },
    Deviation { at: &["create-items AppCardData.owned"], reason: "only answers have it: bulk creation borrows their schema" },
];

/// Takes the differences out that are meant, and adds what is meant but is no difference any more. Says how many were.
pub(super) fn excuse(differences: &mut BTreeMap<String, String>, deviations: &[Deviation]) -> usize {
    let places: Vec<_> = deviations.iter().flat_map(|deviation| deviation.at).collect();
    for at in &places {
        if differences.remove(**at).is_none() {
            differences.insert(
                (**at).to_owned(),
                "is as Miro specifies it: take it out of the deviations".to_owned(),
            );
        }
    }
    places.len()
}

/// Whether there is a reason for a difference.
pub(super) fn has(deviations: &[Deviation], at: &str) -> bool {
    deviations.iter().any(|deviation| deviation.at.contains(&at))
}
