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
async fn connector_is_deleted_with_its_item() {
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

#[tokio::test]
async fn ends_are_snapped_automatically_by_default() {
    let client = Client::start().await;
    let board = client.board().await;
    let one = client.item(&board, "shapes", json!({})).await;
    let two = client.item(&board, "shapes", json!({})).await;
    let three = client.item(&board, "shapes", json!({})).await;
    let connectors = format!("{board}/connectors");
    let start = json!({"id": one, "position": {"x": "12.5%"}});
    let created = client.post(&connectors, json!({"startItem": start, "endItem": {"id": two}})).await.json();
    assert_eq!(created["startItem"]["position"], json!({"x": "12.5%", "y": "50%"}));
    assert_eq!(created["endItem"]["position"], json!({"x": "0%", "y": "50%"}));
    let path = format!("{connectors}/{}", created["id"].as_str().unwrap());
    let moved = client.patch(&path, json!({"startItem": {"position": {"y": "0%"}}})).await.json();
    assert_eq!(moved["startItem"]["position"], json!({"x": "12.5%", "y": "0%"}));
    let led = client.patch(&path, json!({"startItem": {"id": three}})).await.json();
    assert_eq!(led["startItem"]["id"], three.as_str());
    assert_eq!(led["startItem"]["position"], json!({"x": "100%", "y": "50%"}), "neither side nor position");
    assert!(led["startItem"]["links"]["self"].as_str().unwrap().ends_with(&format!("/items/{three}")));
    assert_eq!(led["endItem"], created["endItem"]);
    let fields = async |body| client.patch(&path, body).await.fields();
    assert_eq!(
        fields(json!({"startItem": {"id": two}})).await,
        ["endItem.id"],
        "the other end is there already"
    );
    assert_eq!(fields(json!({"startItem": null})).await, ["startItem"]);
    assert_eq!(fields(json!({"endItem": {"id": null}})).await, ["endItem.id"]);
    assert_eq!(client.get(&path).await.json()["startItem"], led["startItem"]);
}

#[tokio::test]
async fn everything_but_frames_can_be_connected() {
    let client = Client::start().await;
    let board = client.board().await;
    let experimental = board.replace("/v2/", "/v2-experimental/");
    let widget = client.item(&experimental, "code_widgets", json!({})).await;
    let node = client.item(&experimental, "mindmap_nodes", json!({"data": {"nodeView": {}}})).await;
    let ends = json!({"startItem": {"id": widget}, "endItem": {"id": node}});
    let joined = client.post(&format!("{board}/connectors"), ends).await;
    assert_eq!(joined.status, 200, "{}", joined.body);
    let link = joined.json()["startItem"]["links"]["self"].as_str().unwrap().to_owned();
    assert!(link.ends_with(&format!("/code_widgets/{widget}")), "{link}");
    assert_eq!(client.delete(&format!("{experimental}/code_widgets/{widget}")).await.status, 204);
    assert_eq!(client.get(&format!("{board}/connectors")).await.json()["total"], 0);
}

#[tokio::test]
async fn connectors_are_validated() {
    let client = Client::start().await;
    let board = client.board().await;
    let one = client.item(&board, "shapes", json!({})).await;
    let two = client.item(&board, "shapes", json!({})).await;
    let connectors = format!("{board}/connectors");
    let with = |name: &str, value: serde_json::Value| {
        let mut body = json!({"startItem": {"id": one}, "endItem": {"id": two}});
        body[name] = value;
        body
    };
    let captions = |count: usize| with("captions", json!(vec![json!({"content": "x".repeat(200)}); count]));
    assert_eq!(client.post(&connectors, captions(20)).await.status, 200);
    let refused = [
        (captions(21), "captions"),
        (with("captions", json!([{"position": "50%"}])), "captions.0.content"),
        (with("captions", json!([{"content": "x", "position": "101%"}])), "captions.0.position"),
        (
            with("captions", json!([{"content": "x", "textAlignVertical": "left"}])),
            "captions.0.textAlignVertical",
        ),
        (with("shape", json!("round")), "shape"),
        (with("style", json!({"startStrokeCap": "lasso"})), "style.startStrokeCap"),
        (with("style", json!({"fontSize": "9"})), "style.fontSize"),
        (with("style", json!({"fontSize": 14})), "style.fontSize"),
        (with("style", json!({"strokeWidth": "25"})), "style.strokeWidth"),
        (with("style", json!({"strokeColor": "red"})), "style.strokeColor"),
        (with("style", json!({"strokeStyle": "wavy"})), "style.strokeStyle"),
        (with("style", json!({"textOrientation": "vertical"})), "style.textOrientation"),
        (with("endItem", json!({"id": two, "position": {"x": 0.5}})), "endItem.position.x"),
        (with("endItem", json!({"id": two, "position": {"x": "-1%"}})), "endItem.position.x"),
        (with("endItem", json!({"id": two, "position": "50%"})), "endItem.position"),
        (with("endItem", json!({"id": two, "snapTo": "center"})), "endItem.snapTo"),
        (with("endItem", json!(two)), "endItem"),
        (with("endItem", json!({"snapTo": "top"})), "endItem.id"),
        (with("isSupported", json!(false)), "isSupported"),
    ];
    for (body, field) in refused {
        let fields = client.post(&connectors, body.clone()).await.fields();
        assert!(fields.iter().any(|complaint| complaint == field), "{body}: {fields:?}");
    }
    assert_eq!(client.get(&connectors).await.json()["total"], 1);
}
