use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Client, Response};

/// Creates sticky notes and returns their ids.
fn notes(client: &Client, board: &str, count: usize) -> Vec<String> {
    let board_id = board.trim_start_matches("/v2/boards/").replace("%3D", "=");
    client.sandbox.seed_items(&board_id, "sticky_note", count)
}

async fn group(client: &Client, board: &str, items: &[String]) -> Response {
    client.post(&format!("{board}/groups"), json!({"data": {"items": items}})).await
}

fn id(response: &Response) -> String {
    response.json()["id"].as_str().unwrap_or_else(|| panic!("{response:?}")).to_owned()
}

#[tokio::test]
async fn group_is_created_read_replaced_and_dissolved() {
    let client = Client::start().await;
    let board = client.board().await;
    let items = notes(&client, &board, 3);
    let created = group(&client, &board, &items[..2]).await;
    assert_eq!(created.status, 201, "{}", created.body);
    assert_eq!(
        (&created.json()["type"], &created.json()["data"]),
        (&json!("group"), &json!({"items": items[..2]}))
    );
    let old = format!("{board}/groups/{}", id(&created));
    assert_eq!(client.get(&old).await.json(), created.json());

    let replaced = client.send("PUT", &old, Some(json!({"data": {"items": items[1..]}}))).await;
    assert_eq!((replaced.status, &replaced.json()["data"]["items"]), (200, &json!(items[1..])));
    assert_ne!(id(&replaced), id(&created), "a new group has taken its place");
    for (method, body) in [("GET", None), ("PUT", Some(json!({"data": {"items": items}}))), ("DELETE", None)]
    {
        let response = client.send(method, &old, body).await;
        assert_eq!((response.status, response.code().as_str()), (404, "notFound"), "{method}");
    }
    let groups = client.get(&format!("{board}/groups")).await.json();
    assert_eq!((&groups["size"], &groups["data"][0]), (&json!(1), &replaced.json()));

    let new = format!("{board}/groups/{}", id(&replaced));
    assert_eq!(client.delete(&new).await.status, 204);
    assert_eq!(client.get(&new).await.status, 404);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 3, "the items stay");
}

#[tokio::test]
async fn group_requires_two_ungrouped_items_of_its_board() {
    let client = Client::start().await;
    let board = client.board().await;
    let other_board = client.board().await;
    let items = notes(&client, &board, 4);
    let foreign = notes(&client, &other_board, 1);
    let first = format!("{board}/groups/{}", id(&group(&client, &board, &items[..2]).await));

    let groups = format!("{board}/groups");
    let fields = async |body: Value| client.post(&groups, body).await.fields();
    assert_eq!(fields(json!({})).await, ["data"]);
    assert_eq!(fields(json!({"data": {}})).await, ["data.items"]);
    assert_eq!(fields(json!({"data": {"items": items[2..3]}})).await, ["data.items"], "one is no group");
    assert_eq!(fields(json!({"data": {"items": [1, 2]}})).await, ["data.items"], "ids are strings");
    assert_eq!(fields(json!({"items": items[2..]})).await, ["items", "data"]);
    let user_group = json!({"id": "1", "name": "My group", "type": "user-group"});
    assert_eq!(fields(user_group).await, ["id", "name", "type", "data"], "what the specification describes");
    assert_eq!(fields(json!({"data": {"items": items[2..], "name": "x"}})).await, ["data.name"]);
    let wrong = [&items[2], &items[2], &foreign[0], &items[0]];
    assert_eq!(
        fields(json!({"data": {"items": wrong}})).await,
        ["data.items.1", "data.items.2", "data.items.3"]
    );
    let code =
        client.post(&format!("{}/code_widgets", board.replace("/v2/", "/v2-experimental/")), json!({})).await;
    assert_eq!(fields(json!({"data": {"items": [items[2], id(&code)]}})).await, ["data.items.1"]);
    assert_eq!(client.raw("POST", &groups, &[], "{}").await.unwrap().status, 401);

    let second = format!("{groups}/{}", id(&group(&client, &board, &items[2..]).await));
    let stolen = client.send("PUT", &second, Some(json!({"data": {"items": items[1..]}}))).await;
    assert_eq!(stolen.fields(), ["data.items.0"]);
    assert_eq!(client.get(&second).await.status, 200, "what is refused changes nothing");
    client.delete(&first).await;
    let freed = client.send("PUT", &second, Some(json!({"data": {"items": items[1..]}}))).await;
    assert_eq!(freed.status, 200, "its own items, and one that is free by now");
}

