//! Where responses and bodies differ from the specification on purpose: one row for each reason. The catalogue has such a
//! table in `tests/support/spec`, and where the specification itself is wrong, `tests/support/openapi` repairs it.

use std::collections::BTreeMap;

/// Places where the client differs from Miro's specification.
pub(super) struct Deviation {
    /// The places, as the test names them.
    at: &'static [&'static str],
    /// The reason.
    #[expect(dead_code, reason = "for the reader")]
    reason: &'static str,
}

#[rustfmt::skip] // One deviation, one line.
pub(super) const RESPONSES: &[Deviation] = &[
    Deviation {
        at: &["Items.type"],
        reason: "always the same: the Rust type says that it is the response of a bulk call",
    },
    Deviation {
        at: &["listResourceTypes extra.schemas", "listSchemas extra.schemas"],
        reason: "always the same: the Rust type says that it is a list",
    },
    Deviation {
        at: &["getSchema extra.schemas"],
        reason: "documented for attributes, which have no schema in SCIM (RFC 7643, section 7); should one come, it is in `extra`",
    },
    Deviation {
        at: &[
            "enterprise-board-content-item-logs-fetch without data", "enterprise-board-export-job-tasks without data",
            "enterprise-board-export-jobs without data", "enterprise-get-ai-interaction-logs without data",
            "enterprise-get-audit-logs without data", "enterprise-get-organization-members without data",
            "get-all-cases without data", "get-all-groups without data", "get-all-legal-holds without data",
            "get-board-members without data", "get-boards without data", "get-code-widget-items without data",
            "get-connectors without data", "get-items without data", "get-items-by-tag without data",
            "get-items-experimental without data", "get-items-within-frame without data",
            "get-legal-hold-content-items without data", "get-legal-hold-export-jobs without data",
            "get-mindmap-nodes-experimental without data", "get-tags-from-board without data",
            "getItemsByGroupId without data",
        ],
        reason: "a page requires its elements: an empty one would end a stream early",
    },
    Deviation {
        at: &[
            "createGroup without id", "createUser without id", "enterprise-dataclassification-board-get without id",
            "enterprise-dataclassification-board-set without id", "getGroup without id", "getGroupById without id",
            "getResourceType without id", "getSchema without id", "getUser without id", "patchGroup without id",
            "patchUser without id", "replaceUser without id", "updateGroup without id",
        ],
        reason: "an object with an id requires it",
    },
    Deviation {
        at: &["createGroup extra.first", "get-all-groups extra.first", "getGroupById extra.first", "updateGroup extra.first"],
        reason: "links of pages, by a schema of that name: a group has no first page, and should it send one, it is in `extra`",
    },
    Deviation {
        at: &["BoardExportJob.status"],
        reason: "`created` here, and `CREATED` elsewhere: each spelling is read as the same value",
    },
    Deviation {
        at: &["enterprise-update-board-export-job.status", "enterprise-update-board-export-job /jobStatus"],
        reason: "the same status as that of the job, whose field has another name: one type reads both",
    },
];

#[rustfmt::skip] // One deviation, one line.
pub(super) const BODIES: &[Deviation] = &[
    Deviation { at: &["enterprise-dataclassification-board-set sends", "move-code-widget-item sends"], reason: "these operations set exactly this, so none of it is optional" },
    Deviation {
        at: &["create-items-in-bulk-using-file-from-device create-items-in-bulk-using-file-from-device.altText"],
        reason: "Miro's example of the JSON file has none, and the specification says nothing of that file: refused before it is sent",
    },
    Deviation {
        at: &[
            "replaceUser UserResource.groups", "replaceUser UserResource.groups[]", "replaceUser UserResource.groups[].display",
            "replaceUser UserResource.groups[].value", "replaceUser UserResource.id", "replaceUser UserResource.meta",
            "replaceUser UserResource.meta.location", "replaceUser UserResource.meta.resourceType",
        ],
        reason: "Miro sets them: creating a user has a schema without them, and replacing one borrows that of responses",
    },
    Deviation {
        at: &[
            "patchGroup sends {\"Operations\":[{\"op\":\"Replace\",\"value\":{\"displayName\":\"Design\",\"id\":\"3074457365836251622\"}}],\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]}",
        ],
        reason: "the words of the specification have an operation without a path, whose value is an object; its schema lacks it",
    },
    Deviation { at: &["create-items AppCardData.owned"], reason: "only responses have it: bulk creation borrows their schema" },
];

pub(super) const LIMITS: &[Deviation] = &[];

/// Removes intended differences, and reports intended ones that no longer exist. Returns the number of intended ones.
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

/// Whether a difference is intended.
pub(super) fn has(deviations: &[Deviation], at: &str) -> bool {
    deviations.iter().any(|deviation| deviation.at.contains(&at))
}
