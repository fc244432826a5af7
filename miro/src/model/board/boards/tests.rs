use serde_json::{Value, json};

use super::*;
use crate::model::{BoardRole, UserId};

const LISTED: &str = r#"{
    "id": "uXjVOD6LSME=", "type": "board", "name": "Sample", "description": "",
    "team": {"id": "3074457345618265000", "name": "My Team", "type": "team", "picture": {"id": 3074457345618261500}},
    "project": {"id": 3088887345710756000},
    "picture": {"id": "3074457345618261500", "imageURL": "https://miro.images/1.jpg", "type": "picture"},
    "policy": {
        "permissionsPolicy": {"copyAccess": "team_editors", "sharingAccess": "owner_and_coowners",
            "collaborationToolsStartAccess": "all_editors"},
        "sharingPolicy": {"access": "private", "accessPasswordRequired": false, "organizationAccess": "edit",
            "inviteToAccountAndBoardLinkAccess": "guest", "teamAccess": "from next year"}
    },
    "viewLink": "https://miro.com/app/board/uXjVOD6LSME=",
    "owner": {"id": "1", "name": "John Smith", "type": "user"},
    "currentUserMembership": {"id": "1", "name": "John Smith", "role": "owner", "type": "board_member"},
    "createdAt": "2022-03-30T17:26:50Z", "createdBy": {"id": "1", "name": "John Smith", "type": "user"},
    "modifiedAt": "2022-03-30T17:26:50.000Z", "modifiedBy": {"id": "1", "name": "John Smith", "type": "user"},
    "lastOpenedAt": "2022-03-30T17:26:50.5+0000", "lastOpenedBy": {"id": 2},
    "links": {"self": "http://api.miro.com/v2/boards/uXjVOD6LSME=", "related": "http://api.miro.com/v2/boards/x/members"},
    "sharingRecommendation": "NO_SHARING_RESTRICTIONS"
}"#;

fn sent(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).unwrap()
}

#[test]
fn a_board_reads_what_a_list_sends() {
    let board: Board = serde_json::from_str(LISTED).unwrap();
    assert_eq!(BoardId::from(&board), "uXjVOD6LSME=");
    assert_eq!(board.picture.clone().unwrap().id.as_deref(), Some("3074457345618261500"));
    assert_eq!(board.team.clone().unwrap().picture.unwrap().id.as_deref(), Some("3074457345618261500"));
    assert_eq!(board.project.clone().unwrap().id, "3088887345710756000");
    assert_eq!(board.last_opened_by.clone().unwrap().id, UserId::new("2"));
    assert_eq!(board.current_user_membership.clone().unwrap().role, Some(BoardRole::Owner));
    let policy = board.policy.clone().unwrap();
    assert_eq!(policy.permissions_policy.unwrap().copy_access, Some(CopyAccess::TeamEditors));
    let sharing = policy.sharing_policy.unwrap();
    assert_eq!(sharing.invite_to_account_and_board_link_access, Some(LinkAccess::Guest));
    assert_eq!(sharing.team_access, Some(BoardAccess::Unknown("from next year".into())));
    assert_eq!(board.extra.keys().collect::<Vec<_>>(), ["sharingRecommendation"]);

    let written = serde_json::to_string(&board).unwrap();
    assert_eq!(serde_json::from_str::<Board>(&written).unwrap(), board);
}

#[test]
fn a_board_needs_its_id_alone() {
    let least: Board = serde_json::from_str(r#"{"id":"a="}"#).unwrap();
    let nulls: serde_json::Map<_, _> = serde_json::from_str::<Value>(LISTED)
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .filter(|name| *name != "sharingRecommendation")
        .map(|name| (name.clone(), if name == "id" { json!("a=") } else { Value::Null }))
        .collect();
    assert_eq!(serde_json::from_value::<Board>(nulls.into()).unwrap(), least);
}

#[test]
fn a_new_board_sends_its_policy_nested() {
    assert_eq!(sent(&NewBoard::new("Retro")), json!({"name": "Retro"}));
    let board = NewBoard::new("Retro")
        .description("Sprint 12")
        .team_id("7")
        .project_id("8")
        .access(BoardAccess::View)
        .organization_access(BoardAccess::Comment)
        .team_access(BoardAccess::Edit)
        .invite_to_account_and_board_link_access(LinkAccess::Viewer)
        .copy_access(CopyAccess::BoardOwner)
        .sharing_access(SharingAccess::OwnerAndCoowners)
        .collaboration_tools_start_access(CollaborationToolsStartAccess::BoardOwnersAndCoowners);
    assert_eq!(
        sent(&board),
        json!({
            "name": "Retro", "description": "Sprint 12", "teamId": "7", "projectId": "8",
            "policy": {
                "sharingPolicy": {
                    "access": "view", "organizationAccess": "comment", "teamAccess": "edit",
                    "inviteToAccountAndBoardLinkAccess": "viewer",
                },
                "permissionsPolicy": {
                    "copyAccess": "board_owner", "sharingAccess": "owner_and_coowners",
                    "collaborationToolsStartAccess": "board_owners_and_coowners",
                },
            },
        })
    );
}

// The Python client also sends the default name and thereby renames the board.
#[test]
fn changing_the_description_leaves_the_name() {
    assert_eq!(sent(&BoardChanges::new()), json!({}));
    assert_eq!(sent(&BoardChanges::new().description("")), json!({"description": ""}));
    assert_eq!(sent(&BoardCopy::new()), json!({}));
    assert_eq!(sent(&BoardCopy::new().name("Copy")), json!({"name": "Copy"}));
}

#[test]
fn names_and_descriptions_have_their_lengths() {
    let problem = |body: BoardChanges| serde_json::to_value(body).unwrap_err().to_string();
    assert_eq!(problem(BoardChanges::new().name("")), "`name`: 0 characters, but Miro takes 1 to 60");
    assert_eq!(
        problem(BoardChanges::new().name("x".repeat(61))),
        "`name`: 61 characters, but Miro takes 1 to 60"
    );
    assert_eq!(
        problem(BoardChanges::new().description("x".repeat(301))),
        "`description`: 301 characters, but Miro takes 0 to 300"
    );
    // Characters are counted, not bytes.
    assert_eq!(sent(&NewBoard::new("é".repeat(60)))["name"], "é".repeat(60));
}