#[tokio::test]
async fn group_shrinks_and_is_dissolved_below_two_items() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let inside = client.item(&board, "shapes", json!({"parent": {"id": frame}})).await;
    let mut items = notes(&client, &board, 2);
    items.push(inside);
    let path = format!("{board}/groups/{}", id(&group(&client, &board, &items).await));
    assert_eq!(client.delete(&format!("{board}/frames/{frame}")).await.status, 204);
    assert_eq!(client.get(&path).await.json()["data"]["items"], json!(items), "the child outlives its frame");
    assert_eq!(client.delete(&format!("{board}/shapes/{}", items[2])).await.status, 204);
    assert_eq!(client.get(&path).await.json()["data"]["items"], json!(items[..2]));
    assert_eq!(client.delete(&format!("{board}/sticky_notes/{}", items[0])).await.status, 204);
    assert_eq!(client.get(&path).await.status, 404);
    assert_eq!(client.get(&format!("{board}/groups")).await.json()["size"], 0);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 1);
}

#[tokio::test]
async fn items_are_deleted_with_their_group_only_on_request() {
    let client = Client::start().await.unchecked();
    let board = client.board().await;
    let mut items = notes(&client, &board, 3);
    let board_id = board.trim_start_matches("/v2/boards/").replace("%3D", "=");
    let locked = json!({"id": "77", "type": "sticky_note", "isLocked": true});
    items.push(client.sandbox.insert_raw_item(&board_id, locked));
    let ends = json!({"startItem": {"id": items[0]}, "endItem": {"id": items[1]}});
    assert_eq!(client.post(&format!("{board}/connectors"), ends).await.status, 200);

    let path = format!("{board}/groups/{}", id(&group(&client, &board, &items[1..]).await));
    for wrong in ["yes", "True", "1", ""] {
        assert_eq!(client.delete(&format!("{path}?delete_items={wrong}")).await.code(), "2.0703");
    }
    assert_eq!(client.delete(&format!("{path}?delete_items=false")).await.status, 204);
    assert_eq!(client.sandbox.item_count(&board_id), 4);

    let path = format!("{board}/groups/{}", id(&group(&client, &board, &items[1..]).await));
    assert_eq!(client.delete(&format!("{path}?delete_items=true")).await.status, 204);
    let left = client.get(&format!("{board}/items")).await.json();
    assert_eq!((&left["total"], &left["data"][0]["id"]), (&json!(1), &json!(items[0])));
    assert_eq!(client.get(&format!("{board}/connectors")).await.json()["total"], 0);
    assert_eq!(client.delete(&format!("{path}?delete_items=true")).await.status, 404);
    let asked: Vec<_> =
        client.sandbox.requests().iter().rev().take(4).map(|request| request.operation).collect();
    assert_eq!(asked, [Some("deleteGroup"), Some("get-connectors"), Some("get-items"), Some("deleteGroup")]);
}

