//! A redirect is a response and is not followed: the request would carry the token, or the app's secret, to any host
//! that it names.

use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};

use crate::environment::{self, app};
use crate::login::{log_in, token_requests};

pub(super) fn redirect(status: u16, to: &str) -> Fault {
    Fault::Response { status, headers: vec![("Location".to_owned(), to.to_owned())], body: String::new() }
}

pub(super) const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

#[tokio::test]
async fn a_token_does_not_follow_a_redirect_to_another_host() {
    let (sandbox, api) = environment::sandbox().await;
    let other = Sandbox::start().await;
    for status in STATUSES {
        sandbox.next_on("GET", "/v2/boards", redirect(status, &format!("{}/v2/boards", other.url())));
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        sandbox.next_on("POST", "/v2/boards", redirect(status, &format!("{}/v2/boards", other.url())));
        let error = api.boards().create(NewBoard::new("Retro")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
    }
    assert!(other.requests().is_empty());
    assert_eq!(sandbox.requests().len(), 2 * STATUSES.len(), "each was sent once");
}

#[tokio::test]
async fn a_token_does_not_follow_a_redirect_within_the_host() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next_on("GET", "/v2/boards", redirect(302, "/v1/oauth-token"));
    assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::UnexpectedResponse);
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn the_client_secret_does_not_follow_a_redirect() {
    let (sandbox, other) = (Sandbox::start().await, Sandbox::start().await);
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    for status in STATUSES {
        sandbox.expire_access_tokens();
        sandbox.next_on(
            "POST",
            "/v1/oauth/token",
            redirect(status, &format!("{}/v1/oauth/token", other.url())),
        );
        let error = miro.api().boards().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
    }
    assert!(other.requests().is_empty());
    assert_eq!(token_requests(&sandbox).len(), 1 + STATUSES.len());
    miro.api().boards().list().await.unwrap();
}
