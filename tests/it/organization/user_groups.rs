//! User groups, their members, and what is shared with them.

use futures_util::TryStreamExt;
use miro::model::UserId;
use miro::model::organization::{
    MembershipOperation, MembershipResult, NewProject, NewTeamUserGroup, NewUserGroup, NewUserGroupMember,
    Sharing, UserGroup, UserGroupChanges, UserGroupMember, UserGroupMembersUpdate, UserGroupRole,
};
use miro::prelude::*;

use super::{org, person};
use crate::environment;

#[tokio::test]
async fn a_group_is_made_changed_and_listed() {
    let (_sandbox, _, org) = org().await;
    let new = NewUserGroup::new("Product").description("All of product");
    let group = org.groups().create(new).await.unwrap();
    let handle = org.group(&group.id);
    assert_eq!(handle.get().await.unwrap(), group);
    let changed = handle.update(UserGroupChanges::new().description("")).await.unwrap();
    assert_eq!((changed.name.as_deref(), changed.description.as_deref()), (Some("Product"), Some("")));
    for number in 0..4 {
        org.groups().create(NewUserGroup::new(number.to_string())).await.unwrap();
    }
    let groups: Vec<UserGroup> = org.groups().list().limit(2).stream().try_collect().await.unwrap();
    assert_eq!(groups.len(), 5);
    handle.delete().await.unwrap();
    assert_eq!(handle.get().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn adds_and_removes_members_singly_and_in_bulk() {
    let (sandbox, _, org) = org().await;
    let group = org.groups().create(NewUserGroup::new("Product")).await.unwrap();
    let members = org.group(&group.id).members();
    let people: Vec<_> = (1..=3).map(|number| person(&sandbox, number)).collect();
    let member = members.add(NewUserGroupMember::new(&people[0].1)).await.unwrap();
    assert_eq!((&member.id, member.email.as_deref()), (&people[0].0, Some(people[0].1.as_str())));
    assert_eq!(members.get(&people[0].0).await.unwrap(), member);

    // 207: one operation in part, the other as a whole.
    let update = UserGroupMembersUpdate::new()
        .members_to_add([people[1].0.as_str(), people[2].1.as_str(), "nobody@example.com"])
        .members_to_remove([people[0].1.as_str()]);
    let results = members.update_bulk(update).await.unwrap().items;
    let outcomes: Vec<_> =
        results.iter().map(|result| (result.operation.clone().unwrap(), result.is_success())).collect();
    assert_eq!(
        outcomes,
        [
            (MembershipOperation::AddMembers, true),
            (MembershipOperation::AddMembers, false),
            (MembershipOperation::RemoveMembers, true),
        ]
    );
    let error = results[1].error.as_ref().unwrap();
    assert_eq!(error.message.as_deref(), Some("nobody@example.com is not in the organization"));
    let added: Vec<_> = results[0].affected_users.iter().map(UserId::from).collect();
    assert_eq!(added, [people[1].0.clone(), people[2].0.clone()]);
    let listed: Vec<UserGroupMember> = members.list().limit(1).stream().try_collect().await.unwrap();
    assert_eq!(listed.iter().map(UserId::from).collect::<Vec<_>>(), added);

    let update = UserGroupMembersUpdate::new().members_to_remove(["1"]);
    let results = members.update_bulk(update).await.unwrap().items;
    assert!(!results.iter().any(MembershipResult::is_success));
    members.remove(&people[1].0).await.unwrap();
    assert_eq!(members.get(&people[1].0).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn bulk_updates_cost_credits_per_member() {
    let (sandbox, _, org) = org().await;
    let group = org.groups().create(NewUserGroup::new("Product")).await.unwrap();
    let before = sandbox.credits(sandbox.user_id()).remaining;
    let update = UserGroupMembersUpdate::new().members_to_add(["1", "2"]).members_to_remove(["3"]);
    let response = org.group(&group.id).members().update_bulk(update).send_raw().await.unwrap();
    assert_eq!(response.status().as_u16(), 207);
    let spent = before - sandbox.credits(sandbox.user_id()).remaining;
    assert_eq!(spent, u64::from(response.operation().credits(3)));
}

#[tokio::test]
async fn teams_have_groups_and_groups_have_teams() {
    let (sandbox, _, org) = org().await;
    let group = org.groups().create(NewUserGroup::new("Product")).await.unwrap();
    let team = org.team(sandbox.team_id());
    let joined = team.groups().add(NewTeamUserGroup::new(&group.id)).await.unwrap();
    assert_eq!(joined.id, group.id);
    assert_eq!(team.groups().get(&group.id).await.unwrap(), joined);
    assert_eq!(team.groups().list().await.unwrap().data, [joined]);
    let teams = org.group(&group.id).teams();
    assert_eq!(teams.list().await.unwrap().data[0].id, sandbox.team_id());
    assert_eq!(teams.get(sandbox.team_id()).await.unwrap().id, sandbox.team_id());
    team.groups().remove(&group.id).await.unwrap();
    assert!(teams.list().await.unwrap().data.is_empty());
}

#[tokio::test]
async fn boards_and_projects_are_shared_with_groups() {
    let (sandbox, api, org) = org().await;
    let one = org.groups().create(NewUserGroup::new("One")).await.unwrap().id;
    let two = org.groups().create(NewUserGroup::new("Two")).await.unwrap().id;
    let board_id = environment::board(&api).await.get().await.unwrap().id;
    let of_board = org.board(&board_id).groups();
    let shared = of_board.share(Sharing::with([&one, &two], UserGroupRole::Viewer)).await.unwrap();
    assert_eq!(shared.groups[0].id, one, "Miro returns one of them, or all");
    of_board.share(Sharing::with([&two], UserGroupRole::Editor)).await.unwrap();
    let roles: Vec<_> =
        of_board.list().await.unwrap().data.into_iter().map(|group| group.role.unwrap()).collect();
    assert_eq!(roles, [UserGroupRole::Viewer, UserGroupRole::Editor]);
    of_board.remove(&one).await.unwrap();
    assert_eq!(of_board.list().await.unwrap().data.len(), 1);

    let project = org.team(sandbox.team_id()).projects().create(NewProject::new("Space")).await.unwrap();
    let of_project = org.project(&project.id).groups();
    of_project.share(Sharing::with([&one], UserGroupRole::Commenter)).await.unwrap();
    let groups = of_project.list().await.unwrap().data;
    assert_eq!((&groups[0].id, &groups[0].role), (&one, &Some(UserGroupRole::Commenter)));
    of_project.remove(&one).await.unwrap();
    assert!(of_project.list().await.unwrap().data.is_empty());
}
