use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::Client;

#[tokio::test]
async fn cursors_cover_the_whole_list() {
    let client = Client::start().await;
    let id = client.sandbox.seed_board("Board");
    let seeded = client.sandbox.seed_items(&id, "sticky_note", 25);
    let mut query = String::new();
    let (mut ids, mut sizes) = (Vec::new(), Vec::new());
    loop {
        let page = client.get(&format!("/v2/boards/{id}/items?limit=10{query}")).await.json();
        assert_eq!((&page["total"], &page["limit"]), (&json!(25), &json!(10)));
        sizes.push(page["size"].as_u64().unwrap());
        ids.extend(
            page["data"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page.get("cursor").and_then(Value::as_str) else { break };
        let cursor: String = form_urlencoded::byte_serialize(cursor.as_bytes()).collect();
        let next = page["links"]["next"].as_str().unwrap();
        assert!(next.starts_with("https://api.miro.com/v2/boards/") && next.ends_with(&cursor), "{next}");
        query = format!("&cursor={cursor}");
    }
    assert_eq!((ids, sizes), (seeded, vec![10, 10, 5]));
}

#[tokio::test]
async fn a_cursor_survives_deletions() {
    let client = Client::start().await;
    let id = client.sandbox.seed_board("Board");
    let seeded = client.sandbox.seed_items(&id, "shape", 20);
    let page = client.get(&format!("/v2/boards/{id}/items")).await.json();
    for item in &seeded[5..12] {
        client.delete(&format!("/v2/boards/{id}/items/{item}")).await;
    }
    let cursor = page["cursor"].as_str().unwrap().replace('=', "%3D");
    let page = client.get(&format!("/v2/boards/{id}/items?cursor={cursor}")).await.json();
    assert_eq!((&page["size"], &page["data"][0]["id"]), (&json!(8), &json!(seeded[12])));
    assert!(page.get("cursor").is_none());
}

#[tokio::test]
async fn limits_equal_those_of_miro() {
    let client = Client::start().await;
    let board = client.board().await;
    let tag = client.item(&board, "tags", json!({"title": "t"})).await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let by_cursor = [
        format!("{board}/items?"),
        format!("{board}/connectors?"),
        format!("{board}/items?parent_item_id={frame}&"),
    ];
    for path in &by_cursor {
        for (limit, status) in [("9", 400), ("10", 200), ("50", 200), ("51", 400), ("ten", 400)] {
            let response = client.get(&format!("{path}limit={limit}")).await;
            assert_eq!(response.status, status, "{path}{limit}");
        }
        assert_eq!(client.get(path).await.json()["limit"], 10);
        assert_eq!(client.get(&format!("{path}cursor=foo")).await.code(), "2.0703");
    }
    let by_offset = [
        "/v2/boards?".to_owned(),
        format!("{board}/members?"),
        format!("{board}/tags?"),
        format!("{board}/items?tag_id={tag}&"),
    ];
    for path in &by_offset {
        for (limit, status) in [("0", 400), ("1", 200), ("50", 200), ("51", 400), ("-1", 400)] {
            let response = client.get(&format!("{path}limit={limit}")).await;
            assert_eq!(response.status, status, "{path}{limit}");
        }
        assert_eq!(client.get(path).await.json()["limit"], 20);
        assert_eq!(client.get(&format!("{path}offset=-1")).await.code(), "2.0703");
    }
}

#[tokio::test]
async fn offsets_cover_the_boards() {
    let client = Client::start().await;
    for number in 0..7 {
        client.sandbox.seed_board(&number.to_string());
    }
    let page = client.get("/v2/boards?limit=3&offset=3").await.json();
    assert_eq!((&page["size"], &page["total"], &page["offset"]), (&json!(3), &json!(7), &json!(3)));
    assert_eq!(page["data"][0]["name"], "3");
    let links = json!({
        "self": "https://api.miro.com/v2/boards?limit=3&offset=3",
        "first": "https://api.miro.com/v2/boards?limit=3&offset=0",
        "prev": "https://api.miro.com/v2/boards?limit=3&offset=0",
        "next": "https://api.miro.com/v2/boards?limit=3&offset=6",
        "last": "https://api.miro.com/v2/boards?limit=3&offset=6",
    });
    assert_eq!(page["links"], links);
    let last = client.get("/v2/boards?limit=3&offset=6").await.json();
    assert_eq!((&last["size"], last["links"].get("next")), (&json!(1), None));
    assert_eq!(client.get("/v2/boards?offset=99").await.json()["size"], 0);
}

#[tokio::test]
async fn totals_can_be_omitted() {
    let client = Client::of(Sandbox::builder().without_totals().start().await);
    let board = client.board().await;
    assert!(client.get(&format!("{board}/items")).await.json().get("total").is_none());
    assert!(client.get("/v2/boards").await.json()["total"].is_number());
}
