use serde_json::{Value, json};

use crate::client::Client;

#[tokio::test]
async fn flowchart_shapes_exist_on_the_experimental_routes() {
    let client = Client::start().await;
    let board = client.board().await;
    let experimental = board.replace("/v2/", "/v2-experimental/");
    let process = json!({"data": {"shape": "flow_chart_process", "content": "Do it"}});
    let created = client.post(&format!("{experimental}/shapes"), process.clone()).await;
    assert_eq!(created.status, 201, "{}", created.body);
    let created = created.json();
    assert_eq!(
        (&created["type"], &created["data"]["shape"]),
        (&json!("shape"), &json!("flow_chart_process"))
    );
    assert_eq!(
        (&created["style"]["textAlign"], &created["style"]["textAlignVertical"]),
        (&json!("center"), &json!("middle"))
    );
    assert_eq!(created["style"]["fillOpacity"], "1.0");

    let id = created["id"].as_str().unwrap();
    let path = format!("{experimental}/shapes/{id}");
    assert_eq!(client.get(&path).await.json(), created);
    let changed = client.patch(&path, json!({"data": {"shape": "flow_chart_or"}})).await.json();
    assert_eq!(changed["data"], json!({"shape": "flow_chart_or", "content": ""}), "it has no text");
    assert_eq!(changed["style"]["textAlign"], "unknown");
    assert_eq!(client.patch(&path, json!({"style": {"color": "#000000"}})).await.fields(), ["style.color"]);

    let items = client.get(&format!("{experimental}/items?type=shape")).await.json();
    assert_eq!((&items["total"], &items["data"][0]["id"]), (&json!(1), &json!(id)));
    assert_eq!(client.get(&format!("{experimental}/items?type=text")).await.status, 400);
    assert_eq!(client.get(&format!("{experimental}/items?limit=9")).await.status, 400);
    assert_eq!(client.get(&format!("{experimental}/items/{id}")).await.json()["data"], changed["data"]);
    assert_eq!(client.get(&format!("{board}/shapes/{id}")).await.json()["data"], changed["data"]);
    assert_eq!(client.delete(&path).await.status, 204);
    let second = client.item(&experimental, "shapes", process).await;
    assert_eq!(client.delete(&format!("{experimental}/items/{second}")).await.status, 204);
    assert_eq!(client.get(&format!("{experimental}/items/{second}")).await.status, 404);
}

#[tokio::test]
async fn other_routes_accept_only_basic_shapes() {
    let client = Client::start().await;
    let board = client.board().await;
    let decision = json!({"data": {"shape": "flow_chart_decision"}});
    assert_eq!(client.post(&format!("{board}/shapes"), decision).await.fields(), ["data.shape"]);
    let decision = json!([{"type": "shape", "data": {"shape": "flow_chart_decision"}}]);
    assert_eq!(client.post(&format!("{board}/items/bulk"), decision).await.fields(), ["0.data.shape"]);
    // Despite its name, this is a basic shape.
    let basic = json!({"data": {"shape": "flow_chart_predefined_process"}});
    client.item(&board, "shapes", basic).await;
    let star = client.item(&board, "shapes", json!({"data": {"shape": "star"}})).await;
    let path = format!("{board}/shapes/{star}");
    let body = json!({"data": {"shape": "flow_chart_delay"}});
    assert_eq!(client.patch(&path, body.clone()).await.fields(), ["data.shape"]);
    assert_eq!(client.patch(&path.replace("/v2/", "/v2-experimental/"), body).await.status, 200);
}

#[tokio::test]
async fn unknown_alignment_is_accepted_in_creations() {
    let client = Client::start().await;
    let board = client.board().await;
    let unknown: Value = json!({"style": {"textAlign": "unknown"}});
    let shape = client.item(&board, "shapes", unknown.clone()).await;
    assert_eq!(client.patch(&format!("{board}/shapes/{shape}"), unknown).await.fields(), ["style.textAlign"]);
    let bulk = json!([{"type": "shape", "style": {"textAlignVertical": "unknown"}}]);
    let refused = client.post(&format!("{board}/items/bulk"), bulk).await;
    assert_eq!(refused.fields(), ["0.style.textAlignVertical"]);
}
