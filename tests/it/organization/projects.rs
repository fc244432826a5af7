//! Projects, which Miro's interface calls Spaces.

use futures_util::TryStreamExt;
use miro::model::ProjectId;
use miro::model::organization::{
    NewProject, NewProjectMember, Project, ProjectAccess, ProjectChanges, ProjectMemberChanges, ProjectRole,
    ProjectSettingsChanges,
};
use miro::prelude::*;

use super::{org, person};

#[tokio::test]
async fn deleting_a_project_keeps_its_boards() {
    let (sandbox, api, org) = org().await;
    let team = org.team(sandbox.team_id());
    let project = team.projects().create(NewProject::new("Space")).await.unwrap();
    let handle = team.project(&project.id);
    assert_eq!(handle.get().await.unwrap(), project);
    assert_eq!(handle.update(ProjectChanges::new("Spaces")).await.unwrap().name.as_deref(), Some("Spaces"));
    let board = api.boards().create(NewBoard::new("Inside").project_id(&project.id)).await.unwrap();
    assert_eq!(board.project.as_ref().unwrap().id, project.id);
    let inside = api.boards().list().project_id(&project.id).await.unwrap().data;
    assert_eq!(inside.iter().map(|board| &board.id).collect::<Vec<_>>(), [&board.id]);

    let settings = handle.settings().await.unwrap();
    assert_eq!(settings.sharing_policy_settings.unwrap().team_access, Some(ProjectAccess::Private));
    let changes = ProjectSettingsChanges::new().team_access(ProjectAccess::View);
    let settings = handle.update_settings(changes).await.unwrap();
    assert_eq!(settings.sharing_policy_settings.unwrap().team_access, Some(ProjectAccess::View));

    handle.delete().await.unwrap();
    assert_eq!(handle.get().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(api.board(&board.id).get().await.unwrap().project, None);
}

#[tokio::test]
async fn projects_are_listed_over_pages() {
    let (sandbox, _, org) = org().await;
    let projects = org.team(sandbox.team_id()).projects();
    let mut expected = Vec::new();
    for number in 0..5 {
        expected.push(projects.create(NewProject::new(number.to_string())).await.unwrap().id);
    }
    let listed: Vec<Project> = projects.list().limit(2).stream().try_collect().await.unwrap();
    assert_eq!(listed.iter().map(ProjectId::from).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn adds_and_removes_project_members() {
    let (sandbox, _, org) = org().await;
    let team = org.team(sandbox.team_id());
    let project = team.projects().create(NewProject::new("Space")).await.unwrap();
    let members = team.project(&project.id).members();
    let (ann, email) = person(&sandbox, 1);
    let member = members.add(NewProjectMember::new(&email, ProjectRole::Viewer)).await.unwrap();
    assert_eq!((&member.id, member.email.as_deref()), (&ann, Some(email.as_str())));
    assert_eq!(members.get(&ann).await.unwrap(), member);
    let listed = members.list().await.unwrap().data;
    let roles: Vec<_> = listed.iter().filter_map(|member| member.role.clone()).collect();
    assert_eq!(roles, [ProjectRole::Owner, ProjectRole::Viewer]);
    let changes = ProjectMemberChanges::new().role(ProjectRole::Editor);
    assert_eq!(members.update(&ann, changes).await.unwrap().role, Some(ProjectRole::Editor));
    members.remove(&ann).await.unwrap();
    assert_eq!(members.get(&ann).await.unwrap_err().kind(), ErrorKind::NotFound);
    let owner = members.remove(sandbox.user_id()).await.unwrap_err();
    assert_eq!(owner.kind(), ErrorKind::Conflict, "a project keeps an owner");
}
