//! Endpoints that a program declares, here in a crate that is not `miro`.

use futures_util::TryStreamExt;
use miro::middleware::{Middleware, Next};
use miro::operation::{Cost, Host, Stability};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, Script, ScriptedTransport};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::environment;
use crate::environment::{scripted, target};

miro::id! {
    /// Identifies a comment.
    pub(crate) CommentId;
}

miro::open_enum! {
    /// The status of a comment.
    pub(crate) CommentStatus { Open = "open", Resolved = "resolved" }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Comment {
    id: CommentId,
    #[serde(default)]
    messages: Vec<Message>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Message {
    content: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct NewComment {
    content: &'static str,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Member {
    user_name: String,
}

miro::endpoints! {
    const OPERATIONS;

    /// Comments on a board.
    pub(crate) Comments for BoardHandle {
        list   GET  "/v2-experimental/boards/{board_id}/comments"              -> Offset<Comment> [boards:read, L1, "get-comments"];
        create POST "/v2-experimental/boards/{board_id}/comments" (NewComment) -> Comment         [boards:write, L2, "create-comment"];
    }

    /// Further operations of boards.
    pub(crate) trait BoardExtras for BoardHandle {
        search GET "/v2/boards/{board_id}/search"
            ?{ text!: str in 1..=10, "status[]" as status: [CommentStatus] in 1..=2, limit_to as most: u32 in 1..=5, whole: bool }
            -> Cursor<Comment, 2..=40> [boards:read L2 "search-board"];
        rows   POST   "/v2/boards/{board_id}/rows" ([NewComment; 1..=3])        -> ()    [boards:write L2 per item "create-rows"];
        thread GET    "/v2/boards/{board_id}/comments/{comment_id}"            -> Comment [boards:read L1 "get-comment"];
        settle DELETE "/v2/boards/{board_id}/comments/{comment_id}" ?{ forever = false } -> () [boards:write L1 "settle-comment"];
        remove DELETE "/v2/boards/{board_id}/comments/{comment_id}" ?{ forever = true }  -> () [boards:write L3 "remove-comment"];
    }

    /// Users by SCIM.
    pub(crate) Directory for MiroApi at scim "/Users" {
        list GET "" ?{ filter: str } -> StartIndex<Member, 1..=1000> [L1 "listUsers"];
    }
}

fn operation(id: &str) -> &'static miro::Operation {
    OPERATIONS.iter().find(|operation| operation.id() == id).unwrap()
}

#[tokio::test]
async fn groups_extend_handles_of_the_crate() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    for content in ["first", "second", "third"] {
        let comment = board.comments().create(NewComment { content }).await.unwrap();
        assert_eq!(comment.messages[0].content, content);
    }
    let page = board.comments().list().limit(2).await.unwrap();
    assert_eq!((page.data.len(), page.total), (2, Some(3)));
    sandbox.clear_requests();
    let comments: Vec<Comment> = board.comments().list().limit(2).stream().try_collect().await.unwrap();
    assert_eq!((comments.len(), sandbox.requests().len()), (3, 2));
    assert_eq!(operation("get-comments").stability(), Stability::Experimental);
}

#[tokio::test]
async fn traits_add_methods_to_handles_of_the_crate() {
    let (transport, api) = scripted([Script::json(200, r#"{"id": 7}"#)]);
    let comment = api.board("b=").thread("7").await.unwrap();
    assert_eq!(comment.id, CommentId::new("7"));
    assert_eq!(target(&transport.sent()[0]), "/v2/boards/b%3D/comments/7");
    assert_eq!(operation("get-comment").rust(), "board(board_id).thread(comment_id)");
}

#[tokio::test]
async fn supports_required_optional_repeated_and_bounded_parameters() {
    let page =
        |cursor: Option<&str>| Script::json(200, json!({"data": [{"id": 1}], "cursor": cursor}).to_string());
    let (transport, api) = scripted([page(Some("more")), page(None), page(None)]);
    let board = api.board("b");
    let search = board
        .search("a b")
        .status([CommentStatus::Open, CommentStatus::Unknown("new".into())])
        .most(5)
        .whole(true);
    let found: Vec<Comment> = search.stream().try_collect().await.unwrap();
    assert_eq!(found.len(), 2);
    board.search("x").limit(2).await.unwrap();
    let sent = transport.sent();
    let first =
        "/v2/boards/b/search?text=a%20b&status%5B%5D=open&status%5B%5D=new&limit_to=5&whole=true&limit=40";
    assert_eq!(target(&sent[0]), first);
    assert_eq!(target(&sent[1]), format!("{first}&cursor=more"));
    assert_eq!(target(&sent[2]), "/v2/boards/b/search?text=x&limit=2");
}

#[tokio::test]
async fn rejects_out_of_range_values_before_sending() {
    let (transport, api) = scripted([]);
    let board = api.board("b");
    let none: [CommentStatus; 0] = [];
    for (refused, expected) in [
        (board.search(""), "`text` has 0 characters, but Miro takes 1 to 10"),
        (board.search("x").most(6), "`limit_to` 6 is not in 1 to 5"),
        (board.search("x").status(none), "`status[]` has 0 elements, but Miro takes 1 to 2"),
        (board.search("x").limit(1), "`limit` 1 is not in 2 to 40"),
    ] {
        let error = refused.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(expected), "{error}");
    }
    // Every problem is reported, not only the first.
    let error = board.search("").most(0).await.unwrap_err().to_string();
    assert!(error.contains("`text`") && error.contains("`limit_to`"), "{error}");
    assert!(transport.sent().is_empty());
}

#[derive(Clone, Debug, Default)]
struct Spent(std::sync::Arc<std::sync::Mutex<Vec<u32>>>);

impl Middleware for Spent {
    fn handle<'a>(
        &'a self,
        request: miro::http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<miro::http::Response<Body>, Error>> {
        self.0.lock().unwrap().push(next.credits());
        next.run(request)
    }
}

#[tokio::test]
async fn a_list_body_costs_per_element() {
    let transport = ScriptedTransport::new([Script::status(204), Script::status(204)]);
    let spent = Spent::default();
    let builder = MiroApi::builder("token").transport(transport.clone()).middleware(spent.clone());
    let board = builder.build().unwrap().board("b");
    board.rows([NewComment { content: "a" }, NewComment { content: "b" }]).await.unwrap();
    board.thread("1").await.unwrap_err();
    assert_eq!(*spent.0.lock().unwrap(), [200, 50]);
    assert_eq!(transport.sent()[0].body, r#"[{"content":"a"},{"content":"b"}]"#);
    assert_eq!(operation("create-rows").cost(), Cost::PerItem);

    let none: [NewComment; 0] = [];
    let error = board.rows(none).await.unwrap_err();
    assert!(error.to_string().contains("has 0 elements, but Miro takes 1 to 3"), "{error}");
    let four = ["a", "b", "c", "d"].map(|content| NewComment { content });
    assert_eq!(board.rows(four).await.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert_eq!(transport.sent().len(), 2);
}

#[tokio::test]
async fn constant_parameters_distinguish_operations_on_one_route() {
    let (transport, api) = scripted([Script::status(204), Script::status(204)]);
    let board = api.board("b");
    board.settle("1").await.unwrap();
    board.remove("1").await.unwrap();
    let sent = transport.sent();
    assert_eq!(target(&sent[0]), "/v2/boards/b/comments/1?forever=false");
    assert_eq!(target(&sent[1]), "/v2/boards/b/comments/1?forever=true");
    assert_eq!(operation("settle-comment").path(), operation("remove-comment").path());
    assert!(operation("remove-comment").credits(1) > operation("settle-comment").credits(1));
}

#[tokio::test]
async fn scim_calls_use_their_host_and_one_based_pages() {
    let page = |names: &[&str], first: u32| {
        let users: Vec<_> = names.iter().map(|name| json!({"userName": name})).collect();
        let page = json!({"Resources": users, "totalResults": 3, "startIndex": first, "itemsPerPage": 2});
        Script::json(200, page.to_string())
    };
    let (transport, api) = scripted([page(&["ada", "grace"], 1), page(&["mary"], 3)]);
    let list = api.directory().list().filter(r#"active eq "true""#).limit(2);
    let users: Vec<Member> = list.stream().try_collect().await.unwrap();
    assert_eq!(
        users.iter().map(|user| user.user_name.as_str()).collect::<Vec<_>>(),
        ["ada", "grace", "mary"]
    );
    let sent = transport.sent();
    assert_eq!(sent[0].uri.host(), Some("miro.com"));
    let first = "/api/v1/scim/Users?filter=active%20eq%20%22true%22&count=2";
    assert_eq!(target(&sent[0]), first);
    assert_eq!(target(&sent[1]), format!("{first}&startIndex=3"));
    assert!(sent[0].headers["accept"].to_str().unwrap().starts_with("application/scim+json"));
    assert_eq!((operation("listUsers").host(), operation("listUsers").path()), (Host::Scim, "/Users"));
}
