//! Every form that the grammar has, and what is known about it afterwards.

use miro::api::{BoardHandle, ItemHandle};
use miro::model::{Board, BoardId, ItemId, NewBoard, TagId, UserId};
use miro::operation::{Cost, Level, Paging, Stability};
use miro::{Cursor, CursorPage, MiroApi, OffsetPage, StartIndexPage};

miro::endpoints! {
    /// All of it.
    pub(crate) const EVERYTHING;

    pub Things {
        list    GET    "/v2/things" ?{ "status[]" as status: [str] in 1..=3, deep: bool, size as width: u64 in 1..=9, near: ItemId }
                                    -> Offset<Board>                     [boards:read L1 "list-things"];
        all     GET    "/v2/things/all"                -> Cursor<Board, 10..=50>    [boards:read L2 "all-things"];
        create  POST   "/v2/things" (NewBoard)         -> Board                     [boards:write L3 "create-thing"];
        create_all POST "/v2/things/bulk" ([NewBoard; 1..=20]) -> Vec<Board>        [boards:write, L2, per item, "create-things"];
        replace_all PUT "/v2/things" ([NewBoard])      -> ()                        [boards:write "replace-things"];
        login   POST   "/v1/things/login"              -> ()                        [anonymous "login-things"];
        secret  GET    "/v2/secrets"                   -> Board                     [other("secrets:read") enterprise-guard "get-secret"];
    }
    pub ThingHandle for MiroApi at "/v2-experimental/things/{thing_id: ItemId}" {
        get     GET    ""                              -> Board                     [boards:read L1 "get-thing"];
        change  PATCH  "" ?{ by!: UserId, type! as kind: str in 0..=5, tags!: [TagId] in 0..=8, now = true } (NewBoard)
                                                       -> Option<Board>             [boards:write L2 "change-thing"];
        delete  DELETE ""                              -> ()                        [boards:write L3 "delete-thing"];
    }
    pub Parts for ThingHandle at "/parts" {
        get     GET    "/{part_id: ItemId}/of/{number: u32}" -> Board               [boards:read L1 "get-part"];
    }
    pub ThingMarks as scores for ThingHandle at "/scores" {
        list    GET    ""                              -> Cursor<Board>             [boards:read L1 "list-scores"];
    }
    pub Users for MiroApi at scim "/Users" {
        /// Lists users.
        ///
        /// - `filter`: which of them.
        list    GET    "" ?{ filter: str }             -> StartIndex<Board, 1..=1000> [L1 "list-users"];
    }
    pub Notes for BoardHandle {
        list    GET    "/v2/boards/{board_id}/notes/{note: str}" -> Board           [boards:read L1 "list-notes"];
    }
    pub Marks for ItemHandle(board_id) {
        list    GET    "/v2/boards/{board_id}/items/{item_id}/marks" -> Board       [boards:read L1 "list-marks"];
    }
    pub trait BoardExtras for BoardHandle {
        archive POST   "/v2/boards/{board_id}/archive" -> ()                        [boards:write L2 "archive-board"];
        history GET    "/v2/boards/{board_id}/history" ?{ depth: u8 } -> Cursor<Board> [boards:read L2 "get-history"];
    }
    pub trait MoreExtras for BoardHandle at "/more" {
        more    GET    "/{item_id}"                    -> Board                     [boards:read L2 "get-more"];
    }
}

#[rustfmt::skip]
async fn calls(api: MiroApi) -> Result<(), miro::Error> {
    let list = api.things().list().status(["a", "b"]).deep(true).width(5).near(ItemId::new("1")).limit(5).clone();
    let _page: OffsetPage<Board> = list.clone().await?;
    let _page: OffsetPage<Board> = list.clone().resume_from(Cursor::from("7")).prefetch(1).max_items(9).send().await?;
    let (_pages, _stream) = (list.clone().pages(), list.stream());
    let _page: CursorPage<Board> = api.things().all().limit(10).await?;
    let _board: Board = api.things().create(NewBoard::new("Retro")).send().await?;
    let _boards: Vec<Board> = api.things().create_all([NewBoard::new("Retro")]).await?;
    api.things().replace_all(vec![NewBoard::new("Retro")]).await?;
    api.things().login().await?;
    let _board: Board = api.things().secret().await?;

    let thing = api.thing(ItemId::new("1"));
    let _board: Board = thing.get().timeout(std::time::Duration::from_secs(1)).await?;
    let _board: Option<Board> = thing.change(UserId::new("3"), "x", [TagId::new("4")], NewBoard::new("Retro")).await?;
    thing.delete().await?;
    let _board: Board = thing.parts().get(ItemId::new("2"), 3).await?;
    let _page: CursorPage<Board> = thing.scores().list().await?;
    let _page: StartIndexPage<Board> = api.users().list().filter("active eq true").await?;

    let board = api.board(BoardId::new("b"));
    let _board: Board = board.notes().list("n").await?;
    let _board: Board = board.item(ItemId::new("1")).marks().list().await?;
    board.archive().await?;
    let _page: CursorPage<Board> = board.history().depth(3).limit(10).await?;
    let _board: Board = board.more(ItemId::new("1")).await?;
    Ok(())
}

fn main() {
    let _ = calls;
    let found = |id: &str| EVERYTHING.iter().find(|operation| operation.id() == id).unwrap();
    assert_eq!(EVERYTHING.len(), 18);
    assert_eq!(Things::OPERATIONS.len(), 7);
    assert_eq!(<BoardHandle as BoardExtras>::OPERATIONS.len(), 2);

    let list = found("list-things");
    assert_eq!((list.path(), list.rust()), ("/v2/things", "things().list()"));
    assert_eq!(list.paging(), Some(Paging::Offset { min: 1, max: 50 }));
    let status = &list.query_parameters()[0];
    assert_eq!((status.name(), status.is_list(), status.allowed_range()), ("status[]", true, Some((1, 3))));

    let bulk = found("create-things");
    assert_eq!((bulk.cost(), bulk.level(), bulk.has_body()), (Cost::PerItem, Some(Level::L2), true));
    assert_eq!(bulk.rust(), "things().create_all(items)");
    assert!(found("login-things").is_anonymous());
    assert_eq!(found("login-things").stability(), Stability::V1);
    assert_eq!(found("get-secret").scopes(), ["secrets:read"]);
    assert_eq!(found("get-secret").stability(), Stability::EnterpriseGuard);

    let change = found("change-thing");
    assert_eq!(change.path(), "/v2-experimental/things/{thing_id}");
    assert_eq!(change.rust(), "thing(thing_id).change(by, kind, tags, body)");
    assert_eq!(change.stability(), Stability::Experimental);
    assert_eq!(change.query_parameters()[0].fixed_value(), Some("true"));
    assert!(change.query_parameters()[1].is_required());

    let part = found("get-part");
    assert_eq!(part.path(), "/v2-experimental/things/{thing_id}/parts/{part_id}/of/{number}");
    assert_eq!(part.rust(), "thing(thing_id).parts().get(part_id, number)");
    assert_eq!(part.stability(), Stability::Experimental);
    assert_eq!(found("list-scores").rust(), "thing(thing_id).scores().list()");
    assert_eq!(found("list-users").host(), miro::operation::Host::Scim);
    assert_eq!(found("list-users").stability(), Stability::Scim);
    assert_eq!(found("get-more").path(), "/v2/boards/{board_id}/more/{item_id}");
    assert_eq!(found("get-more").rust(), "board(board_id).more(item_id)");
}
