//! Debug, Display, errors with their causes, spans and events: none shows a secret.

use std::error::Error as _;
use std::fmt::Debug;
use std::time::Duration;

use miro::middleware::RetryPolicy;
use miro::oauth::AuthorizationCode;
use miro::prelude::*;
use miro::storage::{MemoryStorage, Storage, StorageError};
use miro::token::{StaticToken, UserKey};
use miro_sandbox::{Fault, Sandbox};

use super::scan::Secrets;
use crate::login::{builder, log_in, parameter};
use crate::trace::recorder::Recorder;

/// Everything that was shown of objects and errors.
#[derive(Default)]
struct Shown(String);

impl Shown {
    fn object(&mut self, object: &dyn Debug) {
        self.0.push_str(&format!("{object:?}\n{object:#?}\n"));
    }

    /// Adds an error as a program's report shows it, with each cause.
    fn error(&mut self, error: &Error) {
        self.0.push_str(&format!("{error}\n{error:?}\n{:?} {:?}\n", error.message(), error.context()));
        let mut cause = error.source();
        while let Some(error) = cause {
            self.0.push_str(&format!("{error}\n{error:?}\n{error:#?}\n"));
            cause = error.source();
        }
    }
}

/// Shows everything that a program can get of a login.
async fn show_login(shown: &mut Shown, secrets: &mut Secrets, sandbox: &Sandbox) -> Miro {
    let builder = builder(sandbox).storage(MemoryStorage::new()).retry(RetryPolicy::never());
    shown.object(&builder);
    let miro = builder.build().unwrap();
    let login = miro.auth_url();
    shown.object(&login);
    secrets.add("state", login.state.clone());
    let redirect = sandbox.allow(&login.url).await;
    secrets.add("code", parameter(&redirect, "code").unwrap());
    shown.object(&AuthorizationCode::parse(&redirect).unwrap());
    shown.error(&miro.exchange_redirect(&redirect, "another state").await.unwrap_err());
    miro.exchange_redirect(&redirect, &login.state).await.unwrap();
    shown.error(&miro.exchange_code(&redirect).await.unwrap_err());

    let state = miro.state().await.unwrap().unwrap();
    secrets.add("access token", state.access_token().expose_secret());
    secrets.add("refresh token", state.refresh_token().unwrap().expose_secret());
    shown.object(&state);
    shown.object(&state.access_token());
    shown.object(&state.refresh_token());
    shown.object(&state.to_json());
    shown.object(&StaticToken::new(state.access_token().clone()));
    shown.object(&miro);
    shown.object(&miro.as_user("anna"));
    miro
}

/// Shows everything around a call, before and after it.
async fn show_calls(shown: &mut Shown, miro: &Miro, sandbox: &Sandbox) {
    let token = miro.state().await.unwrap().unwrap().access_token().clone();
    shown.object(&MiroApi::builder(token.clone()));
    shown.object(&TokenRevocation::new(token.expose_secret(), sandbox.client_id(), sandbox.client_secret()));
    let api = miro.api();
    shown.object(&api);
    shown.object(&api.with_token(token));
    shown.object(&api.boards());
    shown.object(&api.board("b"));
    shown.object(&api.board("b").get());
    shown.object(&api.board("b").get().send());
    shown.object(&api.boards().list());
    shown.object(&api.boards().list().send());
    shown.object(&api.request(http::Method::GET, "/v2/boards"));
    let response = api.request(http::Method::GET, "/v1/oauth-token").await.unwrap();
    shown.object(&response);
    shown.object(&response.headers());
    shown.object(&api.tokens().context().await.unwrap());
}

/// Shows every way in which a call or a refresh can fail.
async fn show_failures(shown: &mut Shown, miro: &Miro, sandbox: &Sandbox) {
    sandbox.next_on("GET", "/v1/oauth-token", Fault::Delay(Duration::from_secs(20)));
    let hasty = miro.api().tokens().context().timeout(Duration::from_millis(40));
    shown.error(&hasty.await.unwrap_err());
    for fault in [
        Fault::Reset,
        Fault::HalfBody,
        Fault::status(401),
        Fault::status(500),
        Fault::html(502),
        Fault::rate_limited(None),
        Fault::json(200, serde_json::json!({"data": 7})),
    ] {
        sandbox.next_on("GET", "/v1/oauth-token", fault.clone());
        if let Err(error) = miro.api().tokens().context().await {
            shown.error(&error);
        }
        // A reset of a call does not lead to a refresh, so this one is forced.
        sandbox.expire_access_tokens();
        sandbox.next_on("POST", "/v1/oauth/token", fault);
        if let Err(error) = miro.api().boards().list().await {
            shown.error(&error);
        }
        log_in(miro, sandbox).await;
    }
}

