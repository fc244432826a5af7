//! Responses whose form differs from most, word for word.

use futures_util::TryStreamExt;
use miro::model::organization::{
    License, MembershipOperation, MembershipResult, OrgMember, OrgRole, Sharing, TeamInviters,
    UserGroupMembersUpdate, UserGroupRole,
};
use miro::model::{CopyAccess, UserId};
use miro::prelude::*;
use miro::transport::Script;
use serde_json::json;

use crate::environment::{scripted, target};

fn member(id: &str) -> serde_json::Value {
    json!({"id": id, "email": format!("{id}@example.com"), "license": "full", "role": "organization_internal_user",
        "active": true, "lastActivityAt": "", "type": "organization-member"})
}

#[tokio::test]
async fn lists_members_by_page_and_by_email() {
    let pages = [
        json!({"limit": 100, "size": 1, "cursor": "1", "data": [member("1")], "type": "cursor-list"}),
        json!({"limit": 100, "size": 1, "cursor": "", "data": [member("2")], "type": "cursor-list"}),
        json!([member("3"), member("4")]),
    ];
    let (transport, api) = scripted(pages.map(|page| Script::json(200, page.to_string())));
    let members = api.org("7").members();
    let all: Vec<OrgMember> = members.list().license(License::Full).stream().try_collect().await.unwrap();
    assert_eq!(all.iter().map(UserId::from).collect::<Vec<_>>(), ["1", "2"].map(UserId::new));
    assert_eq!((&all[0].role, all[0].last_activity_at), (&Some(OrgRole::InternalUser), None));

    let found = members.find_by_emails(["3@example.com", "4@example.com"]).await.unwrap();
    assert_eq!(found.items.iter().map(UserId::from).collect::<Vec<_>>(), ["3", "4"].map(UserId::new));
    let sent = transport.sent();
    assert_eq!(
        sent.iter().map(target).collect::<Vec<_>>(),
        [
            "/v2/orgs/7/members?license=full&limit=100",
            "/v2/orgs/7/members?license=full&limit=100&cursor=1",
            "/v2/orgs/7/members?emails=3%40example.com%2C4%40example.com",
        ]
    );
}

#[tokio::test]
async fn one_malformed_member_does_not_fail_the_others() {
    let odd = json!({"id": ["4"], "email": "dee@example.com"});
    let response = json!([member("3"), odd, member("5")]);
    let (_, api) = scripted([Script::json(200, response.to_string()).header("x-request-id", "r-7")]);
    let found = api.org("7").members().find_by_emails(["dee@example.com"]).await.unwrap();
    assert_eq!(found.count(), 3);
    assert_eq!(found.items.iter().map(UserId::from).collect::<Vec<_>>(), ["3", "5"].map(UserId::new));
    let [rejected] = found.rejected.as_slice() else { panic!("{found:?}") };
    let error = &rejected.error;
    assert_eq!((rejected.index, error.json_path()), (1, Some("$[1].id")));
    assert_eq!(error.operation().unwrap().id(), "enterprise-get-organization-members");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.request_id(), Some("r-7"));
    let all = found.into_iter().collect::<Result<Vec<_>, _>>();
    assert_eq!(all.unwrap_err().json_path(), Some("$[1].id"));
}

#[tokio::test]
async fn rejects_zero_and_too_many_emails_before_sending() {
    let (transport, api) = scripted([]);
    for count in [0, 11] {
        let addresses = (0..count).map(|number| format!("{number}@example.com"));
        let error = api.org("7").members().find_by_emails(addresses).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        let expected = format!("`emails` has {count} elements, but Miro takes 1 to 10");
        assert!(error.to_string().contains(&expected), "{error}");
    }
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn a_partial_success_is_a_result() {
    let response = json!([
        {"operation": "addMembers", "status": 200, "affectedUsers": [
            {"id": "1", "email": "ada@example.com", "type": "user-group-member"}]},
        {"operation": "removeMembers", "status": 400,
            "error": {"status": 400, "code": "invalidParameters", "message": "unknown user", "type": "error"}},
    ]);
    let (_, api) = scripted([Script::json(207, response.to_string())]);
    let members = api.org("7").group("8").members();
    let update = UserGroupMembersUpdate::new()
        .members_to_add(["ada@example.com"])
        .members_to_remove(["nobody@example.com"]);
    let results = members.update_bulk(update).await.unwrap().items;
    assert_eq!(results.iter().map(MembershipResult::is_success).collect::<Vec<_>>(), [true, false]);
    assert_eq!(UserId::from(&results[0].affected_users[0]), "1");
    assert_eq!(results[1].operation, Some(MembershipOperation::RemoveMembers));
    let error = results[1].error.as_ref().unwrap();
    assert_eq!(
        (error.code.as_deref(), error.message.as_deref()),
        (Some("invalidParameters"), Some("unknown user"))
    );
}

#[tokio::test]
async fn a_complete_failure_is_an_error() {
    let refusal = json!({"status": 413, "code": "payloadTooLarge", "message": "too many", "type": "error"});
    let (transport, api) = scripted([Script::json(413, refusal.to_string())]);
    let members = api.org("7").group("8").members();
    let error = members.update_bulk(UserGroupMembersUpdate::new().members_to_add(["1"])).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Rejected, Some("payloadTooLarge")));

    let users = (0..501).map(|number| number.to_string());
    let error = members.update_bulk(UserGroupMembersUpdate::new().members_to_add(users)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("501 users in all, but Miro takes up to 500"), "{error}");
    assert_eq!(transport.sent().len(), 1);
}

#[tokio::test]
async fn sharing_returns_one_or_several_groups() {
    let one = json!({"id": "1", "role": "EDITOR", "type": "board-user-group"});
    let two = json!([{"id": "1", "role": "EDITOR"}, {"id": "2", "role": "EDITOR"}]);
    let (_, api) = scripted([one, two].map(|response| Script::json(200, response.to_string())));
    let groups = api.org("7").board("b=").groups();
    for count in [1, 2] {
        let shared = groups.share(Sharing::with(["1", "2"], UserGroupRole::Editor)).await.unwrap();
        assert_eq!(shared.groups.len(), count);
        assert!(shared.groups.iter().all(|group| group.role == Some(UserGroupRole::Editor)));
    }
}

#[tokio::test]
async fn team_and_organization_settings_share_a_type() {
    let of_organization = json!({"organizationId": "7", "type": "team-settings",
        "teamInvitationSettings": {"whoCanInvite": "admins"}});
    let mut of_team = of_organization.clone();
    of_team["teamId"] = json!("8");
    of_team["teamCopyAccessLevelSettings"] = json!({"copyAccessLevel": "board_owner"});
    let (transport, api) =
        scripted([of_organization, of_team].map(|response| Script::json(200, response.to_string())));
    let org = api.org("7");
    let (defaults, own) =
        (org.default_team_settings().await.unwrap(), org.team("8").settings().await.unwrap());
    assert_eq!((defaults.team_id, own.team_id.unwrap().as_str()), (None, "8"));
    assert_eq!(defaults.invitation_settings.unwrap().who_can_invite, Some(TeamInviters::Admins));
    assert_eq!(own.copy_access_level_settings.unwrap().copy_access_level, Some(CopyAccess::BoardOwner));
    let sent = transport.sent();
    assert_eq!(target(&sent[0]), "/v2/orgs/7/default_teams_settings");
    assert_eq!(target(&sent[1]), "/v2/orgs/7/teams/8/settings");
}
