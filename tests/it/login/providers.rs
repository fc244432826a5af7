//! Tokens from other providers.

use std::sync::Mutex;

use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::token::{AccessToken, TokenProvider};
use miro::transport::{BoxFuture, Script, ScriptedTransport};
use miro_sandbox::Sandbox;

use crate::environment::quick;

/// Returns the tokens of a list, the next one after each refusal.
#[derive(Debug)]
struct Tokens(Mutex<Vec<AccessToken>>);

impl TokenProvider for Tokens {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(async { Ok(self.0.lock().unwrap()[0].clone()) })
    }

    fn replace<'a>(&'a self, refused: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        Box::pin(async move {
            let mut tokens = self.0.lock().unwrap();
            tokens.retain(|token| token != refused);
            Ok(tokens.first().cloned())
        })
    }
}

#[tokio::test]
async fn a_rejected_token_is_replaced_by_its_provider() {
    let sandbox = Sandbox::start().await;
    let tokens = || Tokens(Mutex::new(vec!["stale".into(), sandbox.token().as_str().into()]));
    let api = MiroApi::builder_for("anna", tokens()).base_url(sandbox.url()).build().unwrap();
    api.boards().list().await.unwrap();
    api.with_tokens("ben", tokens()).boards().list().await.unwrap();
    let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [401, 200, 401, 200]);
}

#[tokio::test]
async fn a_replacement_token_is_used_once_and_is_not_a_retry() {
    let sandbox = Sandbox::start().await;
    let good = sandbox.token().as_str().to_owned();
    let api = |tokens: &[&str]| {
        let tokens = Tokens(Mutex::new(tokens.iter().map(|token| (*token).into()).collect()));
        let builder = MiroApi::builder_for("anna", tokens).base_url(sandbox.url());
        builder.retry(RetryPolicy::never()).build().unwrap()
    };
    api(&["stale", &good]).boards().list().await.unwrap();
    let error = api(&["stale", "stale-too", &good]).boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    let error = api(&["stale"]).boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "there is no other");
    let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [401, 200, 401, 401, 401]);
}

#[tokio::test]
async fn replacement_tokens_do_not_use_up_attempts() {
    let responses = [503, 401, 503, 401, 503].map(Script::status);
    let transport = ScriptedTransport::new(responses);
    let tokens = Tokens(Mutex::new(["a", "b", "c"].map(AccessToken::from).into()));
    let builder = MiroApi::builder_for("anna", tokens).transport(transport.clone());
    let api = builder.retry(quick().max_attempts(3)).build().unwrap();
    let error = api.boards().list().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    let sent = transport.sent();
    let tokens: Vec<_> =
        sent.iter().map(|request| request.headers["authorization"].to_str().unwrap()).collect();
    assert_eq!(tokens, ["Bearer a", "Bearer a", "Bearer b", "Bearer b", "Bearer c"]);
}

#[tokio::test]
async fn the_token_of_a_login_names_its_user() {
    let sandbox = Sandbox::start().await;
    let miro = crate::environment::app(&sandbox);
    assert_eq!(miro.token_context().await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
    super::log_in(&miro, &sandbox).await;
    let context = miro.token_context().await.unwrap();
    let state = miro.state().await.unwrap().unwrap();
    assert_eq!(context.user.map(|user| user.id.to_string()).as_deref(), state.user_id());
}
