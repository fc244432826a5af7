use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{BYTES, MAX_SIZE, downloaded};
use crate::client::Client;
use crate::form::Form;

fn form(items: &Value, files: usize) -> Form {
    let form =
        Form::default().file("data", "items.json", "application/octet-stream", items.to_string().as_bytes());
    (0..files).fold(form, |form, number| {
        form.file("resources", &format!("{number}.png"), "image/png", &[BYTES, &[number as u8]].concat())
    })
}

#[tokio::test]
async fn files_become_items_in_order() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let items = json!([
        {"type": "image", "title": "First", "altText": "a", "geometry": {"width": 500}},
        {"type": "document", "position": {"origin": "center", "x": 500, "y": 300}, "parent": {"id": frame}},
        {"type": "image"},
    ]);
    let response = client.upload("POST", &format!("{board}/items/bulk"), form(&items, 3)).await;
    assert_eq!(response.status, 201, "{}", response.body);
    let body = response.json();
    assert_eq!(body["type"], "bulk-list");
    let item = |index: usize| &body["data"][index];
    assert_eq!((&item(0)["data"]["title"], &item(0)["geometry"]["width"]), (&json!("First"), &json!(500.0)));
    assert_eq!((&item(1)["type"], &item(1)["data"]["title"]), (&json!("document"), &json!("1")));
    assert_eq!((&item(1)["position"]["y"], &item(1)["parent"]["id"]), (&json!(300.0), &json!(frame)));
    for (index, name) in ["imageUrl", "documentUrl", "imageUrl"].into_iter().enumerate() {
        let file = downloaded(&client, &item(index)["data"][name]).await;
        assert_eq!(file.bytes, [BYTES, &[index as u8]].concat(), "{index}");
    }
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 4);
}

#[tokio::test]
async fn one_invalid_file_rejects_all() {
    let client = Client::start().await;
    let board = client.board().await;
    let items = json!([
        {"type": "image"},
        {"type": "sticky_note"},
        {"title": "What am I?"},
        {"type": "document", "altText": "a", "data": {"title": "b"}},
        {"type": "image", "geometry": {"width": 1, "height": 1}, "parent": {"id": "1"}},
        {"type": "image"},
        1,
    ]);
    let form = form(&items, 5).file("resources", "a.txt", "text/plain", b"a");
    let form = form.file("resources", "b.png", "image/png", BYTES);
    let response = client.upload("POST", &format!("{board}/items/bulk"), form).await;
    let expected =
        ["1.type", "2.type", "3.altText", "3.data", "4.parent.id", "4.geometry", "5.resource", "6"];
    assert_eq!(response.fields(), expected);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 0);
}

#[tokio::test]
async fn number_of_files_is_one_to_twenty_and_equals_that_of_items() {
    let client = Client::start().await;
    let bulk = format!("{}/items/bulk", client.board().await);
    let items = |count: usize| Value::Array(vec![json!({"type": "image"}); count]);
    let status = async |form: Form| client.upload("POST", &bulk, form).await.status;
    assert_eq!(status(form(&items(20), 20)).await, 201);
    assert_eq!(status(form(&items(21), 21)).await, 400);
    assert_eq!(status(form(&items(0), 0)).await, 400);
    assert_eq!(status(form(&items(2), 1)).await, 400);
    assert_eq!(status(form(&items(1), 2)).await, 400);
    assert_eq!(status(form(&json!({"type": "image"}), 1)).await, 400);
    assert_eq!(status(Form::default().file("data", "a.json", "application/json", b"[")).await, 400);
    let without_data = Form::default().file("resources", "a.png", "image/png", BYTES);
    assert_eq!(client.upload("POST", &bulk, without_data).await.fields(), ["data"]);
    let other = form(&items(1), 1).file("resource", "a.png", "image/png", BYTES);
    assert_eq!(client.upload("POST", &bulk, other).await.fields(), ["resource"]);
}

#[tokio::test]
async fn size_limit_applies_to_all_files_together() {
    let client = Client::start().await;
    let bulk = format!("{}/items/bulk", client.board().await);
    let items = json!([{"type": "image"}, {"type": "image"}]);
    let half = vec![1; MAX_SIZE / 2];
    let form = form(&items, 0).file("resources", "a.png", "image/png", &half).file(
        "resources",
        "b.png",
        "image/png",
        &[half.as_slice(), &[1]].concat(),
    );
    assert_eq!(client.upload("POST", &bulk, form).await.fields(), ["resources"]);
}

#[tokio::test]
async fn every_item_costs_a_hundred_credits() {
    let client = Client::of(Sandbox::builder().rate_limit(1_000).start().await);
    let bulk = format!("{}/items/bulk", client.board().await);
    let items = |count: usize| Value::Array(vec![json!({"type": "image"}); count]);
    let response = client.upload("POST", &bulk, form(&items(3), 3)).await;
    assert_eq!((response.status, response.header("x-ratelimit-remaining")), (201, "700"));
    let refused = client.upload("POST", &bulk, form(&items(3), 2)).await;
    assert_eq!((refused.status, refused.header("x-ratelimit-remaining")), (400, "400"));
    assert_eq!(client.upload("POST", &bulk, form(&items(5), 5)).await.status, 429);
}
