use serde_json::{Value, json};

use crate::client::Client;

/// Returns the path of a new board's code widgets, and the board.
async fn widgets(client: &Client) -> (String, String) {
    let board = client.board().await;
    (format!("{}/code_widgets", board.replace("/v2/", "/v2-experimental/")), board)
}

#[tokio::test]
async fn widget_is_created_changed_and_deleted() {
    let client = Client::start().await;
    let (widgets, board) = widgets(&client).await;
    let empty = client.send("POST", &widgets, None).await;
    assert_eq!((empty.status, &empty.json()["type"]), (201, &json!("code")));
    assert_eq!(empty.json().get("data"), None, "a body is not needed");

    let body = json!({
        "data": {"code": "fn main() {}", "language": "rust", "lineNumbersVisible": true, "title": "Nothing"},
        "position": {"x": 10, "y": 20},
        "geometry": {"width": 500, "height": 200, "rotation": 15},
    });
    let created = client.post(&widgets, body.clone()).await.json();
    assert_eq!((&created["data"], &created["geometry"]["rotation"]), (&body["data"], &json!(15.0)));
    assert_eq!(created["position"]["relativeTo"], "canvas_center");
    let link = created["links"]["self"].as_str().unwrap();
    assert!(
        link.starts_with("https://api.miro.com/v2-experimental/boards/") && link.contains("/code_widgets/")
    );
    let path = format!("{widgets}/{}", created["id"].as_str().unwrap());
    assert_eq!(client.get(&path).await.json(), created);

    let changed =
        client.patch(&path, json!({"data": {"title": null}, "geometry": {"width": 600}})).await.json();
    assert_eq!(
        changed["data"],
        json!({"code": "fn main() {}", "language": "rust", "lineNumbersVisible": true})
    );
    assert_eq!(changed["geometry"], json!({"width": 600.0, "height": 200.0, "rotation": 15.0}));
    let cleared = client.patch(&path, json!({"data": null})).await.json();
    assert_eq!((cleared.get("data"), &cleared["position"]), (None, &created["position"]));

    let list = client.get(&widgets).await.json();
    assert_eq!((&list["total"], &list["data"][1]), (&json!(2), &cleared));
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 0, "on its own list only");
    let id = created["id"].as_str().unwrap();
    assert_eq!(client.delete(&format!("{board}/items/{id}")).await.status, 404);
    assert_eq!(client.delete(&path).await.status, 204);
    assert_eq!(client.get(&path).await.code(), "3.0201");
    assert_eq!(client.patch(&path, json!({})).await.status, 404);
    assert_eq!(client.delete(&path).await.status, 404);
}

#[tokio::test]
async fn long_code_is_truncated_and_a_long_title_rejected() {
    let client = Client::start().await;
    let (widgets, _) = widgets(&client).await;
    let long = "ß".repeat(6_001);
    let created = client.post(&widgets, json!({"data": {"code": long}})).await;
    assert_eq!(created.status, 201);
    assert_eq!(created.json()["data"]["code"].as_str().unwrap(), "ß".repeat(6_000));
    assert_eq!(client.post(&widgets, json!({"data": {"title": "x".repeat(100)}})).await.status, 201);
    let fields = async |body: Value| client.post(&widgets, body).await.fields();
    assert_eq!(fields(json!({"data": {"title": "x".repeat(101)}})).await, ["data.title"]);
    let wrong = json!({"data": {"code": 1, "lineNumbersVisible": "yes", "theme": "dark"}, "style": {}});
    let mut complaints = fields(wrong).await;
    complaints.sort();
    assert_eq!(complaints, ["data.code", "data.lineNumbersVisible", "data.theme", "style"]);
    assert_eq!(fields(json!({"geometry": {"width": 0}})).await, ["geometry.width"]);
    assert_eq!(client.raw("POST", &widgets, &[], "").await.unwrap().status, 401);
    let path = format!("{widgets}/{}", created.json()["id"].as_str().unwrap());
    assert_eq!(client.send("PATCH", &path, None).await.status, 415, "a change needs a body");
}

