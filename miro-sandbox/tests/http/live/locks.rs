use miro_sandbox::Sandbox;
use serde_json::json;

use super::{board_id, complaint};
use crate::client::Client;
use crate::form::Form;

#[tokio::test]
async fn live_row_10_locked_item_rejects_changes_and_deletion() {
    let client = Client::start().await;
    let board = client.board().await;
    let note = client.item(&board, "sticky_notes", json!({})).await;
    let (own, generic) = (format!("{board}/sticky_notes/{note}"), format!("{board}/items/{note}"));
    client.sandbox.lock_item(&board_id(&board), &note);
    let before = client.get(&own).await.json();
    let refused = [
        client.patch(&own, json!({"data": {"content": "changed"}})).await,
        client.patch(&generic, json!({"position": {"x": 1}})).await,
        client.patch(&generic, json!({"data": {"locked": true}})).await,
        client.delete(&own).await,
        client.delete(&generic).await,
    ];
    for response in &refused {
        assert!(complaint(response).contains("locked"), "{}", response.body);
    }
    assert_eq!(client.get(&own).await.json(), before);

    assert_eq!(client.patch(&generic, json!({"data": {"locked": "no"}})).await.fields(), ["data.locked"]);
    assert_eq!(client.patch(&generic, json!({"data": {"locked": false}})).await.status, 200);
    assert_eq!(client.patch(&own, json!({"data": {"content": "changed"}})).await.status, 200);
    assert_eq!(client.patch(&generic, json!({"data": {"locked": true}})).await.status, 200, "and back");
    assert!(complaint(&client.delete(&own).await).contains("locked"));
    let opened = json!({"data": {"locked": false}, "position": {"x": 1}});
    assert_eq!(client.patch(&generic, opened).await.json()["position"]["x"], 1.0);
    assert_eq!(client.delete(&own).await.status, 204);
}

#[tokio::test]
async fn live_row_10_locked_file_is_not_replaced() {
    let client = Client::start().await;
    let board = client.board().await;
    let form = || Form::resource("a.png", "image/png", b"png");
    let image = client.upload("POST", &format!("{board}/images"), form()).await;
    let path = format!("{board}/images/{}", super::id(&image));
    client.sandbox.lock_item(&board_id(&board), &super::id(&image));
    assert!(complaint(&client.upload("PATCH", &path, form()).await).contains("locked"));
}

#[tokio::test]
async fn live_row_10_locks_can_be_ignored() {
    let client = Client::of(Sandbox::builder().ignore_locks().start().await);
    let board = client.board().await;
    let note = client.item(&board, "sticky_notes", json!({})).await;
    client.sandbox.lock_item(&board_id(&board), &note);
    let path = format!("{board}/items/{note}");
    let unlocked = client.patch(&path, json!({"data": {"locked": false}})).await;
    assert_eq!(complaint(&unlocked), "Field [data] is not supported");
    assert_eq!(client.patch(&path, json!({"position": {"x": 1}})).await.status, 200);
    assert_eq!(client.delete(&path).await.status, 204);
}
