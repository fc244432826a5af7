//! Revoking and removing logins.

use std::sync::{Arc, Mutex};

use super::*;
use crate::session::Revoke;

/// Returns a revocation with these results of Miro, in order, and the tokens that it is called with.
fn revoke(results: &[Option<ErrorKind>]) -> (Box<Revoke>, Arc<Mutex<Vec<u32>>>) {
    let tokens = Arc::new(Mutex::new(Vec::new()));
    let (noted, results) = (tokens.clone(), Mutex::new(results.to_vec()));
    let revoke = move |token: AccessToken| -> crate::transport::BoxFuture<'static, Result<(), Error>> {
        noted.lock().unwrap().push(number(&token));
        let result = results.lock().unwrap().remove(0);
        Box::pin(async move { result.map_or(Ok(()), |kind| Err(Error::new(kind, "no"))) })
    };
    (Box::new(revoke), tokens)
}

fn sent(tokens: &Mutex<Vec<u32>>) -> Vec<u32> {
    tokens.lock().unwrap().clone()
}

/// Creates a login with this lifetime, and its session.
async fn living(lifetime: Duration) -> (Server, ScriptedStorage, Session) {
    let (server, storage) = expired().await;
    storage.memory.set(&user(), Some(&login(1, lifetime))).await.unwrap();
    let session = process(&server, storage.clone()).of(&user());
    (server, storage, session)
}

#[tokio::test(start_paused = true)]
async fn revokes_with_a_valid_access_token() {
    for (lifetime, results, expected) in [
        (HOUR, vec![None], vec![1]),
        // It has expired, by the local clock or by Miro's.
        (Duration::ZERO, vec![None], vec![2]),
        (HOUR, vec![Some(ErrorKind::NotFound), None], vec![1, 2]),
        // It was ended before.
        (HOUR, vec![Some(ErrorKind::NotFound), Some(ErrorKind::NotFound)], vec![1, 2]),
        (HOUR, vec![Some(ErrorKind::AuthorizationRequired)], vec![1]),
    ] {
        let (_, storage, session) = living(lifetime).await;
        let (revoke, tokens) = revoke(&results);
        session.end(revoke).await.unwrap();
        assert_eq!((sent(&tokens), stored(&storage.memory).await), (expected, None));
        assert!(!session.is_authorized().await.unwrap());
        assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
        let (again, tokens) = self::revoke(&[]);
        session.end(again).await.unwrap();
        assert!(sent(&tokens).is_empty(), "there is nothing to revoke");
    }
}

#[tokio::test(start_paused = true)]
async fn keeps_a_login_that_cannot_be_revoked() {
    for (lifetime, results, left) in [
        (HOUR, vec![Some(ErrorKind::Server)], 1),
        (Duration::ZERO, vec![Some(ErrorKind::Timeout)], 2),
        (HOUR, vec![Some(ErrorKind::NotFound), Some(ErrorKind::Unauthorized)], 2),
    ] {
        let (_, storage, session) = living(lifetime).await;
        let (revoke, _) = revoke(&results);
        assert_eq!(session.end(revoke).await.unwrap_err().kind(), results.last().unwrap().unwrap());
        assert_eq!(stored(&storage.memory).await, Some(left));
        assert_eq!(token(&session).await.unwrap(), left);
    }
}

#[tokio::test(start_paused = true)]
async fn an_unknown_token_without_a_refresh_token_has_ended() {
    let (server, storage, session) = living(HOUR).await;
    storage.memory.set(&user(), Some(&State::new("access-1"))).await.unwrap();
    let (revoke, tokens) = revoke(&[Some(ErrorKind::NotFound)]);
    session.end(revoke).await.unwrap();
    assert_eq!((sent(&tokens).len(), stored(&storage.memory).await, server.requests()), (1, None, 0));
}

#[tokio::test(start_paused = true)]
async fn only_a_refused_refresh_token_counts_as_ended() {
    for (status, body, left) in [(400, r#"{"error":"invalid_grant"}"#, None), (500, "", Some(1))] {
        let (server, storage, session) = living(Duration::ZERO).await;
        server.next(Reply::Instead(status, body.to_owned()));
        let (revoke, tokens) = revoke(&[]);
        assert_eq!(session.end(revoke).await.is_ok(), left.is_none());
        assert_eq!((sent(&tokens).len(), stored(&storage.memory).await), (0, left));
    }
}

#[tokio::test(start_paused = true)]
async fn also_ends_a_newer_login() {
    let overtaken = || Fault::OvertakenBy(Some(login(7, HOUR)));
    let (_, storage, session) = living(HOUR).await;
    storage.next_sets([overtaken()]);
    let (revoke, tokens) = revoke(&[None, None]);
    session.end(revoke).await.unwrap();
    assert_eq!((sent(&tokens), stored(&storage.memory).await), (vec![1, 7], None));

    storage.next_sets([overtaken(), overtaken(), overtaken()]);
    session.forget().await.unwrap();
    assert_eq!(stored(&storage.memory).await, None);
    storage.next_sets([overtaken(), overtaken(), overtaken(), overtaken()]);
    let error = session.forget().await.unwrap_err();
    assert!(error.kind() == ErrorKind::Storage && error.to_string().contains("kept replacing"), "{error}");
    assert_eq!(stored(&storage.memory).await, Some(7));
}
