//! `finish`, at the end of a program.

use tokio::time::Instant;

use super::*;

#[tokio::test(start_paused = true)]
async fn finish_can_be_called_concurrently() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    for round in 0..250 {
        let session = sessions.of(&user());
        let call = async {
            if round % 2 == 0 {
                let _ = tokio::time::timeout(Duration::ZERO, replace(&session, server.pair())).await;
            }
        };
        call.await;
        let (first, second) = tokio::join!(sessions.finish(HOUR), sessions.finish(HOUR));
        first.unwrap();
        second.unwrap();
        assert_eq!(stored(&storage.memory).await, Some(server.pair()));
    }
    assert_eq!((server.requests(), server.refused()), (125, 0));
}

#[tokio::test(start_paused = true)]
async fn finish_releases_the_leases() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    let session = sessions.of(&user());
    assert!(tokio::time::timeout(Duration::ZERO, token(&session)).await.is_err());
    sessions.finish(HOUR).await.unwrap();
    assert_eq!(stored(&storage.memory).await, Some(2));
    let user = user();
    let lease = tokio::time::timeout(Duration::from_millis(1), storage.memory.lease(&user));
    assert!(lease.await.is_ok_and(|lease| lease.is_ok()));
}

#[tokio::test(start_paused = true)]
async fn finish_reports_tasks_that_take_too_long() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    server.next(Reply::After(Duration::from_secs(20)));
    let session = sessions.of(&user());
    assert!(tokio::time::timeout(Duration::from_secs(1), token(&session)).await.is_err());
    let begun = Instant::now();
    let error = sessions.finish(Duration::from_secs(5)).await.unwrap_err();
    assert_eq!((error.kind(), begun.elapsed()), (ErrorKind::Timeout, Duration::from_secs(5)));
    assert!(error.to_string().contains("under way (1)"), "{error}");
    sessions.finish(Duration::MAX).await.unwrap();
    assert_eq!(stored(&storage.memory).await, Some(2));
}

#[tokio::test(start_paused = true)]
async fn finish_stores_unsaved_logins() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    storage.next_sets([Fault::Works, Fault::Fails, Fault::Fails, Fault::Fails]);
    token(&sessions.of(&user())).await.unwrap_err();
    let begun = Instant::now();
    sessions.finish(HOUR).await.unwrap();
    assert_eq!(stored(&storage.memory).await, Some(2));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn finish_reports_unsaved_logins() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    storage.next_sets(std::iter::once(Fault::Works).chain(vec![Fault::Fails; 1_000]));
    token(&sessions.of(&user())).await.unwrap_err();
    let begun = Instant::now();
    let error = sessions.finish(Duration::from_secs(3)).await.unwrap_err();
    assert_eq!((error.kind(), begun.elapsed()), (ErrorKind::Storage, Duration::from_secs(3)));
    assert!(error.to_string().contains("the disk is full"), "{error}");
    storage.clear();
    sessions.finish(HOUR).await.unwrap();
    assert_eq!(stored(&storage.memory).await, Some(2));

    storage.next_sets([Fault::Works, Fault::Fails, Fault::Hangs]);
    replace(&sessions.of(&user()), 2).await.unwrap_err();
    let error = sessions.finish(Duration::from_secs(3)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
    assert!(error.to_string().contains("not stored yet (1)"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn finish_does_not_wait_for_later_tasks() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    storage.next_sets([Fault::Works, Fault::Fails, Fault::Fails]);
    token(&sessions.of(&user())).await.unwrap_err();
    server.next(Reply::Late(Duration::from_secs(20)));
    let session = sessions.of(&user());
    let later = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        replace(&session, 2).await
    };
    let (finished, later) = tokio::join!(sessions.finish(Duration::from_secs(5)), later);
    assert_eq!((finished.is_ok(), later.unwrap()), (true, Some(3)));
}

#[test]
fn finish_works_without_a_runtime() {
    let sessions = process(&Server::new(1), MemoryStorage::new());
    let finished = futures_util::FutureExt::now_or_never(sessions.finish(HOUR));
    finished.unwrap().unwrap();
}
