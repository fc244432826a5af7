//! Uploads and downloads.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;
use crate::form::Form;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await;
    let image = || Form::resource("a.png", "image/png", b"png").json("data", &json!({"title": "A"}));
    let document = || Form::resource("a.pdf", "application/pdf", b"pdf").json("data", &json!({"title": "A"}));
    let created = client.upload("POST", &format!("{board}/images"), image()).await.json();
    client.upload("PATCH", &format!("{board}/images/{}", created["id"].as_str().unwrap()), image()).await;
    let created = client.upload("POST", &format!("{board}/documents"), document()).await.json();
    let path = format!("{board}/documents/{}", created["id"].as_str().unwrap());
    let changed = client.upload("PATCH", &path, document()).await.json();

    let items = json!([{"type": "image"}, {"type": "document"}]);
    let bulk = Form::default().json("data", &items).file("resources", "a.png", "image/png", b"png").file(
        "resources",
        "a.pdf",
        "application/pdf",
        b"pdf",
    );
    client.upload("POST", &format!("{board}/items/bulk"), bulk).await;

    let address = changed["data"]["documentUrl"].as_str().unwrap();
    let located = client.get(address.trim_start_matches(client.sandbox.url())).await.json();
    client.get(located["url"].as_str().unwrap().trim_start_matches(client.sandbox.url())).await;
    let succeeded = client.succeeded();
    // These are not in the specification, so no other test requires them.
    for operation in ["get-resource", "download"] {
        assert!(succeeded.contains(operation), "{operation}");
    }
    succeeded
}
