//! The address policy that transports receive for a file.

use std::convert::Infallible;
use std::error::Error as _;
use std::sync::{Arc, Mutex};

use miro::prelude::*;
use miro::transport::{AddressPolicy, Body, ReqwestTransport, TowerTransport, Transport, TransportErrorKind};
use tokio::net::TcpListener;

#[tokio::test]
async fn the_default_transport_checks_the_resolved_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://localhost:{}/", listener.local_addr().unwrap().port());
    for transport in [
        ReqwestTransport::new(),
        ReqwestTransport::configured(reqwest::ClientBuilder::no_proxy),
        ReqwestTransport::from_builder(reqwest::Client::builder().no_proxy()),
    ] {
        let mut request = http::Request::get(&url).body(Body::empty()).unwrap();
        request.extensions_mut().insert(AddressPolicy::public());
        let error = transport.unwrap().send(request).await.unwrap_err();
        assert_eq!((error.kind(), error.is_not_sent()), (TransportErrorKind::ForbiddenAddress, true));
        let refusal = error.source().unwrap().to_string();
        assert!(
            refusal.starts_with("localhost leads to ") && refusal.contains("of this machine"),
            "{refusal}"
        );
    }
    let accepted = futures_util::FutureExt::now_or_never(listener.accept());
    assert!(accepted.is_none(), "somebody has connected");
}

#[tokio::test]
async fn only_file_requests_carry_the_address_policy() {
    let seen = Arc::<Mutex<Vec<(String, Option<AddressPolicy>)>>>::default();
    let all = Arc::clone(&seen);
    let service = tower::service_fn(move |request: http::Request<Body>| {
        let host = request.uri().host().unwrap().to_owned();
        let policy = request.extensions().get().copied();
        let response = match host.as_str() {
            "api.miro.com" => {
                http::Response::builder().status(307).header("location", "https://files.example/1")
            }
            _ => http::Response::builder(),
        };
        all.lock().unwrap().push((host, policy));
        async move { Ok::<_, Infallible>(response.body(Body::from("file")).unwrap()) }
    });
    let api = MiroApi::builder("token").transport(TowerTransport::new(service)).build().unwrap();
    api.download("https://api.miro.com/v2/boards/b/resources/images/1").await.unwrap();
    let expected =
        [("api.miro.com".to_owned(), None), ("files.example".to_owned(), Some(AddressPolicy::public()))];
    assert_eq!(seen.lock().unwrap()[..], expected);
}
