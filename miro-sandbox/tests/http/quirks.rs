use miro_sandbox::{Builder, Sandbox};
use serde_json::json;

use crate::client::Client;

async fn client(builder: Builder) -> Client {
    Client::of(builder.start().await).unchecked()
}

#[tokio::test]
async fn numbers_come_as_strings() {
    let client = client(Sandbox::builder().numbers_as_strings()).await;
    let board = client.board().await;
    let note = client.post(&format!("{board}/sticky_notes"), json!({"position": {"x": 1.5}})).await;
    assert_eq!((note.status, &note.json()["position"]["x"]), (201, &json!("1.5")));
    let list = client.get(&format!("{board}/items")).await.json();
    assert_eq!((&list["total"], &list["data"][0]["position"]["y"]), (&json!("1"), &json!("0.0")));
    let error = client.get("/v2/boards/unknown").await.json();
    assert_eq!(error["status"], 404, "errors stay as they are");
}

#[tokio::test]
async fn enumerations_have_unknown_values() {
    let client = client(Sandbox::builder().unknown_enum_values()).await;
    let board = client.board().await;
    let red = json!({"style": {"fillColor": "red"}});
    let note = client.post(&format!("{board}/sticky_notes"), red.clone()).await;
    assert_eq!((note.status, &note.json()["style"]["fillColor"]), (201, &json!("novelty")));
    client.post(&format!("{board}/sticky_notes"), red).await;
    let list = client.get(&format!("{board}/items")).await.json();
    let colors = [&list["data"][0]["style"]["fillColor"], &list["data"][1]["style"]["fillColor"]];
    assert_eq!(colors, ["red", "novelty"], "they are mixed, and what is kept is as it was sent");
    assert_eq!(client.get(&board).await.json()["currentUserMembership"]["role"], "novelty");
}

#[tokio::test]
async fn lists_have_items_of_unknown_types() {
    let client = client(Sandbox::builder().unknown_item_types()).await;
    let board = client.board().await;
    for _ in 0..3 {
        client.item(&board, "cards", json!({})).await;
    }
    let list = client.get(&format!("{board}/items?type=card")).await.json();
    let types: Vec<_> = list["data"].as_array().unwrap().iter().map(|item| item["type"].clone()).collect();
    assert_eq!(types, ["card", "hologram", "card"]);
    let boards = client.get("/v2/boards").await.json();
    assert_eq!(boards["data"][0]["type"], "board");
}

#[tokio::test]
async fn a_change_of_a_board_is_accepted() {
    let client = client(Sandbox::builder().accepted_board_updates()).await;
    let board = client.board().await;
    let accepted = client.patch(&board, json!({"name": "Later"})).await;
    assert_eq!((accepted.status, accepted.body.as_str()), (202, ""));
    assert!(!accepted.header("x-ratelimit-remaining").is_empty());
    assert_eq!(client.get(&board).await.json()["name"], "Later");
    assert_eq!(client.patch(&board, json!({"name": ""})).await.fields(), ["name"]);
}

#[tokio::test]
async fn lists_by_cursor_omit_the_total() {
    let client = client(Sandbox::builder().without_totals()).await;
    let board = client.board().await;
    let items = client.get(&format!("{board}/items")).await.json();
    assert_eq!((items.get("total"), &items["size"]), (None, &json!(0)));
    assert_eq!(client.get("/v2/boards").await.json()["total"], 1, "lists by offset keep theirs");
}
