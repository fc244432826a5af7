use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{board_id, complaint};
use crate::client::{Client, Response};

const OUTSIDE: &str = "new position is outside of parent boundaries";

/// Creates a frame of 400 by 200 whose top left corner is at 800, 400.
async fn frame(client: &Client, board: &str) -> String {
    let frame =
        json!({"data": {}, "position": {"x": 1000, "y": 500}, "geometry": {"width": 400, "height": 200}});
    client.item(board, "frames", frame).await
}

fn child(frame: &str, x: f64, y: f64) -> Value {
    json!({"parent": {"id": frame}, "position": {"x": x, "y": y}, "geometry": {"width": 100}})
}

fn place(response: &Response) -> (Value, Value, Value) {
    let position = response.json()["position"].clone();
    (position["x"].clone(), position["y"].clone(), position["relativeTo"].clone())
}

#[tokio::test]
async fn live_row_03_child_outside_of_its_frame_is_rejected() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = frame(&client, &board).await;
    let (shapes, bulk) = (format!("{board}/shapes"), format!("{board}/items/bulk"));
    // The last one is relative to the board, the most common mistake.
    for (x, y) in [(-1.0, 100.0), (401.0, 100.0), (200.0, -1.0), (200.0, 201.0), (1000.0, 500.0)] {
        assert_eq!(complaint(&client.post(&shapes, child(&frame, x, y)).await), OUTSIDE, "{x}, {y}");
        let mut item = child(&frame, x, y);
        item["type"] = "shape".into();
        assert_eq!(complaint(&client.post(&bulk, json!([{"type": "shape"}, item])).await), OUTSIDE);
    }
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 1, "nothing was created");

    let inside = client.post(&shapes, child(&frame, 400.0, 200.0)).await;
    assert_eq!(place(&inside), (json!(400.0), json!(200.0), json!("parent_top_left")));
    let id = super::id(&inside);
    for path in [format!("{shapes}/{id}"), format!("{board}/items/{id}")] {
        assert_eq!(complaint(&client.patch(&path, json!({"position": {"x": 500}})).await), OUTSIDE);
        assert_eq!(place(&client.get(&path).await), place(&inside), "it stays in its place");
    }
    let elsewhere = json!({"position": {"x": 0, "y": 0}});
    let elsewhere = client.item(&board, "sticky_notes", elsewhere).await;
    for path in [format!("{board}/sticky_notes/{elsewhere}"), format!("{board}/items/{elsewhere}")] {
        let moved = client.patch(&path, json!({"parent": {"id": frame}})).await;
        assert_eq!(complaint(&moved), OUTSIDE, "it would stay at 0, 0 of the board");
        let moved = client.patch(&path, json!({"parent": {"id": frame}, "position": {"x": 9, "y": 9}})).await;
        assert_eq!(place(&moved), (json!(9.0), json!(9.0), json!("parent_top_left")));
        assert_eq!(
            client.patch(&path, json!({"parent": {"id": null}, "position": {"x": 0, "y": 0}})).await.status,
            200
        );
    }
}

#[tokio::test]
async fn live_row_03_bounds_apply_to_the_center_or_the_whole_child() {
    for wholly in [false, true] {
        let builder = Sandbox::builder();
        let builder = if wholly { builder.children_fit_wholly() } else { builder };
        let client = Client::of(builder.start().await);
        let board = client.board().await;
        let frame = frame(&client, &board).await;
        let shapes = format!("{board}/shapes");
        let edge = client.post(&shapes, child(&frame, 49.0, 100.0)).await;
        if wholly {
            assert_eq!(complaint(&edge), OUTSIDE);
        } else {
            assert_eq!(edge.status, 201, "{}", edge.body);
        }
        // These are valid under both behaviors.
        assert_eq!(client.post(&shapes, child(&frame, 50.0, 100.0)).await.status, 201);
        assert_eq!(client.post(&shapes, json!({"parent": {"id": frame}})).await.status, 201, "no position");
        assert_eq!(complaint(&client.post(&shapes, child(&frame, -51.0, 100.0)).await), OUTSIDE);
    }
}

