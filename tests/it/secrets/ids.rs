//! An id is one segment of a path, whatever is in it.

use miro::prelude::*;

use crate::environment;

#[tokio::test]
async fn an_id_arrives_as_one_segment() {
    let (sandbox, api) = environment::sandbox().await;
    for (id, segment) in [
        ("../x?y=1#", "..%2Fx%3Fy%3D1%23"),
        ("a/b\\c", "a%2Fb%5Cc"),
        ("%2e%2e", "%252e%252e"),
        ("ü \n\u{1f600}", "%C3%BC%20%0A%F0%9F%98%80"),
        (" \tuXj\n", "uXj"),
        ("...", "..."),
        ("uXjVOD6LSME=", "uXjVOD6LSME%3D"),
    ] {
        sandbox.clear_requests();
        let error = api.board(id).item(id).get().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{id:?}: {error}");
        let [request] = sandbox.requests().try_into().unwrap();
        assert_eq!(request.path, format!("/v2/boards/{segment}/items/{segment}"));
        assert_eq!(request.query, "");
    }
}

#[tokio::test]
async fn an_id_in_a_query_stays_one_value() {
    let (sandbox, api) = environment::sandbox().await;
    let board = sandbox.seed_board("Retro");
    let _ = api.board(&board).items().list_in_frame("1&type=card#x").await;
    assert_eq!(sandbox.requests()[0].query, "parent_item_id=1%26type%3Dcard%23x&limit=50");
}

#[tokio::test]
async fn rejects_path_changing_ids_before_sending() {
    let (sandbox, api) = environment::sandbox().await;
    for id in ["", ".", ".."] {
        let board = api.board(id);
        let errors = [
            board.get().await.map(drop),
            board.delete().await,
            board.items().list().await.map(drop),
            board.sticky_notes().create(NewStickyNote::new("x")).await.map(drop),
            api.board("b").item(id).get().await.map(drop),
            api.board("b").item(id).delete().await,
            api.board("b").sticky_notes().delete(id).await,
        ];
        for error in errors {
            let error = error.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{id:?}: {error}");
            assert!(error.to_string().contains("nothing was sent"), "{error}");
            assert!(error.to_string().contains("_id`"), "which one is named: {error}");
        }
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn reports_every_invalid_path_argument() {
    let (_sandbox, api) = environment::sandbox().await;
    let error = api.board("..").item("").get().await.unwrap_err().to_string();
    assert!(error.contains("`board_id` is a dot segment") && error.contains("`item_id` is empty"), "{error}");
}
