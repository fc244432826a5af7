//! What holds for any reqwest settings.

use miro::transport::ReqwestTransport;

use super::{Reply, Server, client, http2};

fn from_builder() -> ReqwestTransport {
    ReqwestTransport::from_builder(reqwest::Client::builder().http2_prior_knowledge()).unwrap()
}

#[tokio::test]
async fn accepts_large_header_blocks_over_http2() {
    for transport in [http2(), from_builder()] {
        let server = Server::start(|_, _| Reply::ManyHeaders).await;
        client(&server, transport).boards().list().await.unwrap();
        assert_eq!(server.requests(), 1);
    }
}

#[tokio::test]
async fn user_settings_override_defaults() {
    let server = Server::start(|_, _| Reply::ManyHeaders).await;
    let small = |settings: reqwest::ClientBuilder| settings.http2_max_header_list_size(1_000);
    let transport = ReqwestTransport::configured(move |settings| small(settings).http2_prior_knowledge());
    client(&server, transport.unwrap()).boards().list().await.unwrap_err();
}

#[tokio::test]
async fn reqwest_does_not_retry_by_itself() {
    let retry = || reqwest::retry::for_host("127.0.0.1").classify_fn(|attempt| attempt.retryable());
    let builder = reqwest::Client::builder().http2_prior_knowledge().retry(retry());
    for transport in [
        ReqwestTransport::from_builder(builder),
        ReqwestTransport::configured(move |settings| settings.http2_prior_knowledge().retry(retry())),
    ] {
        let server = Server::start(|_, _| Reply::List).await;
        client(&server, transport.unwrap()).boards().list().await.unwrap();
        assert_eq!(server.requests(), 1);
    }
}
