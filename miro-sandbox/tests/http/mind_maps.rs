use serde_json::{Value, json};

use crate::client::{Client, Response};

/// Returns the path of a new board's mind map nodes, and the board.
async fn nodes(client: &Client) -> (String, String) {
    let board = client.board().await;
    (format!("{}/mindmap_nodes", board.replace("/v2/", "/v2-experimental/")), board)
}

fn node(content: &str, parent: Option<&str>, x: f64) -> Value {
    let mut node = json!({
        "data": {"nodeView": {"data": {"type": "text", "content": content}}},
        "position": {"x": x, "y": 0},
    });
    if let Some(parent) = parent {
        node["parent"] = json!({"id": parent});
    }
    node
}

async fn create(client: &Client, nodes: &str, content: &str, parent: Option<&str>, x: f64) -> Response {
    let response = client.post(nodes, node(content, parent, x)).await;
    assert_eq!(response.status, 201, "{}", response.body);
    response
}

fn id(response: &Response) -> String {
    response.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn nodes_form_a_tree() {
    let client = Client::start().await;
    let (nodes, _) = nodes(&client).await;
    let root = create(&client, &nodes, "Root", None, 100.0).await;
    assert_eq!(root.json()["type"], "mindmap_node");
    assert_eq!(root.json()["data"]["nodeView"]["data"], json!({"content": "Root"}));
    assert_eq!(root.json()["data"]["nodeView"]["type"], "text");
    assert_eq!((&root.json()["data"]["isRoot"], root.json()["data"].get("direction")), (&json!(true), None));
    assert_eq!(root.json()["data"]["nodeView"]["style"]["fontSize"], "14");
    assert_eq!(root.json()["style"]["shape"], "pill");
    let link = root.json()["links"]["self"].as_str().unwrap().to_owned();
    assert!(link.starts_with("https://api.miro.com/v2-experimental/boards/"), "{link}");

    let left = create(&client, &nodes, "Left", Some(&id(&root)), -50.0).await.json();
    assert_eq!((&left["data"]["isRoot"], &left["data"]["direction"]), (&json!(false), &json!("start")));
    assert_eq!((&left["parent"]["id"], &left["parent"]["links"]["self"]), (&root.json()["id"], &json!(link)));
    let right = create(&client, &nodes, "Right", Some(&id(&root)), 250.0).await.json();
    assert_eq!(right["data"]["direction"], "end");
    let below = create(&client, &nodes, "Below", left["id"].as_str(), 300.0).await.json();
    assert_eq!(below["data"]["direction"], "start", "on the side of its parent");

    let read = client.get(&format!("{nodes}/{}", left["id"].as_str().unwrap())).await.json();
    assert_eq!(read, left);
    let list = client.get(&nodes).await.json();
    assert_eq!((&list["total"], &list["data"][1]), (&json!(4), &left));
}

#[tokio::test]
async fn child_without_a_position_has_a_direction() {
    let client = Client::start().await;
    let (nodes, _) = nodes(&client).await;
    let root = client.post(&nodes, json!({"data": {"nodeView": {}}})).await;
    assert_eq!(root.json()["data"]["nodeView"]["data"]["content"], "");
    let child = client.post(&nodes, json!({"data": {"nodeView": {}}, "parent": {"id": id(&root)}})).await;
    assert_eq!((child.status, &child.json()["data"]["direction"]), (201, &json!("end")));
    for hidden in ["position", "geometry"] {
        assert_eq!(child.json().get(hidden), None, "the specification has no {hidden} in responses");
    }
}

#[tokio::test]
async fn deleting_a_node_deletes_its_subtree() {
    let client = Client::start().await;
    let (nodes, board) = nodes(&client).await;
    let root = id(&create(&client, &nodes, "1", None, 0.0).await);
    let branch = id(&create(&client, &nodes, "1.1", Some(&root), 100.0).await);
    let twig = id(&create(&client, &nodes, "1.1.1", Some(&branch), 200.0).await);
    let leaf = id(&create(&client, &nodes, "1.1.1.1", Some(&twig), 300.0).await);
    let other = id(&create(&client, &nodes, "1.2", Some(&root), 100.0).await);
    let note = client.item(&board, "sticky_notes", json!({})).await;
    let connectors = format!("{board}/connectors");
    for (start, end) in [(&leaf, &note), (&other, &note)] {
        let joined =
            client.post(&connectors, json!({"startItem": {"id": start}, "endItem": {"id": end}})).await;
        assert_eq!(joined.status, 200, "{}", joined.body);
        assert!(joined.json()["startItem"]["links"]["self"].as_str().unwrap().contains("/mindmap_nodes/"));
    }
    assert_eq!(client.delete(&format!("{nodes}/{branch}")).await.status, 204);
    for gone in [&branch, &twig, &leaf] {
        assert_eq!(client.get(&format!("{nodes}/{gone}")).await.code(), "3.0201");
    }
    let left = client.get(&nodes).await.json();
    assert_eq!((&left["total"], &left["data"][1]["id"]), (&json!(2), &json!(other)));
    let joined = client.get(&connectors).await.json();
    assert_eq!((&joined["total"], &joined["data"][0]["startItem"]["id"]), (&json!(1), &json!(other)));
    assert_eq!(client.delete(&format!("{nodes}/{branch}")).await.status, 404);
}

#[tokio::test]
async fn only_texts_below_nodes_are_accepted() {
    let client = Client::start().await;
    let (nodes, board) = nodes(&client).await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let fields = async |body: Value| client.post(&nodes, body).await.fields();
    let bubble = json!({"data": {"nodeView": {"data": {"type": "bubble", "content": "x"}}}});
    assert_eq!(fields(bubble).await, ["data.nodeView.data.type"]);
    assert_eq!(
        fields(json!({"data": {"nodeView": {"data": {"content": "x"}}}})).await,
        ["data.nodeView.data.type"]
    );
    assert_eq!(fields(json!({})).await, ["data.nodeView"]);
    assert_eq!(fields(json!({"data": null})).await, ["data.nodeView"]);
    assert_eq!(fields(json!({"data": {"nodeView": "x"}})).await, ["data.nodeView"]);
    assert_eq!(fields(node("x", Some(&frame), 0.0)).await, ["parent.id"], "a frame is no node");
    assert_eq!(fields(node("x", Some("1"), 0.0)).await, ["parent.id"]);
    let mut high = node("x", None, 0.0);
    high["geometry"] = json!({"width": 100, "height": 10});
    assert_eq!(fields(high).await, ["geometry.height"]);
    let mut styled = node("x", None, 0.0);
    styled["style"] = json!({"shape": "pill"});
    assert_eq!(fields(styled).await, ["style"], "responses have a style, requests do not");
    assert_eq!(client.get(&nodes).await.json()["total"], 0);
}

#[tokio::test]
async fn nodes_are_served_only_by_their_routes() {
    let client = Client::start().await;
    let (nodes, board) = nodes(&client).await;
    let node = id(&create(&client, &nodes, "Root", None, 0.0).await);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 0);
    let generic = format!("{board}/items/{node}");
    assert_eq!(client.get(&generic).await.status, 404);
    assert_eq!(client.patch(&generic, json!({"position": {"x": 1}})).await.status, 404);
    assert_eq!(client.delete(&generic).await.status, 404);
    assert_eq!(client.patch(&format!("{nodes}/{node}"), json!({})).await.status, 405, "there is no change");
    assert_eq!(client.get(&format!("{nodes}/{node}")).await.status, 200);
    let widgets = nodes.replace("mindmap_nodes", "code_widgets");
    assert_eq!(client.get(&format!("{widgets}/{node}")).await.status, 404);
    assert_eq!(client.get(&nodes.replace("-experimental", "")).await.status, 404);
}

#[tokio::test]
async fn nodes_are_paged() {
    let client = Client::start().await;
    let (nodes, board) = nodes(&client).await;
    let board_id = board.trim_start_matches("/v2/boards/").replace("%3D", "=");
    let seeded = client.sandbox.seed_items(&board_id, "mindmap_node", 12);
    client.sandbox.seed_items(&board_id, "code", 5);
    let first = client.get(&nodes).await.json();
    assert_eq!((&first["size"], &first["total"]), (&json!(10), &json!(12)));
    let cursor = first["cursor"].as_str().unwrap().replace('=', "%3D");
    let second = client.get(&format!("{nodes}?cursor={cursor}")).await.json();
    assert_eq!((&second["size"], &second["data"][1]["id"]), (&json!(2), &json!(seeded[11])));
    for (limit, status) in [("9", 400), ("10", 200), ("50", 200), ("51", 400)] {
        assert_eq!(client.get(&format!("{nodes}?limit={limit}")).await.status, status, "{limit}");
    }
}
