use std::time::Duration;

use serde_json::json;

use super::{BYTES, downloaded, path_of};
use crate::client::Client;
use crate::form::Form;

/// Uploads an image and returns the path of its resource.
async fn resource(client: &Client, board: &str) -> String {
    let form = Form::resource("a.png", "image/png", BYTES);
    let image = client.upload("POST", &format!("{board}/images"), form).await.json();
    let address = image["data"]["imageUrl"].as_str().unwrap();
    path_of(client, address).to_owned()
}

#[tokio::test]
async fn download_address_is_valid_for_a_minute_without_a_token() {
    let client = Client::start().await;
    let board = client.board().await;
    let path = resource(&client, &board).await;
    assert!(path.ends_with("?format=preview&redirect=false"), "{path}");
    let located = client.get(&path).await;
    assert_eq!((located.status, &located.json()["type"]), (200, &json!("image")));
    let url = located.json()["url"].as_str().unwrap().to_owned();
    let download = async |headers: &[(&str, &str)]| {
        client.raw("GET", path_of(&client, &url), headers, "").await.unwrap()
    };
    assert_eq!(download(&[]).await.bytes, BYTES);
    assert_eq!(
        download(&[("Authorization", "Bearer nonsense")]).await.status,
        200,
        "a token is not looked at"
    );
    client.sandbox.advance_clock(Duration::from_secs(59));
    assert_eq!(download(&[]).await.status, 200, "more than once");
    client.sandbox.advance_clock(Duration::from_secs(1));
    let late = download(&[]).await;
    assert_eq!((late.status, late.code().as_str()), (403, "forbiddenAccess"));
    let again = client.get(&path).await.json();
    assert_ne!(again["url"], url.as_str());
    assert_eq!(client.get("/downloads/guessed").await.status, 404);
}

#[tokio::test]
async fn redirect_leads_to_the_download() {
    let client = Client::start().await;
    let board = client.board().await;
    let path = resource(&client, &board).await.replace("redirect=false", "redirect=true");
    let redirect = client.get(&path).await;
    assert_eq!((redirect.status, redirect.body.as_str()), (307, ""));
    let file = client.raw("GET", path_of(&client, redirect.header("location")), &[], "").await.unwrap();
    assert_eq!((file.header("content-type"), file.bytes.as_slice()), ("image/png", BYTES));
}

#[tokio::test]
async fn query_is_optional_but_validated() {
    let client = Client::start().await;
    let board = client.board().await;
    let path = resource(&client, &board).await;
    let (bare, _) = path.split_once('?').unwrap();
    assert_eq!(client.get(bare).await.status, 200, "not redirected by default");
    assert_eq!(client.get(&format!("{bare}?format=original")).await.status, 200);
    assert_eq!(client.get(&format!("{bare}?format=thumbnail")).await.status, 400);
    assert_eq!(client.get(&format!("{bare}?redirect=yes")).await.status, 400);
}

#[tokio::test]
async fn the_address_of_a_resource_needs_a_token_and_the_board() {
    let mut client = Client::start().await;
    let board = client.board().await;
    let path = resource(&client, &board).await;
    assert_eq!(client.raw("GET", &path, &[], "").await.unwrap().status, 401);
    assert_eq!(client.get(&format!("{board}/resources/1")).await.status, 404);
    let note = client.item(&board, "sticky_notes", json!({})).await;
    assert_eq!(client.get(&format!("{board}/resources/{note}")).await.status, 404);
    client.token = client.sandbox.token_for("3074457353169356301");
    assert_eq!(client.get(&path).await.status, 403);
    client.token = client.sandbox.token_with_scopes(&["boards:write"]);
    assert_eq!(client.get(&path).await.code(), "insufficientPermissions");
}

#[tokio::test]
async fn files_from_elsewhere_have_placeholders() {
    let client = Client::start().await;
    let board = client.board().await;
    let url = json!({"data": {"url": "https://example.com/a"}});
    let document = client.post(&format!("{board}/documents"), url.clone()).await.json();
    let file = downloaded(&client, &document["data"]["documentUrl"]).await;
    assert_eq!(
        (file.header("x-content-type-options"), file.header("content-disposition")),
        ("nosniff", "attachment")
    );
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert!(file.body.starts_with("%PDF-") && file.body.ends_with("%%EOF\n"), "{}", file.body);
    let video = json!({"data": {"url": "https://example.com/v", "previewUrl": "https://example.com/p.png"}});
    let embed = client.post(&format!("{board}/embeds"), video).await.json();
    let file = downloaded(&client, &embed["data"]["previewUrl"]).await;
    assert_eq!(file.header("content-type"), "image/png");
    let path = format!("{board}/embeds/{}", embed["id"].as_str().unwrap());
    let changed = client.patch(&path, json!({"data": {"mode": "modal"}})).await.json();
    assert_eq!(changed["data"]["previewUrl"], embed["data"]["previewUrl"]);
    let bare = client.post(&format!("{board}/embeds"), url).await.json();
    assert!(bare["data"].get("previewUrl").is_none());
    let resource = format!("{board}/resources/{}", bare["id"].as_str().unwrap());
    assert_eq!(client.get(&resource).await.status, 404);
}

#[tokio::test]
async fn files_are_deleted_with_their_items_and_kept_by_copies() {
    let client = Client::start().await;
    let board = client.board().await;
    let uploaded = resource(&client, &board).await;
    let linked = client.item(&board, "images", json!({"data": {"url": "https://example.com/a.png"}})).await;
    let source = board.trim_start_matches("/v2/boards/");
    let copy = client.send("PUT", &format!("/v2/boards?copy_from={source}"), None).await.json();
    let late = client.get(&uploaded).await.json()["url"].as_str().unwrap().to_owned();
    assert_eq!(client.delete(&board).await.status, 204);
    assert_eq!(client.get(&uploaded).await.status, 404);
    assert_eq!(client.get(path_of(&client, &late)).await.status, 404);

    let copy = format!("/v2/boards/{}", copy["id"].as_str().unwrap().replace('=', "%3D"));
    let items = client.get(&format!("{copy}/items")).await.json();
    let address = |index: usize| items["data"][index]["data"]["imageUrl"].clone();
    let id = copy.trim_start_matches("/v2/boards/").replace("%3D", "=");
    assert!(address(0).as_str().unwrap().contains(&id) && !address(1).as_str().unwrap().contains(&linked));
    assert_eq!(downloaded(&client, &address(0)).await.bytes, BYTES);
    assert_eq!(downloaded(&client, &address(1)).await.header("content-type"), "image/png");
    let image = format!("{copy}/images/{}", items["data"][0]["id"].as_str().unwrap());
    assert_eq!(client.delete(&image).await.status, 204);
    assert_eq!(client.get(path_of(&client, address(0).as_str().unwrap())).await.status, 404);
}
