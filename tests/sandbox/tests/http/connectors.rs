use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn a_connector_joins_two_items() {
    let client = Client::start().await;
    let board = client.board().await;
    let one = client.item(&board, "shapes", json!({})).await;
    let two = client.item(&board, "shapes", json!({})).await;
    let created = client
        .post(
            &format!("{board}/connectors"),
            json!({
                "startItem": {"id": one, "snapTo": "bottom"},
                "endItem": {"id": two, "position": {"x": "0%", "y": "25%"}},
                "captions": [{"content": "<p>yes</p>"}],
                "style": {"strokeWidth": "3", "fontSize": "15"},
            }),
        )
        .await;
    assert_eq!(created.status, 200, "{}", created.body);
    let connector = created.json();
    assert_eq!(connector["startItem"]["position"], json!({"x": "50%", "y": "100%"}));
    assert_eq!(connector["endItem"]["position"], json!({"x": "0%", "y": "25%"}));
    assert!(connector["startItem"].get("snapTo").is_none());
    assert_eq!(connector["captions"][0]["position"], "50%");
    assert_eq!((&connector["shape"], &connector["isSupported"]), (&json!("curved"), &json!(true)));
    assert_eq!(connector["style"]["strokeWidth"], "3.0");
    assert_eq!(connector["style"]["startStrokeCap"], "none");
    assert_eq!(connector["style"]["endStrokeCap"], "stealth");

    let path = format!("{board}/connectors/{}", connector["id"].as_str().unwrap());
    let changed =
        client.patch(&path, json!({"style": {"strokeWidth": null}, "shape": "straight"})).await.json();
    assert_eq!(changed["style"]["strokeWidth"], "1.0");
    assert_eq!(changed["style"]["fontSize"], "15");
    assert_eq!(changed["startItem"], connector["startItem"]);
    let moved = client.patch(&path, json!({"startItem": {"snapTo": "left"}})).await.json();
    assert_eq!(moved["startItem"]["position"], json!({"x": "0%", "y": "50%"}));
    assert_eq!(moved["startItem"]["id"], one.as_str());
    assert_eq!(client.get(&path).await.json()["shape"], "straight");

    let id = connector["id"].as_str().unwrap();
    assert_eq!(client.delete(&format!("{board}/items/{id}")).await.status, 404, "a connector is no item");
    assert_eq!(client.delete(&path).await.status, 204);
    assert_eq!(client.get(&path).await.status, 404);
}

#[tokio::test]
async fn the_ends_are_checked() {
    let client = Client::start().await;
    let board = client.board().await;
    let one = client.item(&board, "shapes", json!({})).await;
    let two = client.item(&board, "shapes", json!({})).await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let connectors = format!("{board}/connectors");
    let fields = async |body| client.post(&connectors, body).await.fields();
    assert_eq!(fields(json!({"startItem": {"id": one}})).await, ["endItem"]);
    assert_eq!(fields(json!({"startItem": {"id": one}, "endItem": {"id": one}})).await, ["endItem.id"]);
    assert_eq!(fields(json!({"startItem": {"id": one}, "endItem": {"id": "1"}})).await, ["endItem.id"]);
    assert_eq!(fields(json!({"startItem": {"id": frame}, "endItem": {"id": one}})).await, ["startItem.id"]);
    let both = json!({"id": two, "snapTo": "top", "position": {"x": "0%", "y": "0%"}});
    assert_eq!(fields(json!({"startItem": {"id": one}, "endItem": both})).await, ["endItem"]);
    let captions = json!([{"content": "x".repeat(201)}]);
    let body = json!({"startItem": {"id": one}, "endItem": {"id": two}, "captions": captions});
    assert_eq!(fields(body).await, ["captions.0.content"]);
}

#[tokio::test]
async fn a_connector_goes_with_its_item() {
    let client = Client::start().await;
    let board = client.board().await;
    let one = client.item(&board, "shapes", json!({})).await;
    let two = client.item(&board, "shapes", json!({})).await;
    let connectors = format!("{board}/connectors");
    client.post(&connectors, json!({"startItem": {"id": one}, "endItem": {"id": two}})).await;
    assert_eq!(client.get(&connectors).await.json()["total"], 1);
    assert_eq!(client.delete(&format!("{board}/shapes/{two}")).await.status, 204);
    assert_eq!(client.get(&connectors).await.json()["total"], 0);
}

#[tokio::test]
async fn an_unsupported_connector_cannot_be_changed() {
    let client = Client::start().await.unchecked();
    let id = client.sandbox.seed_board("Board");
    let raw =
        json!({"id": "77", "type": "connector", "isSupported": false, "style": {"endStrokeCap": "lasso"}});
    client.sandbox.insert_raw_item(&id, raw.clone());
    let path = format!("/v2/boards/{id}/connectors/77");
    assert_eq!(client.get(&path).await.json(), raw);
    assert_eq!(client.patch(&path, json!({"shape": "straight"})).await.status, 400);
}
