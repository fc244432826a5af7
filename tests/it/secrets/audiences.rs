//! Each secret goes to one host only, whatever middlewares, redirects and the environment say.

use std::process::Command;

use miro::Hosts;
use miro::model::TokenRevocation;
use miro::prelude::*;
use miro::transport::{ReqwestTransport, Script, ScriptedTransport};
use miro::upload::FileUpload;
use miro_sandbox::{Fault, Sandbox};

use super::hosts::Rerouting;
use super::redirects::{STATUSES, redirect};
use crate::environment::{self, quick};
use crate::login::{builder, log_in};
use crate::raw_server::{RawResponse, RawServer};

#[tokio::test]
async fn the_client_secret_is_not_sent_to_other_hosts() {
    let (sandbox, other) = (Sandbox::start().await, Sandbox::start().await);
    let misled = builder(&sandbox).middleware(Rerouting(other.url().to_owned())).build().unwrap();
    let redirect = sandbox.allow(&misled.auth_url().url).await;
    let error = misled.exchange_code(&redirect).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("nothing was sent"), "{error}");

    // The request that ends a login carries it, too, and no bearer token.
    let api = MiroApi::builder("token").base_url(sandbox.url());
    let api = api.middleware(Rerouting(other.url().to_owned())).build().unwrap();
    let revocation = TokenRevocation::new("token", "id", sandbox.client_secret());
    assert_eq!(api.tokens().revoke(revocation).await.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn rest_and_scim_tokens_stay_separate() {
    let (rest, scim) = (Sandbox::start().await, Sandbox::start().await);
    let hosts = Hosts::all_at(rest.url()).with_scim(&scim.scim_url());
    for target in [&rest, &scim] {
        let builder = MiroApi::builder(rest.token()).hosts(hosts.clone());
        let api = builder.middleware(Rerouting(target.url().to_owned())).build().unwrap();
        let _ = api.boards().list().await;
        let _ = api.scim(scim.scim_token()).users().list().await;
    }
    assert_eq!(rest.requests().len(), 1);
    assert!(rest.requests().iter().all(|request| request.path == "/v2/boards"));
    assert!(scim.requests().iter().all(|request| request.path == "/api/v1/scim/Users"));
    assert_eq!(scim.requests().len(), 1);
}

#[tokio::test]
async fn calls_do_not_follow_redirects() {
    let (sandbox, api) = environment::sandbox().await;
    let other = Sandbox::start().await;
    let board = api.board(sandbox.seed_board("Retro"));
    sandbox.clear_requests();
    for status in STATUSES {
        let location = format!("{}/v2/boards", other.url());
        let next = || sandbox.next(redirect(status, &location));
        let mut errors = Vec::new();
        next();
        let file = FileUpload::from_bytes("a.png", "PNG");
        errors.push(board.images().upload(file).await.map(drop).unwrap_err());
        next();
        errors.push(api.scim(sandbox.scim_token()).users().list().await.map(drop).unwrap_err());
        next();
        errors.push(api.request(http::Method::POST, "/v2/boards").await.map(drop).unwrap_err());
        next();
        let metrics = api.with_token(sandbox.app_management_token()).app("3458764517517810001");
        errors.push(metrics.metrics_total().await.map(drop).unwrap_err());
        next();
        let revocation = TokenRevocation::new("t", "c", sandbox.client_secret());
        errors.push(api.tokens().revoke(revocation).await.unwrap_err());
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        }
    }
    assert!(other.requests().is_empty());
    assert_eq!(sandbox.requests().len(), 5 * STATUSES.len());
}

#[tokio::test]
async fn a_redirected_download_drops_the_token() {
    let (sandbox, api) = environment::sandbox().await;
    let other = Sandbox::start().await;
    for status in STATUSES {
        sandbox.next(redirect(status, &format!("{}/somewhere", other.url())));
        other.next(Fault::Response { status: 200, headers: Vec::new(), body: "file".to_owned() });
        let url = "https://api.miro.com/v2/boards/b/resources/images/1";
        assert_eq!(api.download(url).await.unwrap().content, "file");
    }
    assert!(sandbox.requests().iter().all(|request| request.headers.contains_key("authorization")));
    assert_eq!(other.requests().len(), STATUSES.len());
    assert!(other.requests().iter().all(|request| !request.headers.contains_key("authorization")));
}

#[tokio::test]
async fn a_download_does_not_follow_redirects_to_loopback_or_http() {
    for location in [
        "http://127.0.0.1:9/admin",
        "http://localhost/",
        "http://files.example/1",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
    ] {
        let transport = ScriptedTransport::new([
            Script::status(307).header("location", location),
            Script::json(200, "internal"),
        ]);
        let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
        let error = api.download("https://api.miro.com/v2/boards/b/resources/images/1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{location}: {error}");
        assert_eq!(transport.sent().len(), 1, "{location}");
    }
}

#[tokio::test]
async fn a_configured_transport_does_not_follow_redirects() {
    let (sandbox, other) = (Sandbox::start().await, Sandbox::start().await);
    let settings = reqwest::Client::builder().redirect(reqwest::redirect::Policy::limited(9));
    let transport = ReqwestTransport::from_builder(settings).unwrap();
    let miro = builder(&sandbox).transport(transport).build().unwrap();
    sandbox.next_on("POST", "/v1/oauth/token", redirect(307, &format!("{}/v1/oauth/token", other.url())));
    let error = miro.exchange_code("code").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
    assert!(other.requests().is_empty());
    log_in(&miro, &sandbox).await;
}

/// The value of `HTTP_PROXY` when the test below runs this one in a separate process.
const SANDBOX: &str = "MIRO_TEST_BASE_URL";

#[tokio::test]
#[ignore = "the process that the test below starts"]
async fn calls_behind_a_proxy() {
    let server = std::env::var(SANDBOX).unwrap();
    let api = MiroApi::builder("token").base_url(server).retry(quick()).build().unwrap();
    api.boards().list().await.unwrap();
}

#[tokio::test]
async fn an_environment_proxy_does_not_see_loopback_calls() {
    let response = |body: &str| {
        let length = body.len();
        RawResponse::bytes(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"))
    };
    let server = RawServer::start(response(r#"{"data":[]}"#)).await;
    let proxy = RawServer::start(response(r#"{"data":[]}"#)).await;
    let (server_url, proxy_url) = (server.url().to_owned(), proxy.url().to_owned());
    let process = move || {
        let mut process = Command::new(std::env::current_exe().unwrap());
        process.args(["--exact", "secrets::audiences::calls_behind_a_proxy", "--ignored"]);
        for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            process.env(name, &proxy_url);
        }
        process.env_remove("NO_PROXY").env_remove("no_proxy").env(SANDBOX, server_url).output()
    };
    let output = tokio::task::spawn_blocking(process).await.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(proxy.requests().is_empty(), "the token would be readable there");
    assert_eq!(server.requests().len(), 1);
}
