//! What Miro refuses.

use std::time::Duration;

use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};

use super::{TOKEN, told};
use crate::environment::{self, quick};

#[tokio::test]
async fn an_id_that_nothing_has() {
    let (_sandbox, api) = environment::sandbox().await;
    let error = api.board("uXjVOD6LSME=").get().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::NotFound, 404));
    assert_eq!(error.code(), Some("notFound"));
    assert!(error.request_id().is_some() && !error.is_retryable());
    insta::assert_snapshot!(told(&error), @r#"
    get-specific-board (GET /v2/boards/{board_id}):
    Miro answered 404 notFound "Board uXjVOD6LSME= not found";
    check the ids, and that the user of the token can see what they name
    "#);
}

#[tokio::test]
async fn a_scope_that_the_token_lacks() {
    let sandbox = Sandbox::start().await;
    let board_id = sandbox.seed_board("Read only");
    let token = sandbox.token_with_scopes(&["boards:read"]);
    let api = MiroApi::builder(token).base_url(sandbox.url()).build().unwrap();
    let error = api.board(board_id).texts().create(miro::model::NewText::new("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Forbidden, 403));
    assert_eq!(error.required_scopes(), ["boards:write"]);
    insta::assert_snapshot!(told(&error), @r#"
    create-text-item (POST /v2/boards/{board_id}/texts):
    Miro answered 403 insufficientPermissions "Insufficient permissions for create-text-item. Required scopes: boards:write";
    the token needs the scope boards:write, and its user a role and a plan that allow this
    "#);
}

#[tokio::test]
async fn a_token_that_is_not_good_any_more() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.expire_access_tokens();
    let expired = api.boards().list().await.unwrap_err();
    assert_eq!((expired.kind(), expired.code()), (ErrorKind::Unauthorized, Some("unauthorized")));
    assert!(!expired.is_retryable());
    insta::assert_snapshot!(told(&expired), @r#"
    get-boards (GET /v2/boards):
    Miro answered 401 unauthorized "The access token is unknown, expired or revoked";
    get a new access token, or log the user in again
    "#);
    let unknown = api.with_token(TOKEN).boards().list().await.unwrap_err();
    assert_eq!(told(&unknown), told(&expired));
}

#[tokio::test]
async fn items_of_which_some_are_refused() {
    let (_sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let items: Vec<NewItem> = (0..5)
        .map(|number| match number {
            0 => NewStickyNote::new("good").into(),
            _ => NewStickyNote::new("bad").inside(number.to_string()).into(),
        })
        .collect();
    let error = board.items().create_bulk(items).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Rejected, Some("invalidParameters")));
    let fields = error.context().unwrap()["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 4);
    assert_eq!(fields[0]["field"], "1.parent.id");
    insta::assert_snapshot!(told(&error), @r#"
    create-items (POST /v2/boards/{board_id}/items/bulk):
    Miro answered 400 invalidParameters "Invalid parameters. 1.parent.id: there is no item 1 of the type frame on the board";
    refused: `1.parent.id`, `2.parent.id`, `3.parent.id` and 1 more;
    context() has the details
    "#);
}

#[tokio::test]
async fn a_request_that_miro_does_not_take() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let frame = board.frames().create(NewFrame::new("Frame")).await.unwrap();
    let tag = board.tags().create(NewTag::new("no frames")).await.unwrap();
    let error = board.item(&frame.id).attach_tag(&tag.id).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    insta::assert_snapshot!(told(&error), @r#"
    attach-tag-to-item (POST /v2/boards/{board_id}/items/{item_id}):
    Miro answered 400 invalidParameters "Items of the type frame cannot have tags"
    "#);
    sandbox.next(Fault::status(409));
    let conflict = board.tags().create(NewTag::new("no frames")).await.unwrap_err();
    assert_eq!(conflict.kind(), ErrorKind::Conflict);
    insta::assert_snapshot!(told(&conflict), @r#"
    create-tag (POST /v2/boards/{board_id}/tags):
    Miro answered 409 internalError "Conflict"
    "#);
}

#[tokio::test]
async fn a_limit_that_does_not_end() {
    let (sandbox, api) = environment::sandbox().await;
    (0..4).for_each(|_| sandbox.next(Fault::rate_limited(None)));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::RateLimited, Some("tooManyRequests")));
    assert_eq!(error.retry_after(), None);
    assert!(error.is_retryable());
    insta::assert_snapshot!(told(&error), @r#"
    get-boards (GET /v2/boards):
    Miro answered 429 tooManyRequests "Request rate limit exceed";
    the budget of this user and app is spent, try again in a minute
    "#);

    let patient = quick().longest_wait(Duration::from_secs(10));
    let api = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).retry(patient).build().unwrap();
    sandbox.next(Fault::rate_limited(Some(42)));
    let error = api.boards().create(NewBoard::new("Later")).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(42)));
    insta::assert_snapshot!(told(&error), @r#"
    create-board (POST /v2/boards):
    Miro answered 429 tooManyRequests "Request rate limit exceed";
    the budget of this user and app is spent, try again in 42 s
    "#);
}