#[tokio::test]
async fn items_of_a_group_are_paged_within_the_group() {
    let client = Client::start().await;
    let board = client.board().await;
    let items = notes(&client, &board, 25);
    let other = group(&client, &board, &items[..2]).await;
    let group = id(&group(&client, &board, &items[2..]).await);
    let path = format!("{board}/groups/items?group_item_id={group}");
    let first = client.get(&format!("{path}&limit=20")).await.json();
    assert_eq!((&first["size"], &first["total"], &first["limit"]), (&json!(20), &json!(23), &json!(20)));
    assert_eq!((&first["data"]["id"], &first["data"]["type"]), (&json!(group), &json!("group")));
    let [page] = first["data"]["data"].as_array().unwrap().as_slice() else { panic!("{first}") };
    assert_eq!((&page["size"], &page["data"][0]["id"]), (&json!(20), &json!(items[2])));
    assert_eq!(page["data"][0]["data"]["shape"], "square", "whole items");

    client.delete(&format!("{board}/items/{}", items[5])).await;
    let cursor = first["cursor"].as_str().unwrap().replace('=', "%3D");
    let second = client.get(&format!("{path}&limit=20&cursor={cursor}")).await.json();
    let rest = second["data"]["data"][0]["data"].as_array().unwrap();
    let rest: Vec<&str> = rest.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!((rest, second.get("cursor")), (items[22..].iter().map(String::as_str).collect(), None));

    assert_eq!(client.get(&format!("{board}/groups/items")).await.status, 400);
    assert_eq!(client.get(&format!("{board}/groups/items?group_item_id={}", items[2])).await.status, 404);
    let other = client.get(&format!("{board}/groups/items?group_item_id={}", id(&other))).await.json();
    assert_eq!(other["total"], 2);
}

#[tokio::test]
async fn groups_are_paged() {
    let client = Client::start().await;
    let board = client.board().await;
    let items = notes(&client, &board, 24);
    let mut made = Vec::new();
    for pair in items.chunks(2) {
        made.push(id(&group(&client, &board, pair).await));
    }
    let groups = format!("{board}/groups");
    let ids = |page: &Value| {
        let groups = page["data"].as_array().unwrap().iter();
        groups.map(|group| group["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = client.get(&groups).await.json();
    assert_eq!((ids(&first), &first["limit"], first.get("total")), (made[..10].to_vec(), &json!(10), None));
    let cursor = first["cursor"].as_str().unwrap().replace('=', "%3D");
    let second = client.get(&format!("{groups}?cursor={cursor}")).await.json();
    assert_eq!((ids(&second), second.get("cursor")), (made[10..].to_vec(), None));
    let lists = [format!("{groups}?"), format!("{groups}/items?group_item_id={}&", made[0])];
    for path in &lists {
        for (limit, status) in [("9", 400), ("10", 200), ("50", 200), ("51", 400), ("ten", 400)] {
            assert_eq!(client.get(&format!("{path}limit={limit}")).await.status, status, "{path}{limit}");
        }
        assert_eq!(client.get(&format!("{path}cursor=foo")).await.code(), "2.0703");
    }
}

#[tokio::test]
async fn reading_a_group_costs_credits_per_item() {
    let client = Client::of(Sandbox::builder().rate_limit(10_000).start().await);
    let board = client.board().await;
    let items = notes(&client, &board, 7);
    let path = format!("{board}/groups/{}", id(&group(&client, &board, &items).await));
    let remaining = |response: Response| response.header("x-ratelimit-remaining").parse::<u64>().unwrap();
    assert_eq!(remaining(client.get(&path).await), 10_000 - 100 - 700);
    assert_eq!(remaining(client.get(&format!("{board}/groups/1")).await), 9_200 - 100, "no group, no items");
}

#[tokio::test]
async fn groups_need_the_scopes_and_the_role() {
    let mut client = Client::start().await;
    let board = client.board().await;
    let items = notes(&client, &board, 2);
    client.token = client.sandbox.token_with_scopes(&["boards:read"]);
    assert_eq!(group(&client, &board, &items).await.status, 403);
    assert_eq!(client.get(&format!("{board}/groups")).await.status, 200);
    client.token = client.sandbox.token_with_scopes(&["boards:write"]);
    let path = format!("{board}/groups/{}", id(&group(&client, &board, &items).await));
    assert_eq!(client.get(&path).await.status, 403);
    client.token = client.sandbox.token();
    client.patch(&board, json!({"policy": {"sharingPolicy": {"teamAccess": "view"}}})).await;
    client.token = client.sandbox.token_for("3074457353169356301");
    assert_eq!(client.get(&path).await.status, 200);
    assert_eq!(client.delete(&path).await.code(), "forbiddenAccess");
}
