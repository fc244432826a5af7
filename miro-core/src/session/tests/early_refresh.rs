//! A token that is still valid, but expires soon.

use super::*;

/// Creates a session whose token is valid for another minute.
async fn near_its_end() -> (Server, ScriptedStorage, Session) {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, Duration::from_secs(60)))).await.unwrap();
    let session = process(&server, storage.clone()).of(&user());
    (server, storage, session)
}

#[tokio::test(start_paused = true)]
async fn retries_a_failed_early_refresh_after_five_seconds() {
    let (server, _, session) = near_its_end().await;
    server.next(Reply::Instead(500, String::new()));
    for _ in 0..3 {
        assert_eq!(token(&session).await.unwrap(), 1);
    }
    assert_eq!(server.requests(), 1);
    tokio::time::advance(Duration::from_secs(5)).await;
    assert_eq!(token(&session).await.unwrap(), 2);
    assert!(!session.0.common.failures.is_recent(&session.0.user));
}

#[tokio::test(start_paused = true)]
async fn later_sessions_of_the_user_know_a_failure() {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, Duration::from_secs(60)))).await.unwrap();
    let process = process(&server, storage);
    for _ in 0..3 {
        server.next(Reply::Instead(500, String::new()));
        assert_eq!(token(&process.of(&user())).await.unwrap(), 1);
    }
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_at_most_half_of_its_timeout() {
    let (server, _, session) = near_its_end().await;
    server.next(Reply::Lost);
    let begun = tokio::time::Instant::now();
    let token = session.access_token_within(Duration::from_secs(2)).await.unwrap();
    assert_eq!((number(&token), begun.elapsed()), (1, Duration::from_secs(1)));
}

#[tokio::test(start_paused = true)]
async fn a_valid_token_is_used_while_the_refresh_token_is_refused() {
    let (server, _, session) = near_its_end().await;
    server.next(Reply::Instead(400, r#"{"error":"invalid_grant"}"#.into()));
    assert_eq!(token(&session).await.unwrap(), 1);
    let error = replace(&session, 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired);
}

#[tokio::test(start_paused = true)]
async fn does_not_use_a_token_whose_pair_was_replaced() {
    let (_, storage, session) = near_its_end().await;
    storage.next_sets([Fault::Works, Fault::Fails]);
    assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::Storage);
}

#[tokio::test(start_paused = true)]
async fn a_failing_storage_does_not_fail_calls_with_a_valid_token() {
    let (server, storage, session) = near_its_end().await;
    assert!(session.is_authorized().await.unwrap());
    storage.next_leases([Fault::Fails]);
    assert_eq!(token(&session).await.unwrap(), 1);
    assert_eq!(server.requests(), 0);
}

#[tokio::test(start_paused = true)]
async fn uses_a_token_without_a_refresh_token_until_it_is_refused() {
    let (server, storage, session) = near_its_end().await;
    for lifetime in [60, 0] {
        let mut state = login(1, Duration::from_secs(lifetime));
        state.refresh_token = None;
        storage.memory.set(&user(), Some(&state)).await.unwrap();
        assert_eq!(token(&session).await.unwrap(), 1);
        session.0.memory().state = None;
    }
    let error = replace(&session, 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired);
    assert!(error.to_string().contains("cannot be refreshed"), "{error}");
    assert_eq!(server.requests(), 0);
}

#[tokio::test(start_paused = true)]
async fn forgets_closed_sessions() {
    let sessions = process(&Server::new(1), MemoryStorage::new());
    let kept = sessions.of(&user());
    for number in 0..1_000 {
        drop(sessions.of(&UserKey::new(&number.to_string())));
    }
    assert!(sessions.open_count() < 10);
    assert!(std::sync::Arc::ptr_eq(&kept.0, &sessions.of(&user()).0));
}

#[tokio::test]
async fn closed_sessions_are_removed_only_when_the_table_would_grow() {
    let sessions = process(&Server::new(1), MemoryStorage::new());
    for number in 1..=2 {
        drop(sessions.of(&UserKey::new(&number.to_string())));
        assert_eq!(sessions.open_count(), number);
    }
}

#[tokio::test]
async fn debug_output_names_user_and_app_and_no_secret() {
    let sessions = process(&Server::new(1), MemoryStorage::new());
    let shown = format!("{sessions:?} {:?}", sessions.of(&user()));
    assert!(shown.contains("Sessions") && shown.contains(r#"Session("anna")"#), "{shown}");
    assert!(!shown.contains("secret\"") && shown.contains("id"), "{shown}");
}
