//! HTTP/2, which logs separately: Miro's servers speak it, the sandbox does not.

use axum::Router;
use axum::http::{Uri, Version, header};
use miro::prelude::*;
use miro::transport::ReqwestTransport;
use tokio::net::TcpListener;

use super::scan::Secrets;
use crate::trace::recorder::Recorder;

const TOKENS: &str = r#"{"access_token":"access-token-of-http2-0123","refresh_token":"refresh-token-of-http2-0123",
    "token_type":"bearer","expires_in":60}"#;

async fn server() -> String {
    let response = async |version: Version, uri: Uri| {
        assert_eq!(version, Version::HTTP_2);
        let body = if uri.path() == "/v1/oauth/token" { TOKENS } else { r#"{"data":[]}"# };
        ([(header::CONTENT_TYPE, "application/json")], body)
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(response)).await });
    url
}

#[tokio::test]
async fn the_log_of_http2_shows_no_secret() {
    let url = server().await;
    let (recorder, _guard) = Recorder::install();
    let settings = reqwest::Client::builder().http2_prior_knowledge();
    let builder = Miro::builder().client_id("id").client_secret("client-secret-of-http2-0123");
    let builder = builder.redirect_url("http://localhost/").base_url(url);
    let miro = builder.transport(ReqwestTransport::from_builder(settings).unwrap()).build().unwrap();
    miro.exchange_code("code-of-http2-0123456789").await.unwrap();
    // The token is about to expire, so this refreshes it.
    miro.api().boards().list().await.unwrap();

    let mut secrets = Secrets::default();
    secrets.add("client secret", "client-secret-of-http2-0123");
    secrets.add("code", "code-of-http2-0123456789");
    secrets.add("access token", "access-token-of-http2-0123");
    secrets.add("refresh token", "refresh-token-of-http2-0123");
    let of_http2 = recorder.entries().into_iter().filter(|entry| entry.target.starts_with("h2::")).count();
    assert!(of_http2 > 50, "{of_http2} lines are too few to mean something");
    assert_eq!(secrets.pieces().shown_in(&recorder.text()), []);
}
