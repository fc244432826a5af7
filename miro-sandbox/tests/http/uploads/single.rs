use serde_json::json;

use super::{BYTES, MAX_SIZE, downloaded, path_of};
use crate::client::Client;
use crate::form::Form;

#[tokio::test]
async fn image_is_uploaded_with_its_json() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let data = json!({
        "title": "A picture",
        "altText": "Nothing to see",
        "position": {"x": 30, "y": 40, "origin": "center"},
        "geometry": {"width": 640, "rotation": 90},
        "parent": {"id": frame},
    });
    let form = Form::resource("photo.png", "image/png", BYTES).json("data", &data);
    let response = client.upload("POST", &format!("{board}/images"), form).await;
    assert_eq!(response.status, 201, "{}", response.body);
    let image = response.json();
    assert_eq!((&image["type"], &image["data"]["title"]), (&json!("image"), &json!("A picture")));
    assert!(image["data"].get("altText").is_none(), "no response shows it");
    assert_eq!(image["geometry"], json!({"width": 640.0, "height": 360.0, "rotation": 90.0}));
    assert_eq!((&image["position"]["x"], &image["position"]["y"]), (&json!(30.0), &json!(40.0)));
    assert_eq!(image["parent"]["id"], frame.as_str());

    let operation = client.sandbox.requests().last().unwrap().operation;
    assert_eq!(operation, Some("create-image-item-using-local-file"));
    let file = downloaded(&client, &image["data"]["imageUrl"]).await;
    assert_eq!((file.status, file.header("content-type")), (200, "image/png"));
    assert_eq!(file.bytes, BYTES);
}

#[tokio::test]
async fn file_needs_no_json() {
    let client = Client::start().await;
    let board = client.board().await;
    let form = Form::resource("plan.final.pdf", "application/pdf", b"%PDF");
    let document = client.upload("POST", &format!("{board}/documents"), form).await;
    assert_eq!(document.status, 201, "{}", document.body);
    let document = document.json();
    assert_eq!((&document["type"], &document["data"]["title"]), (&json!("document"), &json!("plan.final")));
    let file = downloaded(&client, &document["data"]["documentUrl"]).await;
    assert_eq!((file.header("content-type"), file.body.as_str()), ("application/octet-stream", "%PDF"));

    // Without a content type, the file name decides.
    let form = Form::default().part("form-data; name=\"resource\"; filename=\"a.JPG\"", b"jpeg");
    let image = client.upload("POST", &format!("{board}/images"), form).await.json();
    assert_eq!(downloaded(&client, &image["data"]["imageUrl"]).await.header("content-type"), "image/jpeg");
}

#[tokio::test]
async fn a_file_replaces_another() {
    let client = Client::start().await;
    let board = client.board().await;
    let form = Form::resource("one.png", "image/png", b"one");
    let one = client.upload("POST", &format!("{board}/images"), form).await.json();
    let path = format!("{board}/images/{}", one["id"].as_str().unwrap());

    let form = Form::resource("two.gif", "image/gif", b"two").json("data", &json!({"altText": "Two"}));
    let response = client.upload("PATCH", &path, form).await;
    assert_eq!(response.status, 200, "{}", response.body);
    let two = response.json();
    assert_eq!(two["data"]["title"], "one", "what was not sent stays");
    assert_eq!(two["geometry"], one["geometry"]);
    assert_ne!(two["data"]["imageUrl"], one["data"]["imageUrl"]);
    let file = downloaded(&client, &two["data"]["imageUrl"]).await;
    assert_eq!((file.header("content-type"), file.body.as_str()), ("image/gif", "two"));
    let old = path_of(&client, one["data"]["imageUrl"].as_str().unwrap());
    assert_eq!(client.get(old).await.status, 404);

    // A change of another property keeps the file, another URL replaces it.
    let moved = client.patch(&path, json!({"position": {"x": 5}, "data": {"title": "Three"}})).await.json();
    assert_eq!(moved["data"]["imageUrl"], two["data"]["imageUrl"]);
    assert_eq!(downloaded(&client, &moved["data"]["imageUrl"]).await.body, "two");
    let url = json!({"data": {"url": "https://example.com/a.png"}});
    let linked = client.patch(&path, url).await.json();
    assert_ne!(linked["data"]["imageUrl"], two["data"]["imageUrl"]);
    let file = downloaded(&client, &linked["data"]["imageUrl"]).await;
    assert_eq!(file.header("content-type"), "image/png");
    assert!(file.bytes.starts_with(&[0x89, b'P', b'N', b'G']));
}

#[tokio::test]
async fn a_document_is_replaced_by_file() {
    let client = Client::start().await;
    let board = client.board().await;
    let url = json!({"data": {"url": "https://example.com/a.pdf", "title": "Old"}});
    let path = format!("{board}/documents/{}", client.item(&board, "documents", url).await);
    let data = json!({"title": "New", "geometry": {"height": 594}});
    let form = Form::resource("b.pdf", "application/pdf", b"new").json("data", &data);
    let changed = client.upload("PATCH", &path, form).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let changed = changed.json();
    assert_eq!((&changed["data"]["title"], &changed["geometry"]["width"]), (&json!("New"), &json!(420.0)));
    assert_eq!(downloaded(&client, &changed["data"]["documentUrl"]).await.body, "new");
}

#[tokio::test]
async fn size_limit_is_six_megabytes() {
    let client = Client::start().await;
    let images = format!("{}/images", client.board().await);
    let form = Form::resource("large.png", "image/png", &vec![1; MAX_SIZE]);
    assert_eq!(client.upload("POST", &images, form).await.status, 201);
    let form = Form::resource("larger.png", "image/png", &vec![1; MAX_SIZE + 1]);
    let refused = client.upload("POST", &images, form).await;
    assert_eq!(refused.fields(), ["resource"]);
    assert!(
        refused.json()["context"]["fields"][0]["message"].as_str().unwrap().contains("6 MB"),
        "{}",
        refused.body
    );
}
