//! Runtimes that are no longer driven, are shut down, or do not exist.

use futures_util::FutureExt;

use super::*;

/// Creates a runtime that is driven only during `block_on`.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn takes_over_a_refresh_whose_runtime_is_not_driven() {
    let (one, other) = (runtime(), runtime());
    let (server, session) = left_behind(&one, Reply::Late(HOUR));
    let begun = std::time::Instant::now();
    assert_eq!(other.block_on(token(&session)).unwrap(), 2);
    assert_eq!(server.requests(), 2);
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_pending_pair_does_not_end_the_login() {
    let (one, other) = (runtime(), runtime());
    let (_, session) = left_behind(&one, Reply::Lost);
    let error = other.block_on(token(&session)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage, "it may be driven again: {error}");
}

/// Creates a session that refreshes on this runtime, which is no longer driven.
fn left_behind(runtime: &tokio::runtime::Runtime, reply: Reply) -> (Server, Session) {
    let (server, storage) = runtime.block_on(expired());
    let session = process(&server, ScriptedStorage { unleased: true, ..storage }).of(&user());
    server.next(reply);
    runtime.block_on(async {
        let call = tokio::time::timeout(Duration::from_millis(50), token(&session));
        assert!(call.await.is_err());
    });
    assert_eq!(server.requests(), 1);
    (server, session)
}

#[test]
fn restarts_a_refresh_whose_runtime_was_shut_down() {
    let (one, other) = (runtime(), runtime());
    let (server, storage) = one.block_on(expired());
    let session = process(&server, storage).of(&user());
    server.next(Reply::Late(HOUR));
    one.block_on(async {
        let call = tokio::time::timeout(Duration::from_millis(50), token(&session));
        assert!(call.await.is_err());
    });
    drop(one);
    let begun = std::time::Instant::now();
    assert_eq!(other.block_on(token(&session)).unwrap(), 2);
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn stores_a_pair_when_its_runtime_continues() {
    let (one, other) = (runtime(), runtime());
    let (server, storage) = one.block_on(expired());
    let storage = ScriptedStorage { unleased: true, ..storage };
    let sessions = process(&server, storage.clone());
    let session = sessions.of(&user());
    server.next(Reply::After(Duration::from_millis(200)));
    one.block_on(async {
        let call = tokio::time::timeout(Duration::from_millis(50), token(&session));
        assert!(call.await.is_err());
    });
    let error = other.block_on(token(&session)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
    one.block_on(sessions.finish(HOUR)).unwrap();
    assert_eq!(other.block_on(async { stored(&storage.memory).await }), Some(2));
    assert_eq!(other.block_on(token(&session)).unwrap(), 2);
    assert_eq!(server.requests(), 2);
}

#[test]
fn returns_an_error_without_a_runtime() {
    let (server, storage) = runtime().block_on(expired());
    let sessions = process(&server, storage);
    let session = sessions.of(&user());
    let error = |result: Option<Result<(), Error>>| result.unwrap().unwrap_err();
    let check = |session: &Session| {
        for error in [
            error(token(session).map(|result| result.map(drop)).now_or_never()),
            error(replace(session, 1).map(|result| result.map(drop)).now_or_never()),
            error(exchange(session).now_or_never()),
            error(session.forget().now_or_never()),
        ] {
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.to_string().contains("no Tokio runtime"), "{error}");
        }
    };
    check(&session);
    for lifetime in [0, 60] {
        session.0.memory().state = Some(login(1, Duration::from_secs(lifetime)));
        check(&session);
    }
    session.0.memory().state = Some(login(1, HOUR));
    assert_eq!(token(&session).now_or_never().unwrap().unwrap(), 1, "nothing has to be waited for");
}

#[test]
fn an_unsaved_pair_keeps_its_lease_after_a_runtime_shutdown() {
    let (one, other) = (runtime(), runtime());
    let (server, storage) = one.block_on(expired());
    let sessions = process(&server, storage.clone());
    let session = sessions.of(&user());
    storage.next_sets([Fault::Works, Fault::Hangs]);
    one.block_on(async {
        let call = tokio::time::timeout(Duration::from_millis(50), token(&session));
        assert!(call.await.is_err());
    });
    drop(one);
    other.block_on(async {
        assert_eq!((server.requests(), stored(&storage.memory).await), (1, Some(1)));
        let user = user();
        let lease = tokio::time::timeout(Duration::from_millis(50), storage.memory.lease(&user));
        assert!(lease.await.is_err(), "another process would use up the refresh token again");
        assert_eq!(token(&session).await.unwrap(), 2);
        assert_eq!((server.requests(), stored(&storage.memory).await), (1, Some(2)));
    });
}

#[test]
fn a_replaced_task_writes_nothing() {
    let (one, other) = (runtime(), runtime());
    let (server, storage) = one.block_on(expired());
    let storage = ScriptedStorage { unleased: true, ..storage };
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets([Fault::Slow(Duration::from_millis(100))]);
    one.block_on(async {
        let call = tokio::time::timeout(Duration::from_millis(50), token(&session));
        assert!(call.await.is_err());
    });
    other.block_on(async {
        assert_eq!(token(&session).await.unwrap(), 2, "its pair is stored by the next one");
        assert_eq!(replace(&session, 2).await.unwrap(), Some(3));
    });
    one.block_on(async { tokio::time::sleep(Duration::from_millis(200)).await });
    assert_eq!(other.block_on(async { stored(&storage.memory).await }), Some(3));
}

#[test]
fn the_next_runtime_stores_an_unsaved_pair() {
    let (one, other) = (runtime(), runtime());
    let (server, storage) = one.block_on(expired());
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets([Fault::Works, Fault::Fails, Fault::Fails]);
    one.block_on(async { token(&session).await.unwrap_err() });
    drop(one);
    other.block_on(async {
        token(&session).await.unwrap_err();
        let written = async {
            while stored(&storage.memory).await != Some(2) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), written).await.unwrap();
    });
}
