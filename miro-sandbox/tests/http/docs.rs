use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn a_doc_is_written_in_markdown_and_read_as_either() {
    let client = Client::start().await;
    let board = client.board().await;
    let content = "# Plan\n\n* **first**\n* *then*";
    let data = json!({"contentType": "markdown", "content": content, "contentVersion": 1});
    let created = client.post(&format!("{board}/docs"), json!({"data": data, "position": {"x": 5}})).await;
    assert_eq!((created.status, &created.json()["type"]), (201, &json!("doc_format")));
    let created = created.json();
    assert_eq!((&created["data"]["content"], created.get("geometry")), (&json!(content), None));
    assert_eq!(created["position"]["x"], 5.0);

    let path = format!("{board}/docs/{}", created["id"].as_str().unwrap());
    assert_eq!(client.get(&path).await.json(), created);
    assert_eq!(client.get(&format!("{path}?textContentType=markdown")).await.json(), created);
    let html = client.get(&format!("{path}?textContentType=html")).await.json();
    assert_eq!(html["data"]["contentType"], "html");
    assert_eq!(
        html["data"]["content"],
        "<h1>Plan</h1>\n<ul>\n<li><strong>first</strong></li>\n<li><em>then</em></li>\n</ul>\n"
    );
    assert_eq!(client.get(&format!("{path}?textContentType=text")).await.status, 400);

    assert_eq!(client.patch(&path, json!({"data": data})).await.status, 405, "there is no update");
    let moved = client.patch(&path.replace("/docs/", "/items/"), json!({"position": {"y": 7}})).await.json();
    assert_eq!((&moved["position"]["x"], &moved["position"]["y"]), (&json!(5.0), &json!(7.0)));
    let listed = client.get(&format!("{board}/items?type=doc_format")).await.json();
    assert_eq!((&listed["total"], &listed["data"][0]["id"]), (&json!(1), &created["id"]));
    assert_eq!(client.delete(&path).await.status, 204);
    assert_eq!(client.get(&path).await.status, 404);
}

#[tokio::test]
async fn a_doc_is_validated() {
    let client = Client::start().await;
    let docs = format!("{}/docs", client.board().await);
    let fields = async |body| client.post(&docs, body).await.fields();
    assert_eq!(fields(json!({})).await, ["data.contentType", "data.content"]);
    let html = json!({"contentType": "html", "content": "<p>a</p>"});
    assert_eq!(fields(json!({"data": html})).await, ["data.contentType"]);
    let data = json!({"contentType": "markdown", "content": "a", "contentVersion": "1"});
    assert_eq!(fields(json!({"data": data})).await, ["data.contentVersion"]);
    let data = json!({"contentType": "markdown", "content": "a"});
    let body = json!({"data": data, "geometry": {"width": 1}, "style": {}});
    assert_eq!(fields(body).await, ["geometry", "style"]);
}
