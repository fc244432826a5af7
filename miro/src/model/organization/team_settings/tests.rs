use serde_json::{Value, json};

use super::*;

const SETTINGS: &str = r#"{
    "organizationId": "3074457345618265000", "teamId": 3074457345618265001, "type": "team-settings",
    "teamAccountDiscoverySettings": {"accountDiscovery": "hidden"},
    "teamCollaborationSettings": {"coOwnerRole": "enabled"},
    "teamCopyAccessLevelSettings": {"copyAccessLevel": "board_owner", "copyAccessLevelLimitation": "anyone"},
    "teamInvitationSettings": {"inviteExternalUsers": "allowed", "whoCanInvite": "only_org_admins"},
    "teamSharingPolicySettings": {
        "allowListedDomains": ["example.com", "example.org"], "createAssetAccessLevel": "company_admins",
        "defaultBoardAccess": "private", "defaultBoardSharingAccess": "owner_and_coowners",
        "defaultOrganizationAccess": "comment", "defaultProjectAccess": "view", "moveBoardToAccount": "not_allowed",
        "restrictAllowedDomains": "enabled_with_external_user_access", "sharingOnAccount": "allowed",
        "sharingOnOrganization": "allowed_with_editing", "sharingViaPublicLink": "not_allowed"
    }
}"#;

fn everything() -> TeamSettingsChanges {
    TeamSettingsChanges::new()
        .account_discovery(TeamDiscovery::Hidden)
        .co_owner_role(CoOwnerRole::Enabled)
        .copy_access_level(CopyAccess::BoardOwner)
        .copy_access_level_limitation(CopyAccessLimitation::Anyone)
        .invite_external_users(Permission::Allowed)
        .who_can_invite(TeamInviters::OnlyOrgAdmins)
        .allow_listed_domains(["example.com", "example.org"])
        .create_asset_access_level(AssetCreation::CompanyAdmins)
        .default_board_access(BoardAccess::Private)
        .default_board_sharing_access(SharingAccess::OwnerAndCoowners)
        .default_organization_access(BoardAccess::Comment)
        .default_project_access(ProjectAccess::View)
        .move_board_to_account(Permission::NotAllowed)
        .restrict_allowed_domains(DomainRestriction::EnabledWithExternalUserAccess)
        .sharing_on_account(Permission::Allowed)
        .sharing_on_organization(SharingPermission::AllowedWithEditing)
        .sharing_via_public_link(SharingPermission::NotAllowed)
}

#[test]
fn settings_read_what_miro_sends_and_know_all_of_it() {
    let settings: TeamSettings = serde_json::from_str(SETTINGS).unwrap();
    assert_eq!(settings.team_id.as_ref().unwrap(), &"3074457345618265001");
    let sharing = settings.sharing_policy_settings.as_ref().unwrap();
    assert_eq!(sharing.allow_listed_domains, ["example.com", "example.org"]);
    assert_eq!(sharing.default_organization_access, Some(BoardAccess::Comment));
    assert!(settings.extra.is_empty() && sharing.extra.is_empty());
    let copying = settings.copy_access_level_settings.unwrap();
    assert_eq!(copying.copy_access_level, Some(CopyAccess::BoardOwner));
}

#[test]
fn nothing_of_the_settings_is_required() {
    let nothing: TeamSettings =
        serde_json::from_str(r#"{"teamId":null,"teamInvitationSettings":null}"#).unwrap();
    assert_eq!(nothing, TeamSettings::default());
    let new: TeamSettings =
        serde_json::from_str(r#"{"teamInvitationSettings":{"whoCanInvite":"nobody"}}"#).unwrap();
    let inviters = new.invitation_settings.unwrap().who_can_invite;
    assert_eq!(inviters, Some(TeamInviters::Unknown("nobody".into())));
}

#[test]
fn what_is_read_and_what_is_changed_have_the_same_names() {
    let mut sent: Value = serde_json::from_str(SETTINGS).unwrap();
    for answered_only in ["organizationId", "teamId", "type"] {
        sent.as_object_mut().unwrap().remove(answered_only);
    }
    assert_eq!(serde_json::to_value(everything()).unwrap(), sent);
}

#[test]
fn a_change_sends_what_was_set_and_nothing_else() {
    let changes = TeamSettingsChanges::new().co_owner_role(CoOwnerRole::Disabled);
    assert_eq!(
        serde_json::to_value(&changes).unwrap(),
        json!({"teamCollaborationSettings": {"coOwnerRole": "disabled"}})
    );
    let none = TeamSettingsChanges::new().allow_listed_domains(Vec::<String>::new());
    assert_eq!(
        serde_json::to_value(&none).unwrap(),
        json!({"teamSharingPolicySettings": {"allowListedDomains": []}})
    );
}
