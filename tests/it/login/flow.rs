//! From the authorize URL to the first call.

use miro::oauth::AuthorizationCode;
use miro::prelude::*;
use miro::storage::{MemoryStorage, Storage, StorageError};
use miro::token::{State, UserKey};
use miro_sandbox::Sandbox;

use super::{builder, log_in, parameter, token_requests, until};
use crate::environment::app;

#[tokio::test]
async fn the_authorize_url_has_client_id_and_redirect_url() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let login = miro.auth_url();
    assert!(login.url.starts_with(&format!("{}/oauth/authorize?", sandbox.url())), "{}", login.url);
    assert_eq!(parameter(&login.url, "response_type"), Some("code"));
    assert_eq!(parameter(&login.url, "client_id"), Some(sandbox.client_id()));
    assert_eq!(parameter(&login.url, "redirect_uri"), Some("http%3A%2F%2Flocalhost%3A3000%2Fcallback"));
    assert_eq!(parameter(&login.url, "state"), Some(login.state.as_str()));
    assert_eq!(parameter(&login.url, "team_id"), None);
    assert!(!login.url.contains(sandbox.client_secret()));

    assert!(login.state.len() >= 16, "too short to be beyond guessing: {}", login.state);
    assert_ne!(login.state, miro.auth_url().state, "each login has a state of its own");
}

#[tokio::test]
async fn a_login_can_be_for_one_team_only() {
    let sandbox = Sandbox::start().await;
    let login = app(&sandbox).auth_url().team("42&client_id=7");
    assert_eq!(parameter(&login.url, "team_id"), Some("42%26client_id%3D7"));
    assert_eq!(parameter(&login.url, "client_id"), Some(sandbox.client_id()));
    let redirect = sandbox.allow(&login.url).await;
    assert_eq!(parameter(&redirect, "state"), Some(login.state.as_str()));
}

#[tokio::test]
async fn the_whole_redirect_url_is_exchanged_for_a_login() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    assert!(!miro.is_authorized().await.unwrap());
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    miro.exchange_code(redirect).await.unwrap();
    assert!(miro.is_authorized().await.unwrap());
    let board = miro.api().boards().create(NewBoard::new("Retro")).await.unwrap();
    assert_eq!(miro.api().boards().list().await.unwrap().data[0].id, board.id);
}

#[tokio::test]
async fn a_bare_code_is_exchanged_for_a_login() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    miro.exchange_code(parameter(&redirect, "code").unwrap()).await.unwrap();
    miro.api().boards().list().await.unwrap();
}

#[tokio::test]
async fn exchanges_a_redirect_with_the_expected_state() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let login = miro.auth_url();
    let redirect = sandbox.allow(&login.url).await;
    miro.exchange_redirect(&redirect, &login.state).await.unwrap();
    miro.api().boards().list().await.unwrap();
}

#[tokio::test]
async fn rejects_another_state_before_the_token_endpoint() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let login = miro.auth_url();
    let redirect = sandbox.allow(&login.url).await;
    let code = parameter(&redirect, "code").unwrap();
    for (redirect, state) in [
        (redirect.as_str(), miro.auth_url().state.as_str()),
        (redirect.as_str(), ""),
        (code, login.state.as_str()),
    ] {
        let error = miro.exchange_redirect(redirect, state).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Authorization, "{error}");
        assert!(error.to_string().contains("start the login again"), "{error}");
    }
    assert!(token_requests(&sandbox).is_empty());
    // The attempts did not use up the code.
    miro.exchange_redirect(&redirect, &login.state).await.unwrap();
}

#[tokio::test]
async fn the_stored_login_has_miros_metadata() {
    let sandbox = Sandbox::builder().scopes(&["boards:read", "boards:write"]).start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    let state = miro.state().await.unwrap().unwrap();
    assert_eq!(state.scopes(), ["boards:read", "boards:write"]);
    assert_eq!(state.user_id(), Some(sandbox.user_id()));
    assert_eq!(state.team_id(), Some(sandbox.team_id()), "a number on the wire");
    assert!(state.refresh_token().is_some());
    // The Python client forgets the expiry, and so never refreshes.
    let left = state.expires_at().unwrap().from_now().as_secs();
    assert!((3_000..=3_600).contains(&left), "{left} s");
}

#[tokio::test]
async fn an_app_whose_tokens_never_expire_works_without_a_refresh_token() {
    let sandbox = Sandbox::builder().non_expiring().start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    let state = miro.state().await.unwrap().unwrap();
    assert!(state.refresh_token().is_none() && state.expires_at().is_none());
    miro.api().boards().list().await.unwrap();
    assert_eq!(token_requests(&sandbox).len(), 1, "the exchange alone");
}

#[tokio::test]
async fn the_credentials_travel_in_the_form_body_and_never_in_a_url() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    let code = parameter(&redirect, "code").unwrap().to_owned();
    sandbox.clear_requests();
    miro.exchange_code(&code).await.unwrap();
    sandbox.expire_access_tokens();
    miro.api().boards().list().await.unwrap();
    miro.revoke().await.unwrap();

    let requests = token_requests(&sandbox);
    assert_eq!(requests.len(), 2, "an exchange and a refresh");
    for request in &requests {
        assert_eq!(request.headers["content-type"], "application/x-www-form-urlencoded");
        assert!(!request.headers.contains_key("authorization"));
        let form = format!("?{}", String::from_utf8(request.body.to_vec()).unwrap());
        assert_eq!(parameter(&form, "client_id"), Some(sandbox.client_id()));
        assert_eq!(parameter(&form, "client_secret"), Some(sandbox.client_secret()));
    }
    for request in sandbox.requests() {
        assert!(!request.path.contains(sandbox.client_secret()) && !request.path.contains(&code));
        assert_eq!(
            request.query,
            match request.path.as_str() {
                "/v2/boards" => "limit=50",
                _ => "",
            }
        );
    }
}

/// A storage that is slow, like one across a network.
#[derive(Default)]
struct Slow(MemoryStorage);

impl Storage for Slow {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.0.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        self.0.set(user, state).await
    }
}

#[tokio::test]
async fn the_login_is_stored_when_the_exchange_returns() {
    // With the Node client the user is 'not authorized' right after the exchange.
    let sandbox = Sandbox::start().await;
    let miro = builder(&sandbox).storage(Slow::default()).build().unwrap();
    log_in(&miro, &sandbox).await;
    assert!(miro.is_authorized().await.unwrap());
}

#[tokio::test]
async fn canceling_the_exchange_does_not_lose_the_login() {
    let sandbox = Sandbox::start().await;
    let miro = builder(&sandbox).storage(Slow::default()).build().unwrap();
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    let exchange = miro.exchange_code(redirect);
    assert!(tokio::time::timeout(std::time::Duration::from_millis(10), exchange).await.is_err());
    until("the login is there", async || miro.is_authorized().await.unwrap()).await;
    miro.api().boards().list().await.unwrap();
}

#[tokio::test]
async fn rejects_missing_codes_before_sending() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    for nothing in ["", "  \n", "https://app.example/callback", "https://app.example/callback?state=s&code="]
    {
        let error = miro.exchange_code(nothing).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Authorization, "{nothing:?}");
        assert!(AuthorizationCode::parse(nothing).is_err());
    }
    assert!(sandbox.requests().is_empty());
}