/// Shows servers that repeat what they received.
async fn show_echoes(shown: &mut Shown, miro: &Miro, sandbox: &Sandbox) {
    let state = miro.state().await.unwrap().unwrap();
    let refresh_token = state.refresh_token().unwrap().expose_secret();
    let access_token = state.access_token().expose_secret();
    let echo = format!("refresh_token={refresh_token}&client_secret={}", sandbox.client_secret());
    let page = |status| Fault::Response {
        status,
        headers: vec![("Content-Type".to_owned(), "text/html".to_owned())],
        body: format!("<html>{echo} {access_token}</html>"),
    };
    let envelope = |message: String| {
        Fault::json(
            400,
            serde_json::json!({"status": 400, "code": "oauthError", "message": message, "type": "error"}),
        )
    };
    for fault in [
        page(200),
        page(400),
        page(502),
        envelope(format!("invalid: {echo}")),
        envelope(format!("Client secret {} does not match", sandbox.client_secret())),
        Fault::json(200, serde_json::json!({"access_token": {"value": access_token}})),
        Fault::json(401, serde_json::json!({"error": "invalid_grant", "error_description": echo})),
        // A pair with the token that Miro has just refused.
        Fault::json(200, serde_json::json!({"access_token": access_token, "expires_in": [access_token]})),
    ] {
        sandbox.expire_access_tokens();
        sandbox.next_on("POST", "/v1/oauth/token", fault);
        shown.error(&miro.api().boards().list().await.unwrap_err());
    }
    log_in(miro, sandbox).await;
    let access_token = miro.state().await.unwrap().unwrap().access_token().expose_secret().to_owned();
    for fault in [
        page(200),
        page(404),
        envelope(format!("The token {access_token} has no access")),
        Fault::json(200, serde_json::json!({"scopes": {"token": access_token}})),
        Fault::json(200, serde_json::json!({"type": "oAuthToken", "team": access_token})),
    ] {
        sandbox.next_on("GET", "/v1/oauth-token", fault);
        if let Err(error) = miro.api().tokens().context().await {
            shown.error(&error);
        }
    }
}

#[tokio::test]
async fn no_secret_is_in_any_text() {
    let sandbox = Sandbox::start().await;
    let (recorder, _guard) = Recorder::install();
    let (mut shown, mut secrets) = (Shown::default(), Secrets::default());
    secrets.add("client secret", sandbox.client_secret());
    let miro = show_login(&mut shown, &mut secrets, &sandbox).await;
    show_calls(&mut shown, &miro, &sandbox).await;
    show_failures(&mut shown, &miro, &sandbox).await;
    show_echoes(&mut shown, &miro, &sandbox).await;
    miro.revoke().await.unwrap();
    secrets.add_sent(&sandbox.requests());

    for (name, count) in [("access token", 5), ("refresh_token", 5), ("code", 5)] {
        assert!(secrets.names().iter().filter(|other| **other == name).count() >= count, "few of {name}");
    }
    assert!(recorder.calls().len() > 30 && shown.0.len() > 10_000, "little was seen");
    let pieces = secrets.pieces();
    assert_eq!(pieces.shown_in(&shown.0), []);
    assert_eq!(pieces.shown_in(&recorder.text()), []);

    // A check of the search itself: planted secrets are found in both.
    let token = secrets.first("access token");
    tracing::trace!(token, "planted");
    assert_eq!(pieces.shown_in(&recorder.text()).len(), 1);
    shown.object(&Planted { token });
    assert_eq!(pieces.shown_in(&shown.0).len(), 2, "in one line, and in several");
}

/// The output of a careless type.
#[derive(Debug)]
struct Planted<'a> {
    #[allow(dead_code, reason = "shown by Debug")]
    token: &'a str,
}

#[tokio::test]
async fn a_storage_error_shows_only_its_own_message() {
    struct Broken;

    impl Storage for Broken {
        async fn get(&self, _: &UserKey) -> Result<Option<miro::token::State>, StorageError> {
            Ok(None)
        }

        async fn set(&self, _: &UserKey, _: Option<&miro::token::State>) -> Result<(), StorageError> {
            Err(StorageError::message("no space left on device"))
        }
    }

    let sandbox = Sandbox::start().await;
    let miro = builder(&sandbox).storage(Broken).build().unwrap();
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    let error = miro.exchange_code(redirect).await.unwrap_err();
    let mut shown = Shown::default();
    shown.error(&error);
    let state = miro.state().await.unwrap().unwrap();
    let mut secrets = Secrets::default();
    secrets.add("access token", state.access_token().expose_secret());
    secrets.add("refresh token", state.refresh_token().unwrap().expose_secret());
    secrets.add_sent(&sandbox.requests());
    assert!(shown.0.contains("no space left on device"));
    assert_eq!(secrets.pieces().shown_in(&shown.0), []);
}
