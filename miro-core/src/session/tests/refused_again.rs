//! An operation that refuses every token costs one refresh per token, not one per call.

use super::*;

/// Makes a call of an operation that always responds with 401: two attempts, as the middlewares make them.
async fn refused_call(session: &Session) -> Result<Option<u32>, Error> {
    let token = session.access_token().await?;
    let replacement = session.replace(&token).await?.filter(|other| *other != token);
    if let Some(replacement) = &replacement {
        session.refused_again(replacement);
    }
    Ok(replacement.as_ref().map(number))
}

#[tokio::test(start_paused = true)]
async fn does_not_refresh_a_token_refused_right_after_its_refresh() {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, HOUR))).await.unwrap();
    let sessions = process(&server, storage.clone());
    assert_eq!(refused_call(&sessions.of(&user())).await.unwrap(), Some(2));
    for _ in 0..10 {
        // A new session each time, because a program may hold none between its calls.
        assert_eq!(refused_call(&sessions.of(&user())).await.unwrap(), None);
    }
    assert_eq!(server.requests(), 1);
    assert_eq!(token(&sessions.of(&user())).await.unwrap(), 2, "other operations go on");

    // Another process refreshes before its token expires. That is noticed, and its token is used.
    storage.memory.set(&user(), Some(&login(3, HOUR))).await.unwrap();
    assert_eq!(replace(&sessions.of(&user()), 2).await.unwrap(), Some(3));
    storage.memory.set(&user(), None).await.unwrap();
    let error = replace(&sessions.of(&user()), 2).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired);
}

const SAME_TOKEN: &str = r#"{"access_token":"access-1","refresh_token":"refresh-N","expires_in":3600}"#;

#[tokio::test(start_paused = true)]
async fn a_refresh_may_return_the_same_token() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    server.next(Reply::Rotated(SAME_TOKEN));
    assert_eq!(token(&sessions.of(&user())).await.unwrap(), 1);
    for _ in 0..5 {
        server.next(Reply::Rotated(SAME_TOKEN));
    }
    for _ in 0..5 {
        assert_eq!(refused_call(&sessions.of(&user())).await.unwrap(), None);
    }
    assert_eq!(server.requests(), 2, "one for its end, and one for all that are refused");
}

#[tokio::test(start_paused = true)]
async fn two_processes_do_not_refresh_in_turn() {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, HOUR))).await.unwrap();
    let processes = [process(&server, storage.clone()), process(&server, storage.clone())];
    for _ in 0..10 {
        for process in &processes {
            refused_call(&process.of(&user())).await.unwrap();
        }
    }
    assert!(server.requests() <= 3, "{}", server.requests());
}

#[tokio::test(start_paused = true)]
async fn refreshes_a_refused_token_that_worked_before() {
    let (server, storage) = expired().await;
    let session = process(&server, storage).of(&user());
    for number in 2..6 {
        assert_eq!(token(&session).await.unwrap(), number);
        // It worked, and then it was revoked.
        assert_eq!(replace(&session, number).await.unwrap(), Some(number + 1));
    }
    assert_eq!(server.requests(), 5);
}

#[tokio::test(start_paused = true)]
async fn ignores_refusals_of_other_tokens() {
    let (server, storage) = expired().await;
    let session = process(&server, storage).of(&user());
    assert_eq!(token(&session).await.unwrap(), 2);
    session.refused_again(&"access-1".into());
    assert_eq!(replace(&session, 2).await.unwrap(), Some(3));
    session.refused_again(&"access-2".into());
    assert_eq!(replace(&session, 3).await.unwrap(), Some(4));
    session.refused_again(&"access-4".into());
    assert_eq!(replace(&session, 4).await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_stores_an_unsaved_pair() {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, HOUR))).await.unwrap();
    let session = process(&server, storage.clone()).of(&user());
    assert_eq!(refused_call(&session).await.unwrap(), Some(2));
    session.0.memory().state = Some(login(2, Duration::ZERO));
    let expired = login(2, Duration::ZERO);
    storage.memory.set(&user(), Some(&expired)).await.unwrap();
    storage.next_sets([Fault::Works, Fault::Fails]);
    assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::Storage);
    assert_eq!(replace(&session, 2).await.unwrap(), Some(3));
}
