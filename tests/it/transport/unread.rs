//! Responses that are kept and not read.

use miro::transport::{Body, ReqwestTransport, Transport};

use super::server::MAX_STREAMS;
use super::{LONG, Reply, Server, client, http2};

const LARGE: usize = 48 << 20;

async fn begun(transport: &ReqwestTransport, server: &Server) -> Body {
    let request = http::Request::get(format!("{}/download", server.url())).body(Body::empty()).unwrap();
    transport.send(request).await.unwrap().into_body()
}

#[tokio::test]
async fn unread_large_responses_do_not_block_others() {
    const UNREAD: usize = 16;
    let server =
        Server::start(|_, request| if request < UNREAD { Reply::Bytes(LARGE) } else { Reply::List }).await;
    let transport = http2();
    let mut unread = Vec::new();
    for _ in 0..UNREAD {
        unread.push(begun(&transport, &server).await);
    }
    let api = client(&server, transport.clone());
    for _ in 0..10 {
        tokio::time::timeout(LONG, api.boards().list().send()).await.unwrap().unwrap();
    }
    assert_eq!(server.connections(), 1);
    // They are still available.
    let body = unread.pop().unwrap().collect(LARGE);
    assert_eq!(tokio::time::timeout(LONG, body).await.unwrap().unwrap().len(), LARGE);
    drop(unread);
    api.boards().list().await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn unread_responses_on_every_stream_do_not_block_others() {
    let server =
        Server::start(|connection, _| if connection == 0 { Reply::Begun } else { Reply::List }).await;
    let transport = http2();
    let mut unread = Vec::new();
    for _ in 0..MAX_STREAMS {
        unread.push(begun(&transport, &server).await);
    }
    let api = client(&server, transport);
    for _ in 0..3 {
        api.boards().list().await.unwrap();
    }
    assert_eq!(server.connections(), 2);
    drop(unread);
}
