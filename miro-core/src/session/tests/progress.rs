//! No call waits forever: not for a storage, for Miro, for a future, or for a runtime that is no longer driven.

use futures_util::FutureExt;
use tokio::time::Instant;

use super::*;

#[tokio::test(start_paused = true)]
async fn a_hanging_storage_is_an_error_until_it_recovers() {
    for (what, words) in
        [("get", "did not return"), ("set", "did not store"), ("lease", "did not give the lease")]
    {
        let (server, storage) = expired().await;
        let session = process(&server, storage.clone()).of(&user());
        match what {
            // The first read is the call's own.
            "get" => storage.next_gets([Fault::Works, Fault::Hangs]),
            "set" => storage.next_sets([Fault::Hangs]),
            _ => storage.next_leases([Fault::Hangs]),
        }
        let begun = Instant::now();
        let error = token(&session).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
        assert!(error.to_string().contains(words), "{error}");
        let limit = if what == "lease" { 20 } else { 10 };
        assert_eq!(begun.elapsed(), Duration::from_secs(limit));
        assert_eq!(token(&session).await.unwrap(), 2, "{what}");
        assert_eq!(server.refused(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn awaits_names_the_current_step() {
    for (what, words) in [
        ("get", "to return"),
        ("set", "to store"),
        ("lease", "the lease"),
        ("miro", "Miro"),
        ("turn", "another"),
    ] {
        let (server, storage) = expired().await;
        let sessions = process(&server, storage.clone());
        let session = sessions.of(&user());
        match what {
            "get" => storage.next_gets([Fault::Hangs]),
            "set" => storage.next_sets([Fault::Hangs]),
            "lease" => storage.next_leases([Fault::Hangs]),
            "miro" => server.next(Reply::Late(HOUR)),
            _ => {}
        }
        let pulse = std::sync::Arc::new(crate::session::Pulse::new());
        let turn = (what == "turn").then(|| session.0.turns.take(&pulse).now_or_never().unwrap());
        assert_eq!(session.awaits(), None);
        let mut call = Box::pin(token(&session));
        assert!(tokio::time::timeout(Duration::from_secs(1), &mut call).await.is_err());
        let awaits = session.awaits().unwrap();
        assert!(awaits.contains(words), "{what}: {awaits}");
        drop((call, turn));
        let _ = token(&session).await;
        sessions.finish(HOUR).await.unwrap();
        assert_eq!(session.awaits(), None);
    }
}

#[tokio::test(start_paused = true)]
async fn a_hanging_write_does_not_lose_the_pair() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets([Fault::Works, Fault::Hangs]);
    let error = token(&session).await.unwrap_err();
    assert!(error.to_string().contains("did not store the login within 10 s"), "{error}");
    assert_eq!(token(&session).await.unwrap(), 2);
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn every_method_has_a_limit_while_the_storage_hangs() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.hang(true);
    let ended = Box::new(|_| -> crate::transport::BoxFuture<'static, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    });
    let results = tokio::join!(
        session.state().map(|result| result.map(drop)),
        session.is_authorized().map(|result| result.map(drop)),
        token(&session).map(|result| result.map(drop)),
        replace(&session, 1).map(|result| result.map(drop)),
        session.forget(),
        session.end(ended),
        exchange(&session),
    );
    let results: [Result<(), Error>; 7] = results.into();
    for (index, result) in results.into_iter().enumerate() {
        let error = result.unwrap_err();
        let kinds = [ErrorKind::Storage, ErrorKind::Timeout];
        assert!(kinds.contains(&error.kind()), "{index}: {error}");
    }
    storage.hang(false);
    tokio::time::sleep(Duration::from_secs(60)).await;
    // The code was exchanged anyway.
    assert_eq!(token(&session).await.unwrap(), 2);
    assert_eq!(stored(&storage.memory).await, Some(2));
}

#[tokio::test(start_paused = true)]
async fn a_token_request_without_a_response_times_out() {
    let (server, storage) = expired().await;
    let session = process(&server, storage).of(&user());
    server.next(Reply::Late(HOUR));
    let begun = Instant::now();
    let error = token(&session).await.unwrap_err();
    assert_eq!((error.kind(), begun.elapsed()), (ErrorKind::Timeout, Duration::from_secs(30)));
    assert_eq!(token(&session).await.unwrap(), 2);

    let revoke = Box::new(|_| -> crate::transport::BoxFuture<'static, Result<(), Error>> {
        Box::pin(std::future::pending())
    });
    let begun = Instant::now();
    assert_eq!(session.end(revoke).await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(begun.elapsed(), Duration::from_secs(300));
    assert_eq!(token(&session).await.unwrap(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_with_a_valid_token_waits_at_most_five_seconds() {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, Duration::from_secs(60)))).await.unwrap();
    let session = process(&server, storage).of(&user());
    server.next(Reply::Late(Duration::from_secs(12)));
    for waited in [5, 0, 0] {
        let begun = Instant::now();
        assert_eq!(token(&session).await.unwrap(), 1);
        assert_eq!(begun.elapsed(), Duration::from_secs(waited));
    }
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(token(&session).await.unwrap(), 2, "the refresh has gone on");
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn futures_polled_only_once_do_not_block_others() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    let session = sessions.of(&user());
    let ended = || {
        Box::new(|_| -> crate::transport::BoxFuture<'static, Result<(), Error>> {
            Box::pin(async { Ok(()) })
        })
    };
    let stale = AccessToken::new("access-1");
    let mut kept: Vec<crate::transport::BoxFuture<'_, ()>> = vec![
        Box::pin(session.access_token().map(drop)),
        Box::pin(session.replace(&stale).map(drop)),
        Box::pin(session.state().map(drop)),
        Box::pin(exchange(&session).map(drop)),
        Box::pin(sessions.finish(HOUR).map(drop)),
    ];
    for kept in &mut kept {
        let _ = kept.now_or_never();
    }
    let begun = Instant::now();
    assert!(token(&session).await.unwrap() > 1);
    exchange(&session).await.unwrap();
    let mut more: Vec<crate::transport::BoxFuture<'_, ()>> =
        vec![Box::pin(session.forget().map(drop)), Box::pin(session.end(ended()).map(drop))];
    for kept in &mut more {
        let _ = kept.now_or_never();
    }
    session.forget().await.unwrap();
    exchange(&session).await.unwrap();
    sessions.finish(HOUR).await.unwrap();
    assert_eq!(token(&session).await.unwrap(), server.pair());
    assert!(begun.elapsed() < Duration::from_millis(50), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn fifty_calls_share_one_refresh() {
    let (server, storage) = expired().await;
    let session = process(&server, storage).of(&user());
    server.next(Reply::After(Duration::from_secs(20)));
    let tokens = futures_util::future::join_all((0..50).map(|_| token(&session))).await;
    assert!(tokens.into_iter().all(|token| token.unwrap() == 2));
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_of_the_previous_token_does_not_count() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage);
    let session = sessions.of(&user());
    server.next(Reply::After(Duration::from_secs(1)));
    let (first, second) = tokio::join!(token(&session), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        // The pair that is on its way was revoked meanwhile.
        replace(&session, 2).await
    });
    assert_eq!((first.unwrap(), second.unwrap()), (2, Some(3)));
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_the_storage_is_an_error() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_gets([Fault::Panics]);
    let read = token(&session).await.unwrap_err();
    storage.next_leases([Fault::Panics]);
    let leased = token(&session).await.unwrap_err();
    storage.next_sets([Fault::Works, Fault::Panics]);
    let written = token(&session).await.unwrap_err();
    for error in [read, leased, written] {
        assert_eq!(error.kind(), ErrorKind::Storage);
        assert!(error.to_string().contains("it panicked: a bug of the storage"), "{error}");
    }
    // The pair is not lost.
    assert_eq!(token(&session).await.unwrap(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_the_transport_is_an_error_of_all_callers() {
    let (server, storage) = expired().await;
    let session = process(&server, storage).of(&user());
    for (text, kind, words) in [
        (
            "a bug of the transport",
            ErrorKind::Connection,
            "panicked, in the transport or a middleware: a bug of the transport",
        ),
        ("here IO is disabled, it says", ErrorKind::Configuration, "enable_all()"),
    ] {
        server.next(Reply::Panics(text));
        let (one, other) = tokio::join!(token(&session), token(&session));
        for error in [one.unwrap_err(), other.unwrap_err()] {
            assert!(error.kind() == kind && error.to_string().contains(words), "{error:?}");
        }
        server.next(Reply::Panics(text));
        let error = exchange(&session).await.unwrap_err();
        assert!(error.kind() == kind && error.to_string().contains(words), "{error:?}");
    }
    assert_eq!(token(&session).await.unwrap(), 2, "nothing is held");
}
