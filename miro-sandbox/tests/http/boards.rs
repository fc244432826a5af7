use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn board_is_created_changed_and_deleted() {
    let client = Client::start().await;
    let created = client.post("/v2/boards", json!({})).await;
    assert_eq!(created.status, 201);
    let board = created.json();
    assert_eq!(board["name"], "Untitled");
    assert_eq!(board["type"], "board");
    assert_eq!(board["owner"]["name"], "John Smith");
    assert!(board["picture"]["id"].is_string());
    let id = board["id"].as_str().unwrap();
    assert!(id.ends_with('='));
    let path = format!("/v2/boards/{}", id.replace('=', "%3D"));

    let renamed = client.patch(&path, json!({"description": "d"})).await;
    assert_eq!((renamed.status, &renamed.json()["name"]), (200, &json!("Untitled")));
    let policy = json!({"policy": {"sharingPolicy": {"access": "view"}}});
    let shared = client.patch(&path, policy).await.json();
    assert_eq!(shared["policy"]["sharingPolicy"]["access"], "view");
    assert_eq!(shared["policy"]["sharingPolicy"]["teamAccess"], "private");
    assert_eq!(shared["policy"]["permissionsPolicy"]["copyAccess"], "anyone");
    assert_eq!(shared["description"], "d");
    let cleared = client.patch(&path, json!({"description": null})).await.json();
    assert_eq!(cleared["description"], "");
    assert!(client.get(&path).await.json()["lastOpenedAt"].is_string());

    assert_eq!(client.delete(&path).await.status, 204);
    let gone = client.get(&path).await;
    assert_eq!((gone.status, gone.code().as_str()), (404, "notFound"));
    assert_eq!(client.sandbox.board_count(), 0);
}

#[tokio::test]
async fn a_board_is_validated() {
    let client = Client::start().await;
    let body = json!({
        "name": "x".repeat(61),
        "description": "x".repeat(301),
        "policy": {"sharingPolicy": {"access": "everyone"}},
        "colour": "red",
    });
    let mut fields = client.post("/v2/boards", body).await.fields();
    fields.sort();
    assert_eq!(fields, ["colour", "description", "name", "policy.sharingPolicy.access"]);
    assert_eq!(client.post("/v2/boards", json!({"teamId": "1"})).await.fields(), ["teamId"]);
    assert_eq!(client.sandbox.board_count(), 0);
}

#[tokio::test]
async fn copy_has_the_content_with_new_ids() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {"title": "F"}})).await;
    let note = client.item(&board, "sticky_notes", json!({"parent": {"id": frame}})).await;
    let text = client.item(&board, "texts", json!({"data": {"content": "t"}})).await;
    let ends = json!({"startItem": {"id": note}, "endItem": {"id": text}});
    assert_eq!(client.post(&format!("{board}/connectors"), ends).await.status, 200);

    let source = board.trim_start_matches("/v2/boards/");
    let copied =
        client.send("PUT", &format!("/v2/boards?copy_from={source}"), Some(json!({"name": "Copy"}))).await;
    assert_eq!((copied.status, &copied.json()["name"]), (201, &json!("Copy")));
    let copy = format!("/v2/boards/{}", copied.json()["id"].as_str().unwrap().replace('=', "%3D"));
    let items = client.get(&format!("{copy}/items")).await.json();
    assert_eq!(items["total"], 3);
    assert_ne!(items["data"][0]["id"], frame.as_str());
    assert_eq!(items["data"][1]["parent"]["id"], items["data"][0]["id"]);
    let connectors = client.get(&format!("{copy}/connectors")).await.json();
    assert_eq!(connectors["data"][0]["startItem"]["id"], items["data"][1]["id"]);
    assert_eq!(client.send("PUT", "/v2/boards?copy_from=unknown", None).await.status, 404);
    assert_eq!(client.send("PUT", "/v2/boards", None).await.status, 400);
}

