//! A token goes only to its host, in a header that it cannot break out of.

use miro::middleware::{Middleware, Next};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, Script, ScriptedTransport};
use miro_sandbox::{Fault, Sandbox};

use crate::environment::{self, app};

/// Sends every request to another host.
#[derive(Debug)]
pub(super) struct Rerouting(pub(super) String);

impl Middleware for Rerouting {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        let path = request.uri().path_and_query().unwrap().as_str();
        *request.uri_mut() = format!("{}{path}", self.0).parse().unwrap();
        next.run(request)
    }
}

#[tokio::test]
async fn a_token_is_not_sent_to_another_host() {
    let (sandbox, other) = (Sandbox::start().await, Sandbox::start().await);
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url());
    let api = builder.middleware(Rerouting(other.url().to_owned())).build().unwrap();
    let error = api.boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("nothing was sent"), "{error}");
    assert!(sandbox.requests().is_empty() && other.requests().is_empty());
}

#[tokio::test]
async fn a_token_is_sent_only_to_miro_over_https() {
    for address in [
        "http://api.miro.com",
        "https://api.miro.com.evil.example",
        "https://api.miro.com:8443",
        "https://evil.example",
        "http://127.0.0.1:8080",
    ] {
        let transport = ScriptedTransport::new([Script::json(200, "{}")]);
        let builder = MiroApi::builder("token").transport(transport.clone());
        let api = builder.middleware(Rerouting(address.to_owned())).build().unwrap();
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{address}");
        assert!(transport.sent().is_empty(), "{address}");
    }
}

#[tokio::test]
async fn by_default_a_token_goes_to_miro_over_https() {
    let transport = ScriptedTransport::new([Script::json(200, r#"{"data": []}"#)]);
    let api = MiroApi::builder("my-token").transport(transport.clone()).build().unwrap();
    api.boards().list().await.unwrap();
    let [request] = transport.sent().try_into().unwrap();
    assert_eq!(request.uri.to_string(), "https://api.miro.com/v2/boards?limit=50");
    assert_eq!(request.headers["authorization"], "Bearer my-token");
    assert!(request.headers["authorization"].is_sensitive(), "logs of headers can hide this one");
}

#[tokio::test]
async fn a_raw_path_cannot_change_the_host() {
    let (sandbox, api) = environment::sandbox().await;
    for path in [
        "https://evil.example/",
        "//evil.example/",
        "@evil.example/",
        ".evil.example",
        ":80/",
        "/\\evil.example",
        "",
    ] {
        let error = api.request(http::Method::GET, path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{path}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_token_cannot_inject_a_header() {
    let sandbox = Sandbox::start().await;
    for token in
        ["token\r\nX-Evil: 1", "token\n", "to\0ken", "token\u{7f}", "token ", " token", "to ken", "töken", ""]
    {
        let api = MiroApi::builder(token).base_url(sandbox.url()).build().unwrap();
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{token:?}");
        assert!(error.to_string().contains("nothing was sent"), "{error}");
        assert!(!error.to_string().contains("Evil"), "{error}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_token_response_cannot_inject_a_header() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let response = serde_json::json!({"access_token": "token\r\nX-Evil: 1", "token_type": "bearer"});
    sandbox.next_on("POST", "/v1/oauth/token", Fault::json(200, response));
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    let error = miro.exchange_code(redirect).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert!(!format!("{error:?}").contains("Evil"), "{error:?}");
    assert!(!miro.is_authorized().await.unwrap());
}
