//! The organization itself, and its members.

use futures_util::TryStreamExt;
use miro::model::organization::{License, OrgMember, OrgRole};
use miro::model::{BoardInvitation, UserId};
use miro::prelude::*;

use super::{org, person};
use crate::environment;

fn ids(members: &[OrgMember]) -> Vec<&UserId> {
    members.iter().map(|member| &member.id).collect()
}

#[tokio::test]
async fn organization_calls_require_a_company_admin() {
    let (sandbox, api, org) = org().await;
    let organization = org.get().await.unwrap();
    assert_eq!(organization.id, sandbox.organization_id());
    assert_eq!(organization.name.as_deref(), Some("My Organization"));
    assert!(organization.extra.is_empty(), "{organization:?}");
    assert_eq!(api.org("1").get().await.unwrap_err().kind(), ErrorKind::NotFound);

    let (somebody, _) = person(&sandbox, 1);
    let error =
        api.with_token(sandbox.token_for(somebody.as_str())).org(org.get().await.unwrap().id).get().await;
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Forbidden, Some("forbiddenAccess")));
    let error =
        api.with_token(sandbox.token_with_scopes(&["boards:read"])).org(sandbox.organization_id()).get();
    let error = error.await.unwrap_err();
    assert_eq!(error.code(), Some("insufficientPermissions"));
    assert!(error.to_string().contains("the token needs the scope organizations:read"), "{error}");
}

#[tokio::test]
async fn members_are_listed_over_pages_filtered_and_found() {
    let (sandbox, _, org) = org().await;
    let people: Vec<_> = (1..=4).map(|number| person(&sandbox, number)).collect();
    let members = org.members();
    sandbox.clear_requests();
    let all: Vec<OrgMember> = members.list().limit(2).stream().try_collect().await.unwrap();
    let admin = UserId::new(sandbox.user_id());
    let expected: Vec<_> = std::iter::once(&admin).chain(people.iter().map(|(id, _)| id)).collect();
    assert_eq!(ids(&all), expected);
    assert_eq!(sandbox.requests().len(), 3);
    assert!(all.iter().all(|member| member.extra.is_empty()), "{all:?}");

    let admins =
        members.list().role(OrgRole::InternalAdmin).license(License::Full).active(true).await.unwrap();
    assert_eq!(ids(&admins.data), [&admin]);
    let found =
        members.find_by_emails([people[2].1.as_str(), "nobody@example.com", &people[0].1]).await.unwrap();
    assert_eq!((found.items.len(), found.rejected.len()), (2, 0));
    assert_eq!(members.get(&people[3].0).await.unwrap().email.as_deref(), Some(people[3].1.as_str()));
}

#[tokio::test]
async fn a_member_without_sign_in_has_no_last_activity() {
    let (_sandbox, api, org) = org().await;
    let board = environment::board(&api).await;
    board.members().invite(BoardInvitation::new(["ann@example.com"])).await.unwrap();
    let found = org.members().find_by_emails(["ann@example.com"]).await.unwrap().items;
    assert_eq!((found[0].last_activity_at, found[0].active), (None, Some(true)));
    assert!(found[0].license_assigned_at.is_some());
}

#[tokio::test]
async fn resets_all_sessions_of_a_user() {
    let (sandbox, api, _) = org().await;
    let (id, email) = person(&sandbox, 1);
    let theirs = api.with_token(sandbox.token_for(id.as_str()));
    theirs.boards().list().await.unwrap();
    api.sessions().reset_all(email).await.unwrap();
    assert_eq!(theirs.boards().list().await.unwrap_err().kind(), ErrorKind::Unauthorized);
    api.boards().list().await.unwrap();
}
