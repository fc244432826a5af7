//! The fields that requests can set on a board.

use crate::validation::fields::Field;
use crate::validation::rules::Rule;

const ACCESS: Rule = Rule::OneOf(&["private", "view", "comment", "edit"]);

const PERMISSIONS: &[Field] = &[
    Field::text(
        "collaborationToolsStartAccess",
        Rule::OneOf(&["all_editors", "board_owners_and_coowners"]),
        "all_editors",
    ),
    Field::text(
        "copyAccess",
        Rule::OneOf(&["anyone", "team_members", "team_editors", "board_owner"]),
        "anyone",
    ),
    Field::text(
        "sharingAccess",
        Rule::OneOf(&["team_members_with_editing_rights", "owner_and_coowners"]),
        "team_members_with_editing_rights",
    ),
];

const SHARING: &[Field] = &[
    Field::text("access", ACCESS, "private"),
    Field::text(
        "inviteToAccountAndBoardLinkAccess",
        Rule::OneOf(&["viewer", "commenter", "editor", "no_access"]),
        "no_access",
    ),
    Field::text("organizationAccess", ACCESS, "private"),
    // `edit` on a free plan; the sandbox's organization has another plan.
    Field::text("teamAccess", ACCESS, "private"),
];

const POLICY: &[Field] = &[
    Field::optional("permissionsPolicy", Rule::Object(PERMISSIONS)),
    Field::optional("sharingPolicy", Rule::Object(SHARING)),
];

/// Fields for creating and changing a board.
pub(crate) const BOARD: &[Field] = &[
    Field::text("name", Rule::Text { min: 1, max: 60 }, "Untitled"),
    Field::text("description", Rule::Text { min: 0, max: 300 }, ""),
    Field::optional("policy", Rule::Object(POLICY)),
    Field::optional("teamId", Rule::NumericId),
    Field::optional("projectId", Rule::NumericId),
];

/// Fields for copying a board: a copy is in no project.
pub(crate) const COPY: &[Field] = BOARD.split_at(BOARD.len() - 1).0;