#[tokio::test]
async fn live_row_04_parent_with_a_null_id_moves_an_item_to_the_canvas() {
    for refused in [false, true] {
        let builder = Sandbox::builder();
        let builder = if refused { builder.refuse_null_parents() } else { builder };
        let client = Client::of(builder.start().await);
        let board = client.board().await;
        let frame = frame(&client, &board).await;
        let note = client.item(&board, "sticky_notes", child(&frame, 50.0, 30.0)).await;
        let path = format!("{board}/items/{note}");
        let null = client.patch(&path, json!({"parent": null})).await;
        if refused {
            assert_eq!(complaint(&null), "Unexpected type of value, expected of type [Object]");
        } else {
            assert_eq!((null.status, null.json().get("parent")), (200, None));
            let back = json!({"parent": {"id": frame}, "position": {"x": 50, "y": 30}});
            assert_eq!(client.patch(&path, back).await.status, 200);
        }
        let outside = client.patch(&path, json!({"parent": {"id": null}})).await;
        assert_eq!((outside.status, outside.json().get("parent")), (200, None), "{}", outside.body);
        assert_eq!(place(&outside), (json!(850.0), json!(430.0), json!("canvas_center")));
    }
}

#[tokio::test]
async fn live_row_05_the_children_of_a_deleted_frame_stay_on_the_board() {
    for keep_numbers in [false, true] {
        let builder = Sandbox::builder();
        let builder = if keep_numbers { builder.orphans_keep_numbers() } else { builder };
        let client = Client::of(builder.start().await);
        let board = client.board().await;
        let frame = frame(&client, &board).await;
        let note = client.item(&board, "sticky_notes", child(&frame, 50.0, 30.0)).await;
        assert_eq!(client.delete(&format!("{board}/frames/{frame}")).await.status, 204);
        let (x, y) = if keep_numbers { (50.0, 30.0) } else { (850.0, 430.0) };
        for path in [format!("{board}/items/{note}"), format!("{board}/sticky_notes/{note}")] {
            let left = client.get(&path).await;
            assert_eq!(left.json().get("parent"), Some(&Value::Null), "{path}: null, not missing");
            assert_eq!(place(&left), (json!(x), json!(y), json!("canvas_center")));
        }
        assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 1);
        let moved = client.patch(&format!("{board}/items/{note}"), json!({"position": {"x": 2000}})).await;
        assert_eq!(place(&moved), (json!(2000.0), json!(y), json!("canvas_center")), "nothing bounds it");
    }
}

#[tokio::test]
async fn live_row_15_hand_made_frames_cannot_be_sent_back() {
    // The specification lacks the format and the type.
    let client = Client::start().await.unchecked();
    let board = client.board().await;
    let id = client.sandbox.seed_hand_made_frame(&board_id(&board));
    let path = format!("{board}/frames/{id}");
    let frame = client.get(&path).await.json();
    assert_eq!((&frame["data"]["type"], &frame["data"]["format"]), (&json!("unknown"), &json!("ratio_16x9")));
    let parent = frame["parent"]["id"].as_str().unwrap();
    assert_eq!(client.get(&format!("{board}/items/{parent}")).await.status, 404, "its parent is no frame");
    assert_eq!(client.get(&format!("{board}/items")).await.json()["data"][0]["parent"]["id"], parent);

    let refused = [
        (
            json!({"data": {"format": "ratio_16x9"}}),
            "Unexpected value [ratio_16x9], expected one of: [custom]",
        ),
        (json!({"data": {"type": "unknown"}}), "Unexpected value [unknown], expected one of: [freeform]"),
        (json!({"parent": {"id": parent}}), "Field [parent] is not supported"),
    ];
    for (change, message) in refused {
        assert_eq!(complaint(&client.patch(&path, change).await), message);
    }
    let renamed = client.patch(&path, json!({"data": {"title": "Ideas"}, "position": {"x": 7}})).await.json();
    assert_eq!(
        (&renamed["data"]["title"], &renamed["data"]["format"]),
        (&json!("Ideas"), &json!("ratio_16x9"))
    );
    assert_eq!(renamed["parent"], frame["parent"]);
    assert_eq!(renamed["position"]["relativeTo"], "canvas_center");
    let inside = client.post(&format!("{board}/shapes"), child(&id, 100.0, 100.0)).await;
    assert_eq!(inside.status, 201, "{}", inside.body);
}
