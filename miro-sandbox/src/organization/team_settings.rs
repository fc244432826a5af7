//! The settings of teams, and the defaults for new teams.

use serde_json::Value;

use crate::resource::Resource;
use crate::server::call::Call;
use crate::state::store::Object;
use crate::validation::fields::Field;
use crate::validation::rules::Rule;

const ALLOWED: Rule = Rule::OneOf(&["allowed", "not_allowed"]);
const ALLOWED_WITH_EDITING: Rule = Rule::OneOf(&["allowed", "allowed_with_editing", "not_allowed"]);
const BOARD_ACCESS: Rule = Rule::OneOf(&["private", "view", "comment", "edit"]);

const DISCOVERY: &[Field] =
    &[Field::text("accountDiscovery", Rule::OneOf(&["hidden", "request", "join"]), "hidden")];

const COLLABORATION: &[Field] =
    &[Field::text("coOwnerRole", Rule::OneOf(&["enabled", "disabled"]), "enabled")];

const COPYING: &[Field] = &[
    Field::text(
        "copyAccessLevel",
        Rule::OneOf(&["anyone", "team_members", "team_editors", "board_owner"]),
        "anyone",
    ),
    Field::text("copyAccessLevelLimitation", Rule::OneOf(&["anyone", "team_members"]), "anyone"),
];

const INVITATION: &[Field] = &[
    Field::text("inviteExternalUsers", ALLOWED, "allowed"),
    Field::text("whoCanInvite", Rule::OneOf(&["only_org_admins", "admins", "all_members"]), "all_members"),
];

const SHARING: &[Field] = &[
    Field::list("allowListedDomains", Rule::Texts { min: 0, max: usize::MAX }),
    Field::text(
        "createAssetAccessLevel",
        Rule::OneOf(&["company_admins", "admins", "all_members"]),
        "all_members",
    ),
    Field::text("defaultBoardAccess", BOARD_ACCESS, "edit"),
    Field::text(
        "defaultBoardSharingAccess",
        Rule::OneOf(&["team_members_with_editing_rights", "owner_and_coowners"]),
        "team_members_with_editing_rights",
    ),
    Field::text("defaultOrganizationAccess", BOARD_ACCESS, "private"),
    Field::text("defaultProjectAccess", Rule::OneOf(&["private", "view"]), "private"),
    Field::text("moveBoardToAccount", ALLOWED, "allowed"),
    Field::text(
        "restrictAllowedDomains",
        Rule::OneOf(&["enabled", "enabled_with_external_user_access", "disabled"]),
        "disabled",
    ),
    Field::text("sharingOnAccount", ALLOWED, "allowed"),
    Field::text("sharingOnOrganization", ALLOWED_WITH_EDITING, "allowed_with_editing"),
    Field::text("sharingViaPublicLink", ALLOWED_WITH_EDITING, "allowed_with_editing"),
];

const SETTINGS: &[Field] = &[
    Field::optional("teamAccountDiscoverySettings", Rule::Object(DISCOVERY)),
    Field::optional("teamCollaborationSettings", Rule::Object(COLLABORATION)),
    Field::optional("teamCopyAccessLevelSettings", Rule::Object(COPYING)),
    Field::optional("teamInvitationSettings", Rule::Object(INVITATION)),
    Field::optional("teamSharingPolicySettings", Rule::Object(SHARING)),
];

/// The defaults for new teams. No request changes them.
pub(super) static DEFAULT_TEAM_SETTINGS: Resource = Resource {
    name: "Default team settings",
    object_type: Some("team-settings"),
    change: SETTINGS,
    show: of_organization,
    ..Resource::PLAIN
};

pub(super) static TEAM_SETTINGS: Resource =
    Resource { name: "Team settings", show: of_team, ..DEFAULT_TEAM_SETTINGS };

fn of_organization(call: &Call<'_>, settings: &Object) -> Value {
    let mut shown = settings.clone();
    shown.insert("organizationId".to_owned(), call.parameter("org_id").into());
    Value::Object(shown)
}

fn of_team(call: &Call<'_>, settings: &Object) -> Value {
    let mut shown = of_organization(call, settings);
    shown["teamId"] = call.parameter("team_id").into();
    shown
}
