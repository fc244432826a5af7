use serde_json::json;

use super::BYTES;
use crate::client::Client;
use crate::form::Form;

fn image() -> Form {
    Form::resource("a.png", "image/png", BYTES)
}

#[tokio::test]
async fn invalid_parts_are_rejected() {
    let client = Client::start().await;
    let board = client.board().await;
    let images = format!("{board}/images");
    let cases: Vec<(Form, &[&str])> = vec![
        (Form::default(), &["resource"]),
        (Form::default().json("data", &json!({})), &["resource"]),
        (image().file("resource", "b.png", "image/png", BYTES), &["resource"]),
        (image().file("resources", "b.png", "image/png", BYTES), &["resources"]),
        (image().json("data", &json!({})).json("data", &json!({})), &["data"]),
        (Form::resource("a.png", "image/png", b""), &["resource"]),
        (Form::resource("a.pdf", "application/pdf", BYTES), &["resource"]),
        (Form::resource("a.exe", "application/octet-stream", BYTES), &["resource"]),
        (
            Form::default().part("form-data; name=\"resource\"\r\nContent-Type: image/png", BYTES),
            &["resource"],
        ),
        (image().json("data", &json!({"url": "https://example.com"})), &["url"]),
        (image().json("data", &json!({"data": {"title": "t"}})), &["data"]),
        (image().json("data", &json!({"style": {}, "type": "image"})), &["style", "type"]),
        (image().json("data", &json!({"title": 1, "altText": []})), &["altText", "title"]),
        (image().json("data", &json!({"geometry": {"width": 1, "height": 1}})), &["geometry"]),
        (image().json("data", &json!({"position": {"origin": "corner"}})), &["position.origin"]),
        (image().json("data", &json!({"parent": {"id": "1"}})), &["parent.id"]),
    ];
    for (form, fields) in cases {
        let shown = String::from_utf8_lossy(&form.clone().body()).into_owned();
        let response = client.upload("POST", &images, form).await;
        assert_eq!(response.fields(), fields, "{shown}");
    }
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 0);
}

#[tokio::test]
async fn an_alternative_text_is_for_images_and_for_changes() {
    let client = Client::start().await;
    let board = client.board().await;
    let form = || Form::resource("a.pdf", "application/pdf", BYTES).json("data", &json!({"altText": "a"}));
    let documents = format!("{board}/documents");
    assert_eq!(client.upload("POST", &documents, form()).await.fields(), ["altText"]);
    let document = Form::resource("a.pdf", "application/pdf", BYTES);
    let document = client.upload("POST", &documents, document).await.json();
    let path = format!("{documents}/{}", document["id"].as_str().unwrap());
    assert_eq!(client.upload("PATCH", &path, form()).await.status, 200);
}

#[tokio::test]
async fn json_part_must_not_have_another_content_type() {
    let client = Client::start().await;
    let images = format!("{}/images", client.board().await);
    let text = image().part("form-data; name=\"data\"\r\nContent-Type: text/plain", b"{}");
    let response = client.upload("POST", &images, text).await;
    assert_eq!((response.status, response.code().as_str()), (415, "unsupportedMediaType"));
    let head = "form-data; name=\"data\"\r\nContent-Type: application/json; charset=utf-8";
    let response = client.upload("POST", &images, image().part(head, b"{")).await;
    assert_eq!((response.status, response.code().as_str()), (400, "badRequest"));
    for body in ["[]", "1"] {
        let response = client.upload("POST", &images, image().part(head, body.as_bytes())).await;
        assert_eq!(response.fields(), ["data"], "{body}");
    }
}

#[tokio::test]
async fn other_bodies_are_rejected() {
    let client = Client::start().await;
    let board = client.board().await;
    let authorization = format!("Bearer {}", client.token);
    let send = async |route: &str, content_type: &str, body: &str| {
        let headers = [("Authorization", authorization.as_str()), ("Content-Type", content_type)];
        client.raw("POST", &format!("{board}/{route}"), &headers, body).await.unwrap().status
    };
    let whole = String::from_utf8_lossy(&image().body()).into_owned();
    let content_type = image().content_type();
    assert_eq!(send("images", "multipart/form-data", &whole).await, 400, "no boundary");
    assert_eq!(send("images", &content_type, "").await, 400);
    assert_eq!(send("images", &content_type, &whole[..whole.len() - 8]).await, 400, "cut off");
    assert_eq!(send("images", "multipart/mixed; boundary=sandbox-boundary", &whole).await, 415);
    assert_eq!(send("images", "image/png", "png").await, 415);
    assert_eq!(send("sticky_notes", &content_type, &whole).await, 415, "no kind with files");
    assert_eq!(send("embeds", &content_type, &whole).await, 415);
}

#[tokio::test]
async fn uploads_need_the_same_rights_as_other_writes() {
    let mut client = Client::start().await;
    let board = client.board().await;
    let images = format!("{board}/images");
    assert_eq!(client.upload("POST", "/v2/boards/unknown/images", image()).await.status, 404);
    let created = client.upload("POST", &images, image()).await.json();
    let path = format!("{images}/{}", created["id"].as_str().unwrap());
    let note = client.item(&board, "sticky_notes", json!({})).await;
    assert_eq!(client.upload("PATCH", &format!("{images}/{note}"), image()).await.status, 404);
    assert_eq!(client.upload("PATCH", &path, Form::default()).await.fields(), ["resource"]);

    client.token = client.sandbox.token_with_scopes(&["boards:read"]);
    let refused = client.upload("POST", &images, image()).await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "insufficientPermissions"));
    client.token = client.sandbox.token_for("3074457353169356301");
    assert_eq!(client.upload("PATCH", &path, image()).await.status, 403);
}
