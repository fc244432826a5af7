//! Requests that an HTTP/2 server refuses before it processes them.

use miro::Outcome;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::TransportErrorKind;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{Reply, Server, cause, client, http2};

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;
const ENHANCE_YOUR_CALM: u32 = 11;

const REFUSALS: [Reply; 3] =
    [Reply::Reset(REFUSED_STREAM), Reply::LeftOut(NO_ERROR), Reply::LeftOut(ENHANCE_YOUR_CALM)];

/// It is unknown whether these were processed.
const FAILURES: [Reply; 5] = [
    Reply::Reset(INTERNAL_ERROR),
    Reply::ResetInBody(REFUSED_STREAM),
    Reply::TakenIn(NO_ERROR),
    Reply::TakenIn(INTERNAL_ERROR),
    Reply::Nonsense,
];

/// The second request gets this reply; the first and all later ones succeed.
async fn second(reply: Reply) -> (Server, MiroApi) {
    let server = Server::start(
        move |connection, request| {
            if (connection, request) == (0, 1) { reply } else { Reply::List }
        },
    )
    .await;
    let api = client(&server, http2());
    api.boards().list().await.unwrap();
    (server, api)
}

#[tokio::test]
async fn a_refused_stream_was_not_sent() {
    for reply in REFUSALS {
        let (server, api) = second(reply).await;
        let error = api.board("b").delete().retry(RetryPolicy::never()).await.unwrap_err();
        assert_eq!(cause(&error), TransportErrorKind::Refused, "{reply:?}");
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connection, Outcome::NotSent), "{reply:?}");
        assert!(error.to_string().contains("refused the request before it processed it"), "{error}");
        assert!(error.to_string().ends_with("try again"), "{error}");
        assert_eq!(server.requests(), 2, "{reply:?}: without a retry policy nothing is sent again");
    }
}

#[tokio::test]
async fn retries_refused_streams() {
    for reply in REFUSALS {
        let (server, api) = second(reply).await;
        // Not idempotent, and the response is an empty list; only the number of requests counts.
        drop(api.boards().create(NewBoard::new("Retro")).await);
        assert_eq!(server.requests(), 3, "{reply:?}");
    }
}

#[tokio::test]
async fn does_not_resend_requests_of_unknown_outcome() {
    for reply in FAILURES {
        let (server, api) = second(reply).await;
        let error = api.boards().create(NewBoard::new("Retro")).await.unwrap_err();
        assert_eq!(cause(&error), TransportErrorKind::Interrupted, "{reply:?}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{reply:?}");
        assert_eq!(server.requests(), 2, "{reply:?}");
    }
}

/// Whether the GOAWAY arrives before, while or after the request is written depends on the machine.
#[tokio::test]
async fn a_refused_connection_has_processed_nothing() {
    for _ in 0..20 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
            let go_away = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            stream.write_all(&[&settings[..], &go_away].concat()).await.unwrap();
            // Until the client closes it.
            while stream.read(&mut [0; 1_024]).await.is_ok_and(|count| count > 0) {}
        };
        let api = MiroApi::builder("token").base_url(url).transport(http2()).retry(RetryPolicy::never());
        let api = api.build().unwrap();
        let (result, ()) = tokio::join!(api.boards().create(NewBoard::new("Retro")).send(), server);
        let error = result.unwrap_err();
        assert_eq!((cause(&error), error.outcome()), (TransportErrorKind::Refused, Outcome::NotSent));
    }
}

#[tokio::test]
async fn a_server_that_always_refuses_gets_max_attempts() {
    let server = Server::start(|_, _| Reply::Reset(REFUSED_STREAM)).await;
    let error = client(&server, http2()).boards().list().await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!((server.connections(), server.requests()), (1, 4));
}
