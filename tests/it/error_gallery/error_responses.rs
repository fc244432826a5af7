//! Errors from Miro's responses.

use std::time::Duration;

use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};

use super::{TOKEN, rendered};
use crate::environment::{self, quick};

#[tokio::test]
async fn an_unknown_id() {
    let (_sandbox, api) = environment::sandbox().await;
    let error = api.board("uXjVOD6LSME=").get().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::NotFound, 404));
    assert_eq!(error.code(), Some("notFound"));
    assert!(error.request_id().is_some() && !error.is_retryable());
    insta::assert_snapshot!(rendered(&error), @r#"
    get-specific-board (GET /v2/boards/{board_id}):
    Miro responded with 404 notFound "Board uXjVOD6LSME= not found";
    check the ids, and that the user of the token can see what they name
    "#);
}

#[tokio::test]
async fn a_missing_scope() {
    let sandbox = Sandbox::start().await;
    let board_id = sandbox.seed_board("Read only");
    let token = sandbox.token_with_scopes(&["boards:read"]);
    let api = MiroApi::builder(token).base_url(sandbox.url()).build().unwrap();
    let error = api.board(board_id).texts().create(miro::model::NewText::new("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Forbidden, 403));
    assert_eq!(error.required_scopes(), ["boards:write"]);
    insta::assert_snapshot!(rendered(&error), @r#"
    create-text-item (POST /v2/boards/{board_id}/texts):
    Miro responded with 403 insufficientPermissions "Insufficient permissions for create-text-item. Required scopes: boards:write";
    the token needs the scope boards:write, and its user a role and a plan that allow this
    "#);
}

#[tokio::test]
async fn an_expired_token() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.expire_access_tokens();
    let expired = api.boards().list().await.unwrap_err();
    assert_eq!((expired.kind(), expired.code()), (ErrorKind::Unauthorized, Some("unauthorized")));
    assert!(!expired.is_retryable());
    insta::assert_snapshot!(rendered(&expired), @r#"
    get-boards (GET /v2/boards):
    Miro responded with 401 unauthorized "The access token is unknown, expired or revoked";
    get a new access token, or log the user in again
    "#);
    let unknown = api.with_token(TOKEN).boards().list().await.unwrap_err();
    assert_eq!(rendered(&unknown), rendered(&expired));
}

#[tokio::test]
async fn partly_rejected_items() {
    let (_sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let items: Vec<NewItem> = (0..5)
        .map(|number| match number {
            0 => NewStickyNote::new("good").into(),
            _ => NewStickyNote::new("bad").inside(number.to_string()).into(),
        })
        .collect();
    let error = board.items().create_bulk(items).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Rejected, Some("2.0703")));
    let fields = error.context().unwrap()["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 4);
    assert_eq!(fields[0]["field"], "1.parent.id");
    insta::assert_snapshot!(rendered(&error), @r#"
    create-items (POST /v2/boards/{board_id}/items/bulk):
    Miro responded with 400 2.0703 "Invalid parameters";
    refused: `1.parent.id` "there is no item 1 of the type frame on the board", `2.parent.id` "there is no item 2 of the type frame on the board", `3.parent.id` "there is no item 3 of the type frame on the board" and 1 more, which Error::context() lists;
    nothing was done: correct what Miro refuses, then try again
    "#);
}

#[tokio::test]
async fn a_rejected_request() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let frame = board.frames().create(NewFrame::new("Frame")).await.unwrap();
    let tag = board.tags().create(NewTag::new("no frames")).await.unwrap();
    let error = board.item(&frame.id).attach_tag(&tag.id).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    insta::assert_snapshot!(rendered(&error), @r#"
    attach-tag-to-item (POST /v2/boards/{board_id}/items/{item_id}):
    Miro responded with 400 2.0703 "Invalid parameters";
    refused: "Items of the type frame cannot have tags";
    nothing was done: correct what Miro refuses, then try again
    "#);
    sandbox.next(Fault::status(409));
    let conflict = board.tags().create(NewTag::new("no frames")).await.unwrap_err();
    assert_eq!(conflict.kind(), ErrorKind::Conflict);
    insta::assert_snapshot!(rendered(&conflict), @r#"
    create-tag (POST /v2/boards/{board_id}/tags):
    Miro responded with 409 internalError "Conflict";
    nothing was done: it exists already, or has changed meanwhile, so fetch it before you try again
    "#);
}

#[tokio::test]
async fn a_persistent_rate_limit() {
    let (sandbox, api) = environment::sandbox().await;
    (0..4).for_each(|_| sandbox.next(Fault::rate_limited(None)));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::RateLimited, Some("tooManyRequests")));
    assert_eq!(error.retry_after(), None);
    assert!(error.is_retryable());
    insta::assert_snapshot!(rendered(&error), @r#"
    get-boards (GET /v2/boards):
    Miro responded with 429 tooManyRequests "Request rate limit exceed";
    the budget of this user and app is spent, try again in a minute
    "#);

    let patient = quick().max_backoff(Duration::from_secs(10));
    let api = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).retry(patient).build().unwrap();
    sandbox.next(Fault::rate_limited(Some(42)));
    let error = api.boards().create(NewBoard::new("Later")).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(42)));
    insta::assert_snapshot!(rendered(&error), @r#"
    create-board (POST /v2/boards):
    Miro responded with 429 tooManyRequests "Request rate limit exceed";
    the budget of this user and app is spent, try again in 42 s
    "#);
}

/// A proxy responds to everything with a page of HTML.
#[tokio::test]
async fn a_page_in_place_of_an_empty_response() {
    for body in ["<html>Welcome</html>", "OK"] {
        let error = super::board_responding_with(miro::transport::Script::html(200, body))
            .delete()
            .await
            .unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::UnexpectedResponse, miro::Outcome::Unknown));
        assert!(rendered(&error).contains("expected an empty response, got text/html"), "{error}");
    }
    for body in ["", " \n", "{}"] {
        super::board_responding_with(miro::transport::Script::json(200, body)).delete().await.unwrap();
    }
}

