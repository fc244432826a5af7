//! A session that is kept sees what other processes do with the login.

use super::*;

/// Creates a session that holds a login with this lifetime in memory.
async fn kept(lifetime: Duration) -> (Server, ScriptedStorage, Session) {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, lifetime))).await.unwrap();
    let session = process(&server, storage.clone()).of(&user());
    if lifetime > Duration::from_secs(300) {
        assert_eq!(token(&session).await.unwrap(), 1);
    }
    (server, storage, session)
}

#[tokio::test(start_paused = true)]
async fn notices_a_logout_elsewhere_at_the_next_401() {
    let (server, storage, session) = kept(HOUR).await;
    storage.memory.set(&user(), None).await.unwrap();
    let error = replace(&session, 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired);
    assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
    assert_eq!(server.requests(), 0);
}

#[tokio::test(start_paused = true)]
async fn uses_a_new_login_from_elsewhere_at_the_next_401() {
    let (server, storage, session) = kept(HOUR).await;
    storage.memory.set(&user(), Some(&login(7, HOUR))).await.unwrap();
    assert_eq!(replace(&session, 1).await.unwrap(), Some(7));
    assert_eq!(token(&session).await.unwrap(), 7);
    assert_eq!(server.requests(), 0);
}

#[tokio::test(start_paused = true)]
async fn notices_changes_elsewhere_before_a_refresh() {
    for lifetime in [60, 0] {
        let (server, storage, session) = kept(Duration::from_secs(lifetime)).await;
        session.0.memory().state = storage.memory.get(&user()).await.unwrap();
        storage.memory.set(&user(), None).await.unwrap();
        assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::AuthorizationRequired, "{lifetime}");

        session.0.memory().state = Some(login(1, Duration::from_secs(lifetime)));
        storage.memory.set(&user(), Some(&login(7, HOUR))).await.unwrap();
        assert_eq!(token(&session).await.unwrap(), 7, "{lifetime}");
        assert_eq!(server.requests(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_stopped_holder_is_a_temporary_error() {
    let (server, storage) = expired().await;
    let (stopped, other) = (process(&server, storage.view()), process(&server, storage.view()));
    // Miro has replaced the pair, and the process is stopped before it gets the response. Its lease times out.
    server.next(Reply::Lost);
    let session = stopped.of(&user());
    let call = tokio::spawn(async move { token(&session).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.requests(), 1);
    let unleased = ScriptedStorage { unleased: true, ..storage.view() };
    let takes_over = process(&server, unleased);
    for process in [&takes_over, &takes_over] {
        let error = token(&process.of(&user())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
        assert!(error.to_string().contains("try again later"), "{error}");
    }
    // Another process waits for the lease itself.
    let error = token(&other.of(&user())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
    assert!(error.to_string().contains("lease"), "{error}");
    // The process appears to be killed.
    storage.memory.set(&user(), Some(&note_of_a_minute_ago(&storage).await)).await.unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let error = token(&takes_over.of(&user())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
    call.abort();
}

/// Returns the stored login with its refresh begun a minute ago, by a clock that is not paused in tests.
async fn note_of_a_minute_ago(storage: &ScriptedStorage) -> State {
    let mut state = storage.memory.get(&user()).await.unwrap().unwrap();
    let begun = state.refresh_begun.as_mut().unwrap();
    begun.at = Timestamp::from_unix_seconds(begun.at.unix_seconds() - 61);
    state
}

#[tokio::test(start_paused = true)]
async fn a_stopped_holder_that_continues_stores_the_login() {
    let (server, storage) = expired().await;
    let (stopped, other) = (process(&server, storage.view()), process(&server, storage.view()));
    server.next(Reply::After(Duration::from_secs(25)));
    let session = stopped.of(&user());
    let call = tokio::spawn(async move { token(&session).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(token(&other.of(&user())).await.unwrap_err().kind(), ErrorKind::Storage);
    assert_eq!(call.await.unwrap().unwrap(), 2);
    assert_eq!(token(&other.of(&user())).await.unwrap(), 2);
    assert_eq!((server.requests(), server.refused()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_removes_its_note() {
    let (server, storage) = expired().await;
    let (first, second) = (process(&server, storage.view()), process(&server, storage.view()));
    let session = first.of(&user());
    let refused = Reply::Instead(400, r#"{"error":"invalid_grant"}"#.into());
    for (reply, kind) in
        [(Reply::Instead(500, String::new()), ErrorKind::Server), (refused, ErrorKind::AuthorizationRequired)]
    {
        server.next(reply);
        assert_eq!(token(&session).await.unwrap_err().kind(), kind);
        first.finish(HOUR).await.unwrap();
        assert_eq!(storage.memory.get(&user()).await.unwrap().unwrap().refresh_begun, None);
    }
    server.next(Reply::Instead(400, r#"{"error":"invalid_grant"}"#.into()));
    let error = token(&second.of(&user())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_does_not_overwrite_another_process() {
    for (newer, is_noted) in [(Some(login(9, HOUR)), false), (Some(login(9, HOUR)), true), (None, false)] {
        let (server, storage) = expired().await;
        let sessions = process(&server, storage.clone());
        let session = sessions.of(&user());
        let newer =
            newer.map(|newer| if is_noted { newer.with_refresh_begun(&session.0.common.id) } else { newer });
        server.next(Reply::After(Duration::from_secs(31)));
        let call = tokio::spawn(async move { token(&session).await });
        tokio::time::sleep(Duration::from_secs(1)).await;
        storage.memory.set(&user(), newer.as_ref()).await.unwrap();
        assert_eq!(call.await.unwrap().unwrap_err().kind(), ErrorKind::Timeout);
        sessions.finish(HOUR).await.unwrap();
        assert_eq!(storage.memory.get(&user()).await.unwrap(), newer);
    }
}

#[tokio::test(start_paused = true)]
async fn an_unsaved_login_does_not_replace_a_newer_one() {
    for (newer, expected) in [(Some(login(9, HOUR)), Some(9)), (None, None)] {
        let (server, storage) = expired().await;
        let session = process(&server, storage.clone()).of(&user());
        storage.next_sets([Fault::Works, Fault::Fails]);
        assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::Storage);
        storage.memory.set(&user(), newer.as_ref()).await.unwrap();
        assert_eq!(token(&session).await.ok(), expected);
        assert_eq!(storage.memory.get(&user()).await.unwrap(), newer);
    }
}

#[tokio::test(start_paused = true)]
async fn keeps_the_note_of_a_refresh_elsewhere() {
    let (server, storage) = expired().await;
    storage
        .memory
        .set(&user(), Some(&login(1, Duration::ZERO).with_refresh_begun("elsewhere")))
        .await
        .unwrap();
    // Its pair is on its way.
    server.next(Reply::Instead(400, r#"{"error":"invalid_grant"}"#.into()));
    let session = process(&server, storage.clone()).of(&user());
    for requests in [1, 1] {
        let error = token(&session).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
        assert!(error.to_string().contains("begun elsewhere 0 s ago"), "{error}");
        assert_eq!(server.requests(), requests, "Miro is not asked with every call");
    }
    let stored = storage.memory.get(&user()).await.unwrap().unwrap();
    assert_eq!(stored.refresh_begun.unwrap().by, "elsewhere");
    tokio::time::advance(Duration::from_secs(2)).await;
    assert_eq!(token(&session).await.unwrap(), 2);
    assert_eq!(storage.memory.get(&user()).await.unwrap().unwrap().refresh_begun, None);
}

#[tokio::test(start_paused = true)]
async fn does_not_supersede_a_process_stopped_for_long() {
    let (server, storage) = expired().await;
    storage
        .memory
        .set(&user(), Some(&login(1, Duration::ZERO).with_refresh_begun("elsewhere")))
        .await
        .unwrap();
    let noted = note_of_a_minute_ago(&storage).await;
    storage.memory.set(&user(), Some(&noted)).await.unwrap();
    server.next(Reply::Instead(400, r#"{"error":"invalid_grant"}"#.into()));
    let sessions = process(&server, storage.clone());
    let error = token(&sessions.of(&user())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "it may have been killed: {error}");
    sessions.finish(HOUR).await.unwrap();
    assert_eq!(storage.counts()[1], 0, "its lease is older than any write");
}

#[tokio::test(start_paused = true)]
async fn refreshes_an_expired_login_of_another_process() {
    let (_, storage, session) = kept(HOUR).await;
    let server = Server::new(5);
    storage.memory.set(&user(), Some(&login(5, Duration::ZERO))).await.unwrap();
    let other = process(&server, storage.clone()).of(&user());
    other.0.memory().state = session.0.memory().state.clone();
    assert_eq!(replace(&other, 1).await.unwrap(), Some(6));
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn finds_the_pair_of_another_process_without_leases() {
    for delay in [0, 40, 120, 300] {
        let (_, storage) = expired().await;
        let server = Server::new(2);
        let session = process(&server, ScriptedStorage { unleased: true, ..storage.clone() }).of(&user());
        let other = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            storage.memory.set(&user(), Some(&login(2, HOUR))).await.unwrap();
        };
        let (token, ()) = tokio::join!(token(&session), other);
        assert_eq!(token.unwrap(), 2, "{delay} ms");
    }
}
