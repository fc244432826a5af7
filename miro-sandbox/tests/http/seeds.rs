use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::Client;

async fn seeded(seed: Value) -> Client {
    let client = Client::start().await;
    client.sandbox.seed(seed.to_string().as_bytes()).unwrap();
    client
}

#[tokio::test]
async fn a_seed_is_a_list_of_requests() {
    let client = seeded(json!({
        "users": [{"name": "Anna", "email": "anna@example.com"}],
        "requests": [
            {
                "request": "POST /v2/boards",
                "as": "anna@example.com",
                "body": {"name": "Retro", "policy": {"sharingPolicy": {"teamAccess": "edit"}}},
                "save": "board",
            },
            {"request": "POST /v2/boards/{board.id}/frames", "body": {"data": {"title": "Ideas"}}, "save": "frame"},
            {
                "request": "POST /v2/boards/{board.id}/sticky_notes",
                "body": {"data": {"content": "Note {number}"}, "parent": {"id": "{frame.id}"}},
                "times": 2_000,
            },
        ],
    }))
    .await;
    let board = client.get("/v2/boards").await.json()["data"][0].clone();
    assert_eq!((&board["name"], &board["owner"]["name"]), (&json!("Retro"), &json!("Anna")));
    let path = format!("/v2/boards/{}/items", board["id"].as_str().unwrap().replace('=', "%3D"));
    let page = client.get(&path).await.json();
    assert_eq!(page["total"], 2_001, "more than credits would allow");
    assert_eq!(page["data"][1]["data"]["content"], "Note 1");
    assert_eq!(page["data"][1]["parent"]["id"], page["data"][0]["id"]);
    assert!(
        client.sandbox.requests().iter().all(|request| request.method == "GET"),
        "seeding is not recorded"
    );
    assert_eq!(client.get("/v2/boards").await.header("x-ratelimit-remaining"), "99800", "and cost nothing");
}

#[tokio::test]
async fn seed_of_the_readme_works() {
    let readme = include_str!("../../README.md");
    let (_, seed) = readme.split_once("```json\n").unwrap();
    let (seed, _) = seed.split_once("```").unwrap();
    let client = Client::start().await;
    client.sandbox.seed(seed.as_bytes()).unwrap();
    let board = client.get("/v2/boards").await.json()["data"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(client.sandbox.item_count(&board), 21);
}

#[tokio::test]
async fn failed_seed_has_no_effect_and_names_the_request() {
    let client = Client::start().await;
    let seed = json!({"requests": [
        {"request": "POST /v2/boards", "body": {"name": "Retro"}, "save": "board"},
        {"request": "POST /v2/boards/{board.id}/frames", "body": {"data": {"format": "a4"}}},
    ]});
    let error = client.sandbox.seed(seed.to_string().as_bytes()).unwrap_err().to_string();
    assert!(error.starts_with("request 2 (POST /v2/boards/{board.id}/frames): 400"), "{error}");
    assert!(error.contains("data.format"), "{error}");
    assert_eq!(client.sandbox.board_count(), 0);
    for wrong in
        ["[]", "{\"boards\": []}", "{\"requests\": [{\"request\": \"POST /v2/boards\", \"as\": \"nobody\"}]}"]
    {
        assert!(client.sandbox.seed(wrong.as_bytes()).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn dump_restores_everything() {
    let client = Client::start().await;
    let board = client.board().await;
    let note = client.item(&board, "sticky_notes", json!({"data": {"content": "Kept"}})).await;
    let shape = client.item(&board, "shapes", json!({})).await;
    let tag = client.post(&format!("{board}/tags"), json!({"title": "t"})).await.json();
    let attach = format!("{board}/items/{note}?tag_id={}", tag["id"].as_str().unwrap());
    assert_eq!(client.send("POST", &attach, None).await.status, 204);
    let ends = json!({"startItem": {"id": note}, "endItem": {"id": shape}});
    client.post(&format!("{board}/connectors"), ends).await;
    let dump = client.sandbox.dump();

    let mut other = Client::of(Sandbox::start().await);
    other.sandbox.seed(dump.to_string().as_bytes()).unwrap();
    assert_eq!(other.sandbox.dump(), dump);
    other.token.clone_from(&client.token);
    for path in [
        format!("{board}/items"),
        format!("{board}/connectors"),
        format!("{board}/items/{note}/tags"),
        board.clone(),
        "/v2/orgs/3074457345618265001/teams".to_owned(),
    ] {
        // Links lead to the sandbox that received the request.
        let shown = other.get(&path).await.body.replace(other.sandbox.url(), client.sandbox.url());
        assert_eq!(shown, client.get(&path).await.body, "{path}");
    }
    let new = other.item(&board, "shapes", json!({})).await;
    assert!(new != note && new != shape, "ids go on where they were");
}