/// As seen at the live service: the only useful words are in the context.
#[tokio::test]
async fn live_row_1_shows_the_reason_from_the_context() {
    for (field, message, shown) in [
        (
            "metadata",
            "Field [metadata] is not supported",
            r#"`metadata` "Field [metadata] is not supported""#,
        ),
        (
            "",
            "Unexpected type of value, expected of type [Object]",
            r#""Unexpected type of value, expected of type [Object]""#,
        ),
    ] {
        let body = serde_json::json!({
            "type": "error", "code": "2.0703", "message": "Invalid parameters", "status": 400,
            "context": {"fields": [{"field": field, "message": message}]},
        });
        let response = miro::transport::Script::json(400, body.to_string());
        let error =
            super::board_responding_with(response).texts().create(NewText::new("x")).await.unwrap_err();
        let text = rendered(&error);
        assert!(
            text.ends_with(&format!(
                "400 2.0703 \"Invalid parameters\";\nrefused: {shown};\n\
                 nothing was done: correct what Miro refuses, then try again"
            )),
            "{text}"
        );
    }
}

/// SCIM has a different form of error, and a different token.
#[tokio::test]
async fn live_row_18_shows_the_scim_error_type() {
    let responses = [
        (
            400,
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"no"}"#,
        ),
        (401, r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"401","detail":"no"}"#),
    ];
    let responses = responses.map(|(status, body)| miro::transport::Script::json(status, body));
    let (_, api) = crate::environment::scripted(responses);
    let scim = api.scim("scim-token");
    let invalid = scim.users().list().await.unwrap_err();
    assert_eq!(invalid.code(), Some("invalidValue"));
    assert!(invalid.to_string().contains(r#"Miro responded with 400 invalidValue "no""#), "{invalid}");
    let unknown = scim.users().list().await.unwrap_err();
    assert!(
        unknown.to_string().ends_with(
            "check the SCIM token: an administrator of the organization makes it in Miro's settings"
        ),
        "{unknown}"
    );
}

/// No text contains anything secret of the request, whatever a server repeats, and in whatever form.
#[tokio::test]
async fn redacts_a_response_that_echoes_the_request() {
    let token = "opaque+token/of=the-user";
    let revocation = TokenRevocation::new("the-users-token", "app", "s3cret of the app");
    let body = serde_json::to_string(&revocation).unwrap();
    let echo = |code: &str, message: &str| {
        serde_json::json!({
            "status": 400, "code": code, "message": format!("cannot read {message}"),
            "context": {"fields": [{"field": "body", "message": message}], "form": "a=opaque%2Btoken%2Fof%3Dthe-user"},
        })
        .to_string()
    };
    let responses = [
        // It does not carry the client's token.
        miro::transport::Script::json(400, echo("s3cret of the app", &body).replace("opaque", "")),
        miro::transport::Script::json(400, echo(token, &format!("Bearer {token}")))
            .header("x-request-id", token),
        miro::transport::Script::json(200, serde_json::json!({"id": [token]}).to_string()),
        miro::transport::Script::json(200, format!("[{{\"{token}\": 1}}]")),
    ];
    let api = MiroApi::builder(token)
        .transport(miro::transport::ScriptedTransport::new(responses))
        .retry(miro::middleware::RetryPolicy::never())
        .build()
        .unwrap();
    let errors = [
        api.tokens().revoke(revocation).await.unwrap_err(),
        api.board("b").get().await.unwrap_err(),
        api.board("b").get().await.unwrap_err(),
        api.board("b").get().await.unwrap_err(),
    ];
    for error in &errors {
        let all = format!(
            "{error} {error:?} {:?} {:?} {:?}",
            error.context(),
            error.request_id(),
            error.json_path()
        );
        for secret in [token, "the-users-token", "s3cret", "opaque%2B"] {
            assert!(!all.contains(secret), "{secret} is in {all}");
        }
    }
    assert!(errors[0].to_string().contains("[redacted]"), "{}", errors[0]);
}
