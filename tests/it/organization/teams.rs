//! Teams, their members and their settings.

use futures_util::TryStreamExt;
use miro::model::organization::{
    NewTeam, TeamChanges, TeamInvitation, TeamMember, TeamMemberChanges, TeamRole, TeamSettingsChanges,
};
use miro::model::{BoardAccess, CopyAccess};
use miro::prelude::*;
use serde_json::json;

use super::{org, person};
use crate::environment::last_body;

#[tokio::test]
async fn deleting_a_team_deletes_its_contents() {
    let (sandbox, api, org) = org().await;
    let team = org.teams().create(NewTeam::new("Developers")).await.unwrap();
    let handle = org.team(&team);
    assert_eq!(handle.get().await.unwrap(), team);
    let renamed = handle.update(TeamChanges::new().name("Builders")).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"name": "Builders"}));
    assert_eq!((&renamed.id, renamed.name.as_deref()), (&team.id, Some("Builders")));
    let named = org.teams().list().name("BUILD").await.unwrap().data;
    assert_eq!(named, [renamed]);

    let board = api.boards().create(NewBoard::new("In the team").team_id(&team)).await.unwrap();
    assert_eq!(board.team.unwrap().id, team.id);
    handle.delete().await.unwrap();
    assert_eq!(handle.get().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(api.board(&board.id).get().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn invites_and_removes_team_members() {
    let (sandbox, _, org) = org().await;
    let team = org.teams().create(NewTeam::new("Team")).await.unwrap();
    let members = org.team(&team).members();
    let (ann, email) = person(&sandbox, 1);
    let member = members.invite(TeamInvitation::new(&email).role(TeamRole::Member)).await.unwrap();
    assert_eq!(
        (&member.id, &member.role, member.team_id.as_ref()),
        (&ann, &Some(TeamRole::Member), Some(&team.id))
    );
    assert_eq!(member.created_by.as_ref().unwrap().as_str(), sandbox.user_id());
    assert!(member.extra.is_empty(), "{member:?}");
    assert_eq!(members.get(&ann).await.unwrap(), member);
    assert_eq!(members.invite(TeamInvitation::new(&email)).await.unwrap_err().kind(), ErrorKind::Conflict);

    let roles =
        |members: Vec<TeamMember>| members.into_iter().map(|member| member.role.unwrap()).collect::<Vec<_>>();
    let all: Vec<TeamMember> = members.list().limit(1).stream().try_collect().await.unwrap();
    assert_eq!(roles(all), [TeamRole::Admin, TeamRole::Member]);
    let changed = members.update(&ann, TeamMemberChanges::new().role(TeamRole::Admin)).await.unwrap();
    assert_eq!(changed.role, Some(TeamRole::Admin));
    assert!(members.list().role(TeamRole::Member).await.unwrap().data.is_empty());
    members.remove(&ann).await.unwrap();
    assert_eq!(members.get(&ann).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn settings_change_only_where_set() {
    let (sandbox, _, org) = org().await;
    let defaults = org.default_team_settings().await.unwrap();
    assert_eq!(
        (defaults.organization_id.as_ref().unwrap().as_str(), &defaults.team_id),
        (sandbox.organization_id(), &None)
    );
    let team = org.team(sandbox.team_id());
    let changes = TeamSettingsChanges::new()
        .copy_access_level(CopyAccess::BoardOwner)
        .allow_listed_domains(["example.com"]);
    let changed = team.update_settings(changes).await.unwrap();
    assert_eq!(
        last_body(&sandbox, "PATCH"),
        json!({
            "teamCopyAccessLevelSettings": {"copyAccessLevel": "board_owner"},
            "teamSharingPolicySettings": {"allowListedDomains": ["example.com"]},
        })
    );
    let sharing = changed.sharing_policy_settings.as_ref().unwrap();
    assert_eq!(sharing.allow_listed_domains, ["example.com"]);
    assert_eq!(sharing.default_board_access, Some(BoardAccess::Edit), "other fields are unchanged");
    assert_eq!(team.settings().await.unwrap(), changed);
    assert!(changed.extra.is_empty() && sharing.extra.is_empty(), "{changed:?}");
}
