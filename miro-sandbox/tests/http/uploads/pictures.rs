use serde_json::{Value, json};

use super::path_of;
use crate::client::Client;
use crate::form::Form;

fn svg(width: u32, height: u32) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"/>")
}

/// Creates the beginning of a PNG with this size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", size.as_slice(), &[8, 0, 0, 0, 0, 0, 0, 0, 0]].concat()
}

fn size(image: &Value) -> (f64, f64) {
    let side = |name: &str| image["geometry"][name].as_f64().unwrap();
    (side("width"), side("height"))
}

#[tokio::test]
async fn image_keeps_its_ratio() {
    let client = Client::start().await;
    let board = client.board().await;
    let images = format!("{board}/images");
    let image =
        client.upload("POST", &images, Form::resource("a.png", "image/png", &png(300, 600))).await.json();
    assert_eq!(size(&image), (300.0, 600.0));
    let path = format!("{images}/{}", image["id"].as_str().unwrap());
    let wider = client.patch(&path, json!({"geometry": {"width": 50}})).await.json();
    assert_eq!(size(&wider), (50.0, 100.0));
    let higher = client.patch(&path, json!({"geometry": {"height": 50}})).await.json();
    assert_eq!(size(&higher), (25.0, 50.0));
    // The new image has the width of the old one.
    let form = Form::resource("b.svg", "image/svg+xml", svg(90, 30).as_bytes());
    let replaced = client.upload("PATCH", &path, form).await.json();
    assert_eq!(size(&replaced), (25.0, 25.0 / 3.0));

    let form = Form::resource("c.png", "image/png", &png(200, 100))
        .json("data", &json!({"geometry": {"height": 400}}));
    assert_eq!(size(&client.upload("POST", &images, form).await.json()), (800.0, 400.0));
    let form = Form::resource("d.png", "image/png", b"nothing that says a size");
    assert_eq!(size(&client.upload("POST", &images, form).await.json()), (320.0, 180.0));
}

#[tokio::test]
async fn images_of_a_bulk_creation_keep_their_ratios() {
    let client = Client::start().await;
    let board = client.board().await;
    let items = json!([{"type": "image"}, {"type": "image", "geometry": {"width": 10}}]);
    let bulk = Form::default()
        .json("data", &items)
        .file("resources", "a.png", "image/png", &png(300, 600))
        .file("resources", "b.png", "image/png", &png(300, 600));
    let created = client.upload("POST", &format!("{board}/items/bulk"), bulk).await.json();
    assert_eq!((size(&created["data"][0]), size(&created["data"][1])), ((300.0, 600.0), (10.0, 20.0)));
}

#[tokio::test]
async fn links_to_files_use_the_requested_host() {
    let client = Client::start().await;
    let board = client.board().await;
    let form = Form::resource("a.png", "image/png", &png(3, 6));
    let image = client.upload("POST", &format!("{board}/images"), form).await.json();
    let authorization = format!("Bearer {}", client.token);
    let port = client.sandbox.url().rsplit(':').next().unwrap().to_owned();
    let item = format!("{board}/items/{}", image["id"].as_str().unwrap());
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}")] {
        let headers = [("Authorization", authorization.as_str()), ("Host", host.as_str())];
        for path in [item.clone(), format!("{board}/items")] {
            let shown = client.raw("GET", &path, &headers, "").await.unwrap().json();
            let shown = shown.pointer("/data/0").unwrap_or(&shown)["data"]["imageUrl"].clone();
            assert!(shown.as_str().unwrap().starts_with(&format!("http://{host}/v2/boards/")), "{shown}");
        }
    }
    // Text by users stays unchanged.
    let text = "see https://sandbox.invalid/v2/boards and https://api.miro.com/v2/boards";
    let note = client.item(&board, "sticky_notes", json!({"data": {"content": text}})).await;
    let note = client.get(&format!("{board}/sticky_notes/{note}")).await.json();
    assert_eq!(note["data"]["content"], text);

    let pictures = client.get(&board).await.json();
    for url in [
        &pictures["picture"]["imageURL"],
        &pictures["picture"]["originalUrl"],
        &pictures["team"]["picture"]["imageURL"],
    ] {
        let picture = client.raw("GET", path_of(&client, url.as_str().unwrap()), &[], "").await.unwrap();
        assert_eq!((picture.status, picture.header("content-type")), (200, "image/png"), "{url}");
    }
}

#[tokio::test]
async fn dump_is_independent_of_the_port() {
    let client = Client::start().await;
    let board = client.board().await;
    let form = Form::resource("a.png", "image/png", &png(3, 6));
    let image = client.upload("POST", &format!("{board}/images"), form).await.json();
    let other = Client::start().await;
    other.sandbox.seed(client.sandbox.dump().to_string().as_bytes()).unwrap();
    let mut other = other;
    other.token = client.token.clone();
    let shown = other.get(&format!("{board}/images/{}", image["id"].as_str().unwrap())).await.json();
    let url = shown["data"]["imageUrl"].as_str().unwrap();
    assert_eq!(other.get(path_of(&other, url)).await.status, 200, "{url}");
}