#[tokio::test]
async fn copy_includes_groups_tags_mind_maps_and_code_widgets() {
    let client = Client::start().await;
    let board = client.board().await;
    let experimental = board.replace("/v2/", "/v2-experimental/");
    let notes = [
        client.item(&board, "sticky_notes", json!({})).await,
        client.item(&board, "sticky_notes", json!({})).await,
    ];
    let tag = client.item(&board, "tags", json!({"title": "t"})).await;
    client.send("POST", &format!("{board}/items/{}?tag_id={tag}", notes[0]), None).await;
    client.item(&board, "groups", json!({"data": {"items": notes}})).await;
    let node = json!({"data": {"nodeView": {"data": {"type": "text", "content": "n"}}}});
    let root = client.item(&experimental, "mindmap_nodes", node.clone()).await;
    let mut child = node;
    child["parent"] = json!({"id": root});
    client.item(&experimental, "mindmap_nodes", child).await;
    let widget = client.item(&experimental, "code_widgets", json!({"data": {"code": "1"}})).await;
    let ends = json!({"startItem": {"id": widget}, "endItem": {"id": root}});
    assert_eq!(client.post(&format!("{board}/connectors"), ends).await.status, 200);

    let source = board.trim_start_matches("/v2/boards/");
    let copied = client.send("PUT", &format!("/v2/boards?copy_from={source}"), None).await.json();
    let id = copied["id"].as_str().unwrap().replace('=', "%3D");
    let (copy, experimental_copy) = (format!("/v2/boards/{id}"), format!("/v2-experimental/boards/{id}"));
    let items = client.get(&format!("{copy}/items")).await.json();
    let groups = client.get(&format!("{copy}/groups")).await.json();
    let copies = json!([items["data"][0]["id"], items["data"][1]["id"]]);
    assert_eq!((&groups["size"], &groups["data"][0]["data"]["items"]), (&json!(1), &copies));
    let tags = client.get(&format!("{copy}/tags")).await.json();
    assert_ne!(tags["data"][0]["id"], tag.as_str());
    let tagged = format!("{copy}/items?tag_id={}", tags["data"][0]["id"].as_str().unwrap());
    assert_eq!(client.get(&tagged).await.json()["data"][0]["id"], copies[0]);
    let nodes = client.get(&format!("{experimental_copy}/mindmap_nodes")).await.json();
    assert_ne!(nodes["data"][0]["id"], root.as_str());
    assert_eq!(nodes["data"][1]["parent"]["id"], nodes["data"][0]["id"]);
    let widgets = client.get(&format!("{experimental_copy}/code_widgets")).await.json();
    assert_eq!((&widgets["total"], &widgets["data"][0]["data"]["code"]), (&json!(1), &json!("1")));
    let connector = &client.get(&format!("{copy}/connectors")).await.json()["data"][0];
    assert_eq!(connector["startItem"]["id"], widgets["data"][0]["id"]);
    assert_eq!(connector["startItem"]["links"], widgets["data"][0]["links"]);
    assert_eq!(connector["endItem"]["id"], nodes["data"][0]["id"]);

    let root = nodes["data"][0]["id"].as_str().unwrap();
    assert_eq!(client.delete(&format!("{experimental_copy}/mindmap_nodes/{root}")).await.status, 204);
    assert_eq!(
        client.get(&format!("{experimental}/mindmap_nodes")).await.json()["total"],
        2,
        "the source stays"
    );
    assert_eq!(client.delete(&board).await.status, 204);
    assert_eq!(client.get(&format!("{copy}/groups")).await.json()["size"], 1);
    for gone in [
        format!("{board}/groups"),
        format!("{experimental}/mindmap_nodes"),
        format!("{experimental}/code_widgets"),
    ] {
        assert_eq!(client.get(&gone).await.status, 404, "{gone}");
    }
}

#[tokio::test]
async fn members_are_invited_promoted_and_removed() {
    let client = Client::start().await;
    let members = format!("{}/members", client.board().await);
    let invitation = json!({"emails": ["ann@example.com", "nonsense"], "role": "editor"});
    let invited = client.post(&members, invitation).await;
    assert_eq!(invited.status, 201);
    let id = invited.json()["successful"][0].as_u64().unwrap();
    assert_eq!(invited.json()["failed"][0]["email"], "nonsense");
    let list = client.get(&members).await.json();
    assert_eq!((&list["total"], &list["data"][1]["role"]), (&json!(2), &json!("editor")));

    let member = format!("{members}/{id}");
    assert_eq!(client.patch(&member, json!({"role": "viewer"})).await.json()["role"], "viewer");
    assert_eq!(client.get(&member).await.json()["type"], "board_member");
    assert_eq!(client.patch(&member, json!({"role": "boss"})).await.fields(), ["role"]);
    assert_eq!(client.delete(&member).await.status, 204);
    assert_eq!(client.get(&member).await.status, 404);
    let owner = format!("{members}/{}", client.sandbox.user_id());
    assert_eq!(client.delete(&owner).await.status, 400);
    assert_eq!(client.post(&members, json!({"emails": []})).await.fields(), ["emails"]);
}

#[tokio::test]
async fn boards_are_filtered_and_sorted() {
    let client = Client::start().await;
    for name in ["beta", "Alpha", "gamma ray"] {
        client.sandbox.seed_board(name);
    }
    let names = async |query: &str| {
        let list = client.get(&format!("/v2/boards?{query}")).await.json();
        let data = list["data"].as_array().unwrap().clone();
        data.iter().map(|board| board["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("query=RAY").await, ["gamma ray"]);
    assert_eq!(names("owner=1").await, [""; 0]);
    let team = client.sandbox.team_id();
    assert_eq!(
        names(&format!("team_id={team}&sort=alphabetically&query=ray")).await,
        ["Alpha", "beta", "gamma ray"]
    );
    assert_eq!(names("sort=alphabetically").await, ["beta", "Alpha", "gamma ray"]);
    assert_eq!(client.get("/v2/boards?sort=size").await.status, 400);
}
