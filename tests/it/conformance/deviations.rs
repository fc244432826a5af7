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
    Deviation { at: &["enterprise-board-export-job-tasks query status", "enterprise-board-export-jobs query status"], reason: "the values stand in its description" },
    Deviation { at: &["enterprise-get-audit-logs query limit"], reason: "no largest page is documented: the default is the largest that is known to work" },
    Deviation { at: &["listGroups query count", "listUsers query count"], reason: "the range stands in its description" },
    Deviation { at: &["deleteUser path", "getUser path", "patchUser path", "replaceUser path", "getGroup path", "patchGroup path"], reason: "`id` alone does not say whose: a name for each kind, as on all other routes" },
    Deviation { at: &["createUser level", "deleteUser level", "getUser level", "listUsers level", "patchUser level", "replaceUser level", "getGroup level", "listGroups level", "patchGroup level"], reason: "the levels of SCIM stand on the page about its limits" },
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
            "TeamsPage.type", "AuditPage.type", "GetAiInteractionLogsResponse.type",
            "GetBoardItemContentLogsResponse.type", "PaginatedCaseExportJobsResponse.type",
            "PaginatedCaseResponse.type", "PaginatedLegalHoldContentItemsResponse.type",
            "PaginatedLegalHoldResponse.type", "GroupListResponse.schemas", "UserListResponse.schemas",
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
            "getItemsByGroupId without data", "enterprise-board-content-item-logs-fetch without data",
            "enterprise-board-export-job-tasks without data", "enterprise-board-export-jobs without data",
            "enterprise-get-ai-interaction-logs without data", "enterprise-get-audit-logs without data",
            "get-all-cases without data", "get-all-legal-holds without data",
            "get-legal-hold-content-items without data", "get-legal-hold-export-jobs without data",
        ],
        reason: "what lacks its elements is no page: an empty one would end a stream as if all had come",
    },
    Deviation {
        at: &[
            "createGroup without id", "getGroupById without id", "updateGroup without id",
            "enterprise-dataclassification-board-get without id", "enterprise-dataclassification-board-set without id",
            "createUser without id", "getUser without id", "patchUser without id", "replaceUser without id",
            "getGroup without id", "patchGroup without id", "getResourceType without id", "getSchema without id",
        ],
        reason: "what has an id is nothing without it",
    },
    Deviation {
        at: &["createGroup extra.first", "get-all-groups extra.first", "getGroupById extra.first", "updateGroup extra.first"],
        reason: "links of pages, by a schema of that name: a group has no first page, and should it send one, it is in `extra`",
    },
    Deviation { at: &["BoardExportJob.status"], reason: "one type for the states of jobs, which Miro writes in capitals elsewhere" },
    Deviation {
        at: &["enterprise-update-board-export-job.status", "enterprise-update-board-export-job /jobStatus"],
        reason: "one type for the state of a job, which one answer has under another name",
    },
    Deviation { at: &["listGroups /Resources", "listUsers /Resources"], reason: "SCIM leaves the list out where nothing was found (RFC 7644, 3.4.2)" },
    Deviation { at: &["getSchema extra.schemas", "listResourceTypes extra.schemas", "listSchemas extra.schemas"], reason: "the names of what the Rust type is, always the same: they are in `extra`" },
];

#[rustfmt::skip] // One deviation, one line.
pub(super) const BODIES: &[Deviation] = &[
    Deviation { at: &["enterprise-dataclassification-board-set sends", "move-code-widget-item sends"], reason: "what they do is to set this, so nothing of it is left out" },
    Deviation { at: &["create-items-in-bulk-using-file-from-device sends"], reason: "its JSON is a file, of which the specification says nothing" },
    Deviation { at: &["create-items AppCardData.owned"], reason: "only answers have it: bulk creation borrows their schema" },
    Deviation {
        at: &[
            "replaceUser UserResource.emails", "replaceUser UserResource.emails[]",
            "replaceUser UserResource.emails[].primary", "replaceUser UserResource.emails[].type",
            "replaceUser UserResource.emails[].value", "replaceUser UserResource.groups",
            "replaceUser UserResource.groups[]", "replaceUser UserResource.groups[].display",
            "replaceUser UserResource.groups[].value", "replaceUser UserResource.id", "replaceUser UserResource.meta",
            "replaceUser UserResource.meta.location", "replaceUser UserResource.meta.resourceType",
        ],
        reason: "only answers have it: replacing a user borrows their schema",
    },
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
