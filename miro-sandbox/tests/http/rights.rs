use serde_json::{Value, json};

use crate::client::Client;

const OTHER: &str = "3074457353169356301";

/// A client of the owner of a new board, and the token of another user with this role on the board.
struct Pair {
    client: Client,
    board: String,
    owner: String,
    other: String,
}

impl Pair {
    async fn start() -> Self {
        let client = Client::start().await;
        let board = client.board().await;
        let (owner, other) = (client.token.clone(), client.sandbox.token_for(OTHER));
        Self { client, board, owner, other }
    }

    async fn invite(&self, role: &str) {
        let invitation = json!({"emails": [format!("{OTHER}@example.com")], "role": role});
        let response = self.client.post(&format!("{}/members", self.board), invitation).await;
        assert_eq!(response.json()["successful"], json!([OTHER.parse::<u64>().unwrap()]));
    }

    async fn set_policy(&self, policy: Value) {
        assert_eq!(self.client.patch(&self.board, json!({"policy": policy})).await.status, 200);
    }

    fn as_other(&mut self) {
        self.client.token.clone_from(&self.other);
    }

    fn as_owner(&mut self) {
        self.client.token.clone_from(&self.owner);
    }

    /// Returns the statuses of the other user's attempts, in ascending order of rights.
    async fn attempts(&mut self) -> Vec<u16> {
        self.as_other();
        let (client, board) = (&self.client, &self.board);
        let comments = board.replace("/v2/", "/v2-experimental/") + "/comments";
        let source = board.trim_start_matches("/v2/boards/");
        let statuses = vec![
            client.get(board).await.status,
            client.get(&format!("{board}/items")).await.status,
            client.send("PUT", &format!("/v2/boards?copy_from={source}"), None).await.status,
            client.post(&comments, json!({"content": "a"})).await.status,
            client.post(&format!("{board}/sticky_notes"), json!({})).await.status,
            client.patch(board, json!({"description": "b"})).await.status,
            client.post(&format!("{board}/members"), json!({"emails": ["c@example.com"]})).await.status,
            client.delete(board).await.status,
        ];
        self.as_owner();
        statuses
    }
}

#[tokio::test]
async fn board_is_private_initially() {
    let mut pair = Pair::start().await;
    assert_eq!(pair.attempts().await, [403; 8]);
    pair.as_other();
    assert_eq!(pair.client.get("/v2/boards").await.json()["total"], 0);
    let refused = pair.client.patch(&pair.board, json!({"name": "Mine"})).await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "forbiddenAccess"));
}

#[tokio::test]
async fn roles_grant_their_rights() {
    for (role, expected) in [
        ("viewer", [200, 200, 201, 403, 403, 403, 403, 403]),
        ("commenter", [200, 200, 201, 201, 403, 403, 403, 403]),
        ("editor", [200, 200, 201, 201, 201, 200, 201, 403]),
        ("coowner", [200, 200, 201, 201, 201, 200, 201, 204]),
        ("owner", [200, 200, 201, 201, 201, 200, 201, 204]),
    ] {
        let mut pair = Pair::start().await;
        pair.invite(role).await;
        assert_eq!(pair.attempts().await, expected, "{role}");
    }
}

#[tokio::test]
async fn a_board_can_be_opened_to_the_team_or_the_organization() {
    for access in ["teamAccess", "organizationAccess", "access"] {
        let mut pair = Pair::start().await;
        for (level, expected) in [
            ("view", [200, 200, 201, 403, 403, 403, 403, 403]),
            ("comment", [200, 200, 201, 201, 403, 403, 403, 403]),
            ("edit", [200, 200, 201, 201, 201, 200, 201, 403]),
            ("private", [403; 8]),
        ] {
            pair.set_policy(json!({"sharingPolicy": {access: level}})).await;
            assert_eq!(pair.attempts().await, expected, "{access} {level}");
        }
    }
}

#[tokio::test]
async fn policy_controls_sharing_and_copying() {
    let mut pair = Pair::start().await;
    pair.invite("editor").await;
    let owners = json!({"sharingAccess": "owner_and_coowners", "copyAccess": "board_owner"});
    pair.set_policy(json!({"permissionsPolicy": owners})).await;
    assert_eq!(pair.attempts().await, [200, 200, 403, 201, 201, 200, 403, 403]);
    pair.as_other();
    let member = format!("{}/members/{OTHER}", pair.board);
    assert_eq!(pair.client.patch(&member, json!({"role": "coowner"})).await.status, 403);
    assert_eq!(pair.client.delete(&member).await.status, 403);
    let back =
        json!({"policy": {"permissionsPolicy": {"sharingAccess": "team_members_with_editing_rights"}}});
    assert_eq!(pair.client.patch(&pair.board, back).await.status, 403);
}

#[tokio::test]
async fn only_the_owner_transfers_a_board() {
    let mut pair = Pair::start().await;
    pair.invite("coowner").await;
    let member = format!("{}/members/{OTHER}", pair.board);
    pair.as_other();
    assert_eq!(pair.client.patch(&member, json!({"role": "owner"})).await.status, 403);
    pair.as_owner();
    assert_eq!(pair.client.patch(&member, json!({"role": "owner"})).await.json()["role"], "owner");
    assert_eq!(pair.client.get(&pair.board).await.json()["owner"]["id"], OTHER);
    assert_eq!(pair.client.get(&pair.board).await.json()["currentUserMembership"]["role"], "coowner");
}

#[tokio::test]
async fn only_owners_move_a_board() {
    let mut pair = Pair::start().await;
    let organization = pair.client.get("/v1/oauth-token").await.json()["organization"]["id"].clone();
    let teams = format!("/v2/orgs/{}/teams", organization.as_str().unwrap());
    let team = pair.client.post(&teams, json!({"name": "Elsewhere"})).await.json()["id"].clone();
    pair.invite("editor").await;
    pair.as_other();
    assert_eq!(pair.client.patch(&pair.board, json!({"teamId": team})).await.status, 403);
    assert_eq!(pair.client.patch(&pair.board, json!({"projectId": "1"})).await.fields(), ["projectId"]);
    pair.as_owner();
    let moved = pair.client.patch(&pair.board, json!({"teamId": team})).await.json();
    assert_eq!((&moved["team"]["id"], &moved["team"]["name"]), (&team, &json!("Elsewhere")));
}

#[tokio::test]
async fn invitations_by_link_stay_off() {
    let pair = Pair::start().await;
    pair.set_policy(json!({"sharingPolicy": {"inviteToAccountAndBoardLinkAccess": "editor"}})).await;
    let policy = pair.client.get(&pair.board).await.json()["policy"]["sharingPolicy"].clone();
    assert_eq!(policy["inviteToAccountAndBoardLinkAccess"], "no_access");
}
