//! Connections that stay open and deliver nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use miro::budget::Budget;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{Body, ReqwestTransport, Transport, TransportErrorKind};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::Barrier;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::{TlsAcceptor, rustls};

use super::{LONG, Reply, Server, cause, client, http2};
use crate::environment::quick;

/// The first connection responds once, and then no more.
fn dies(connection: usize, request: usize) -> Reply {
    if (connection, request) == (0, 0) || connection > 0 { Reply::List } else { Reply::Silence }
}

#[tokio::test]
async fn a_retry_uses_another_connection() {
    let server = Server::start(dies).await;
    let api = client(&server, http2());
    api.boards().list().await.unwrap();
    let calls = join_all((0..8).map(|_| api.boards().list().send())).await;
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    assert_eq!(server.connections(), 2);
    api.boards().list().await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_retry_leaves_an_unresponsive_connection() {
    let server =
        Server::start(|connection, _| if connection < 2 { Reply::Silence } else { Reply::List }).await;
    let api = client(&server, http2());
    let calls = join_all((0..8).map(|_| api.boards().list().send())).await;
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_retry_leaves_a_connection_that_stalled_in_a_body() {
    let server =
        Server::start(|connection, _| if connection == 0 { Reply::SilenceInBody } else { Reply::List }).await;
    client(&server, http2()).boards().list().await.unwrap();
    assert_eq!(server.connections(), 2);
}

/// For 127.0.0.1, valid for a hundred years: `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes
/// -days 36500 -subj /CN=localhost -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=IP:127.0.0.1`.
const CERTIFICATE: &[u8] = include_bytes!("localhost.cert.der");
const KEY: &[u8] = include_bytes!("localhost.key.der");

fn tls() -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(KEY.into());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.unwrap().with_no_client_auth();
    let mut settings = builder.with_single_cert(vec![CERTIFICATE.into()], key).unwrap();
    settings.alpn_protocols = vec![b"h2".to_vec()];
    TlsAcceptor::from(Arc::new(settings))
}

#[tokio::test]
async fn a_retry_leaves_a_dead_connection_with_tls() {
    let tls = tls();
    let server = Server::start_with("https", dies, move |stream| tls.accept(stream)).await;
    let root = reqwest::Certificate::from_der(CERTIFICATE).unwrap();
    let transport =
        ReqwestTransport::configured(move |settings| settings.tls_certs_only([root.clone()]).no_proxy());
    let api = client(&server, transport.unwrap());
    for _ in 0..3 {
        api.boards().list().await.unwrap();
    }
    assert_eq!((server.connections(), server.requests()), (2, 4));
}

/// More than the number of attempts.
const IDLE: usize = 8;

/// Accepts this many connections at once, which respond once and then are dead; all later ones work.
async fn http1() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (all, accepted) = (Arc::new(Barrier::new(IDLE)), Arc::<AtomicUsize>::default());
    let count = Arc::clone(&accepted);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let is_sound = count.fetch_add(1, Ordering::Relaxed) >= IDLE;
            let all = Arc::clone(&all);
            tokio::spawn(async move {
                while stream.read(&mut [0; 4_096]).await? > 0 {
                    if !is_sound {
                        all.wait().await;
                    }
                    let response =
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n";
                    stream.write_all(format!("{response}{{\"data\":[]}}").as_bytes()).await?;
                    if !is_sound {
                        std::future::pending::<()>().await;
                    }
                }
                Ok::<_, std::io::Error>(())
            });
        }
    });
    (url, accepted)
}

#[tokio::test]
async fn a_retry_leaves_all_dead_connections_of_http1() {
    let (url, accepted) = http1().await;
    let builder = MiroApi::builder("token").base_url(url).budget(Budget::off()).retry(quick());
    let api = builder.timeout(Duration::from_millis(1_200)).build().unwrap();
    let first = join_all((0..IDLE).map(|_| api.boards().list().timeout(LONG).send())).await;
    assert!(first.iter().all(Result::is_ok), "{first:?}");
    api.boards().list().await.unwrap();
    assert_eq!(accepted.load(Ordering::Relaxed), IDLE + 1);
}