#[tokio::test]
async fn widget_has_a_route_for_its_position() {
    let client = Client::start().await;
    let (widgets, _) = widgets(&client).await;
    let created = client.post(&widgets, json!({"position": {"x": 1, "y": 2}})).await.json();
    let path = format!("{widgets}/{}/position", created["id"].as_str().unwrap());
    let moved = client.patch(&path, json!({"x": 30})).await;
    assert_eq!((moved.status, &moved.json()["position"]["x"]), (200, &json!(30.0)));
    assert_eq!(moved.json()["position"]["y"], 2.0, "what is not sent stays");
    assert_eq!(client.patch(&path, json!({"position": {"x": 1}})).await.fields(), ["position"]);
    assert_eq!(client.patch(&path, json!({"x": "1"})).await.fields(), ["x"]);
    assert_eq!(client.patch(&format!("{widgets}/1/position"), json!({"x": 1})).await.status, 404);
    assert_eq!(client.get(&path).await.status, 405);
    assert_eq!(client.sandbox.requests()[1].operation, Some("move-code-widget-item"));
}

#[tokio::test]
async fn widget_stays_when_its_frame_is_deleted() {
    let client = Client::start().await;
    let (widgets, board) = widgets(&client).await;
    let frame = json!({"data": {}, "position": {"x": 400, "y": 225}});
    let frame = client.item(&board, "frames", frame).await;
    let note = client.item(&board, "sticky_notes", json!({})).await;
    let inside =
        client.post(&widgets, json!({"parent": {"id": frame}, "position": {"x": 50, "y": 60}})).await;
    assert_eq!((inside.status, inside.json().get("parent")), (201, None), "responses never name it");
    assert_eq!(inside.json()["position"]["relativeTo"], "parent_top_left");
    assert_eq!(client.post(&widgets, json!({"parent": {"id": note}})).await.fields(), ["parent.id"]);
    let path = format!("{widgets}/{}", inside.json()["id"].as_str().unwrap());
    let outside = client.patch(&path, json!({"parent": null})).await.json();
    let place = json!({"x": 50.0, "y": 60.0, "origin": "center", "relativeTo": "canvas_center"});
    assert_eq!(outside["position"], place, "the frame's corner is at 0,0");
    assert_eq!(client.patch(&path, json!({"parent": {"id": frame}})).await.status, 200);
    assert_eq!(client.get(&format!("{board}/items?parent_item_id={frame}")).await.json()["total"], 0);
    assert_eq!(client.delete(&format!("{board}/frames/{frame}")).await.status, 204);
    let left = client.get(&path).await.json();
    assert_eq!((&left["position"], left.get("parent")), (&place, None));
}

#[tokio::test]
async fn widgets_are_paged() {
    let client = Client::start().await;
    let (widgets, board) = widgets(&client).await;
    let board_id = board.trim_start_matches("/v2/boards/").replace("%3D", "=");
    client.sandbox.seed_items(&board_id, "mindmap_node", 3);
    let seeded = client.sandbox.seed_items(&board_id, "code", 12);
    let first = client.get(&widgets).await.json();
    assert_eq!((&first["total"], &first["data"][0]["id"]), (&json!(12), &json!(seeded[0])));
    let cursor = first["cursor"].as_str().unwrap().replace('=', "%3D");
    let second = client.get(&format!("{widgets}?cursor={cursor}")).await.json();
    assert_eq!((&second["size"], second.get("cursor")), (&json!(2), None));
    for (limit, status) in [("9", 400), ("10", 200), ("50", 200), ("51", 400)] {
        assert_eq!(client.get(&format!("{widgets}?limit={limit}")).await.status, status, "{limit}");
    }
}

#[tokio::test]
async fn raw_widget_is_sent_unchanged() {
    let client = Client::start().await.unchecked();
    let id = client.sandbox.seed_board("Board");
    let raw = json!({"id": "5", "type": "code", "data": {"language": "brainfuck", "tabs": 3}});
    client.sandbox.insert_raw_item(&id, raw.clone());
    let widgets = format!("/v2-experimental/boards/{id}/code_widgets");
    assert_eq!(client.get(&widgets).await.json()["data"][0], raw);
    assert_eq!(client.get(&format!("{widgets}/5")).await.json(), raw);
    assert_eq!(client.get(&format!("/v2/boards/{id}/items")).await.json()["total"], 0);
}
