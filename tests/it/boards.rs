//! Boards and their members on the sandbox.

use futures_util::TryStreamExt;
use miro::model::{BoardAccess, BoardInvitation, BoardMemberChanges, CopyAccess};
use miro::prelude::*;
use miro::transport::Script;
use serde_json::json;

use crate::environment;
use crate::environment::{last_body, scripted};

#[tokio::test]
async fn round_trips_a_board() {
    let (sandbox, api) = environment::sandbox().await;
    let new = NewBoard::new("Retro")
        .description("Sprint 12")
        .team_id(sandbox.team_id())
        .team_access(BoardAccess::Edit)
        .copy_access(CopyAccess::TeamEditors);
    let board = api.boards().create(new).await.unwrap();
    assert_eq!((board.name.as_deref(), board.description.as_deref()), (Some("Retro"), Some("Sprint 12")));
    assert_eq!(board.team.as_ref().unwrap().id, sandbox.team_id());
    assert_eq!(board.owner.as_ref().unwrap().id, sandbox.user_id());
    let policy = board.policy.as_ref().unwrap();
    assert_eq!(policy.sharing_policy.as_ref().unwrap().team_access, Some(BoardAccess::Edit));
    assert_eq!(policy.permissions_policy.as_ref().unwrap().copy_access, Some(CopyAccess::TeamEditors));
    assert_eq!(board.current_user_membership.as_ref().unwrap().role, Some(BoardRole::Owner));
    assert!(board.extra.is_empty(), "{:?}", board.extra);

    let got = api.board(&board.id).get().await.unwrap();
    assert_eq!((&got.name, &got.policy, got.created_at), (&board.name, &board.policy, board.created_at));
    api.board(&board).delete().await.unwrap();
    assert_eq!(api.board(&board.id).get().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(sandbox.board_count(), 0);
}

#[tokio::test]
async fn board_changes_send_only_set_fields() {
    let (sandbox, api) = environment::sandbox().await;
    let board = api.boards().create(NewBoard::new("Retro").description("old")).await.unwrap();
    let handle = api.board(&board.id);
    let changed = handle.update(BoardChanges::new().description("new")).await.unwrap().unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"description": "new"}));
    assert_eq!((changed.name.as_deref(), changed.description.as_deref()), (Some("Retro"), Some("new")));

    handle.update(BoardChanges::new().access(BoardAccess::View)).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"policy": {"sharingPolicy": {"access": "view"}}}));
    assert!(handle.update(BoardChanges::new()).await.is_err(), "Miro refuses a change of nothing");
}

#[tokio::test]
async fn a_202_returns_no_board() {
    let (_, api) = scripted([Script::status(202), Script::json(200, r#"{"id":"b"}"#)]);
    assert!(api.board("b").update(BoardChanges::new().name("New")).await.unwrap().is_none());
    assert!(api.board("b").update(BoardChanges::new().name("New")).await.unwrap().is_some());
}

#[tokio::test]
async fn a_board_copy_has_its_items() {
    let (sandbox, api) = environment::sandbox().await;
    let original = sandbox.seed_board("Original");
    sandbox.seed_items(&original, "card", 3);
    let copy = api.boards().copy(&original, BoardCopy::new().name("Copy")).await.unwrap();
    assert_eq!(copy.name.as_deref(), Some("Copy"));
    assert_ne!(copy.id, original.as_str());
    assert_eq!(sandbox.item_count(copy.id.as_str()), 3);
    assert_eq!(last_body(&sandbox, "PUT"), json!({"name": "Copy"}));
    let like_it = api.boards().copy(&original, BoardCopy::new()).await.unwrap();
    assert_eq!(like_it.name.as_deref(), Some("Original"));
}

#[tokio::test]
async fn filters_boards() {
    let (sandbox, api) = environment::sandbox().await;
    for name in ["Retro & more", "Planning", "50% done"] {
        sandbox.seed_board(name);
    }
    let names = async |list: miro::api::BoardsList| -> Vec<String> {
        let boards: Vec<Board> = list.stream().try_collect().await.unwrap();
        boards.into_iter().filter_map(|board| board.name).collect()
    };
    let list = || api.boards().list();
    assert_eq!(names(list().query("retro & m")).await, ["Retro & more"]);
    assert_eq!(names(list().query("50%")).await, ["50% done"]);
    assert_eq!(names(list().owner(sandbox.user_id())).await.len(), 3);
    assert_eq!(names(list().owner("1")).await.len(), 0);
    let sorted = list().team_id(sandbox.team_id()).sort(BoardSort::Alphabetically);
    assert_eq!(names(sorted).await, ["50% done", "Planning", "Retro & more"]);
}

#[tokio::test]
async fn rejects_overlong_filters_before_sending() {
    let (transport, api) = scripted([Script::json(200, r#"{"data":[]}"#)]);
    let error = api.boards().list().query("ü".repeat(501)).await.unwrap_err();
    assert!(error.to_string().contains("`query` has 501 characters, but Miro takes 0 to 500"), "{error}");
    api.boards().list().query("ü".repeat(500)).await.unwrap();
    assert_eq!(transport.sent().len(), 1);
}

#[tokio::test]
async fn invites_and_removes_members() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let members = board.members();
    let invitation = BoardInvitation::new(["ada@example.com", "nobody"]).role(BoardRole::Viewer);
    let result = members.invite(invitation).await.unwrap();
    // Miro sends numbers here, and strings everywhere else.
    let [ada] = result.successful.as_slice() else { panic!("{result:?}") };
    let [failed] = result.failed.as_slice() else { panic!("{result:?}") };
    assert_eq!(failed.email.as_deref(), Some("nobody"));
    assert!(failed.reason.is_some());

    let all: Vec<BoardMember> = members.list().stream().try_collect().await.unwrap();
    assert_eq!(all.len(), 2);
    let member = members.get(ada.as_str()).await.unwrap();
    assert_eq!((member.id.as_str(), &member.role), (ada.as_str(), &Some(BoardRole::Viewer)));
    let changed =
        members.update(&member.id, BoardMemberChanges::new().role(BoardRole::Editor)).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"role": "editor"}));
    assert_eq!(changed.role, Some(BoardRole::Editor));
    members.remove(&member.id).await.unwrap();
    assert_eq!(members.list().await.unwrap().data.len(), 1);
}

#[tokio::test]
async fn rejects_too_many_invitations_before_sending() {
    let (sandbox, api) = environment::sandbox().await;
    let emails = (0..21).map(|number| format!("user{number}@example.com"));
    let error = api.board("b").members().invite(BoardInvitation::new(emails)).await.unwrap_err();
    assert!(error.to_string().contains("`emails`: 21 elements, but Miro takes 1 to 20"), "{error}");
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn token_context_names_its_user_and_team() {
    let (sandbox, api) = environment::sandbox().await;
    let context = api.tokens().context().await.unwrap();
    assert_eq!(context.user.unwrap().id, sandbox.user_id());
    assert_eq!(context.team.unwrap().id, sandbox.team_id());
    assert!(context.scopes.iter().any(|scope| scope == "boards:write"), "{:?}", context.scopes);
}