#[tokio::test]
async fn silence_adds_up_over_short_attempts() {
    let server = Server::start(dies).await;
    let builder = MiroApi::builder("token").base_url(server.url()).transport(http2()).budget(Budget::off());
    let builder = builder.timeout(Duration::from_millis(150)).retry(quick().max_attempts(16));
    let api = builder.build().unwrap();
    api.boards().list().await.unwrap();
    api.boards().list().await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn dropped_calls_keep_a_responsive_connection() {
    // Every second request never gets a response.
    let server = Server::start(|_, request| if request % 2 == 1 { Reply::Never } else { Reply::List }).await;
    let api = client(&server, http2());
    api.boards().list().await.unwrap();
    for _ in 0..2 {
        let call = api.boards().list().send();
        assert!(tokio::time::timeout(Duration::from_millis(600), call).await.is_err());
        api.boards().list().await.unwrap();
    }
    assert_eq!((server.connections(), server.requests()), (1, 5));
}

#[tokio::test]
async fn a_late_rejection_is_not_silence() {
    let server = Server::start(|_, request| match request {
        0 => Reply::LateReset(1_100, 7),
        _ => Reply::List,
    })
    .await;
    let api = client(&server, http2());
    api.boards().list().timeout(LONG).await.unwrap();
    assert_eq!((server.connections(), server.requests()), (1, 2));
}

#[tokio::test]
async fn a_timeout_of_reqwest_counts_like_that_of_a_call() {
    let server = Server::start(dies).await;
    let transport = ReqwestTransport::configured(|settings| {
        settings.http2_prior_knowledge().timeout(Duration::from_millis(1_100))
    });
    let api = client(&server, transport.unwrap());
    api.boards().list().await.unwrap();
    let error = api.boards().list().timeout(LONG).retry(RetryPolicy::never()).await.unwrap_err();
    assert_eq!(cause(&error), TransportErrorKind::Timeout);
    api.boards().list().await.unwrap();
    assert_eq!(server.connections(), 2);
}

/// With a paused clock, so that fifteen seconds pass at once.
#[tokio::test(start_paused = true)]
async fn closes_a_dead_connection_if_only_one_is_allowed() {
    let server = Server::start(dies).await;
    let settings = reqwest::Client::builder().http2_prior_knowledge();
    let builder = MiroApi::builder("token").base_url(server.url()).budget(Budget::off()).retry(quick());
    let api = builder.transport(ReqwestTransport::from_builder(settings).unwrap()).build().unwrap();
    api.boards().list().await.unwrap();
    let start = tokio::time::Instant::now();
    let error = api.boards().list().retry(RetryPolicy::never()).await.unwrap_err();
    assert_eq!(cause(&error), TransportErrorKind::Interrupted);
    assert!(start.elapsed() < Duration::from_secs(16), "{:?}", start.elapsed());
    api.boards().list().await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test(start_paused = true)]
async fn closes_a_connection_that_died_idle() {
    let server = Server::start(|connection, _| match connection {
        0 => Reply::ListThenSilence,
        _ => Reply::List,
    })
    .await;
    let api = client(&server, http2());
    api.boards().list().await.unwrap();
    tokio::time::sleep(Duration::from_secs(16)).await;
    api.boards().list().retry(RetryPolicy::never()).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn does_not_wait_for_a_connection_opened_by_another_request() {
    let server = Server::start(|_, _| Reply::List).await;
    let transport = http2();
    let request = http::Request::get(format!("{}/v2/boards", server.url())).body(Body::empty()).unwrap();
    // It begins to connect, and is not polled any more.
    let mut kept = transport.send(request);
    assert!((&mut kept).now_or_never().is_none());
    let api = client(&server, transport.clone());
    let calls = join_all((0..4).map(|_| api.boards().list().send()));
    let calls = tokio::time::timeout(LONG, calls).await.unwrap();
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    drop(kept);
}
