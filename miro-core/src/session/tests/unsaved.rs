//! A pair that cannot be stored keeps its lease, and is stored later.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_failed_write_with_other_processes_does_not_lose_the_login() {
    let (server, storage) = expired().await;
    let (first, second) = (process(&server, storage.view()), process(&server, storage.view()));
    let view = storage.view();
    let failing = process(&server, view.clone());
    view.next_sets([Fault::Works, Fault::Fails, Fault::Fails, Fault::Fails]);
    let error = token(&failing.of(&user())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
    assert_eq!(stored(&storage.memory).await, Some(1));
    // Both wait for the lease, which stays with the pair until it is stored.
    for other in [&first, &second] {
        assert_eq!(token(&other.of(&user())).await.unwrap(), 2);
    }
    assert_eq!((server.requests(), server.refused()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn stores_a_superseded_pair_if_nothing_is_newer() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    storage.next_sets([Fault::Works, Fault::Superseded]);
    assert_eq!(token(&sessions.of(&user())).await.unwrap(), 2);
    assert_eq!((stored(&storage.memory).await, server.refused()), (Some(2), 0));
    // A storage that always refuses the pair as superseded prevents it from being stored, but does not lose it.
    storage.memory.set(&user(), Some(&login(2, Duration::ZERO))).await.unwrap();
    let other = process(&server, storage.clone());
    storage.next_sets([
        Fault::Works,
        Fault::Superseded,
        Fault::Superseded,
        Fault::Superseded,
        Fault::Superseded,
    ]);
    let error = token(&other.of(&user())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
    assert_eq!(token(&other.of(&user())).await.unwrap(), 3);
    assert_eq!(server.refused(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_new_login_that_came_too_late_is_stored_without_a_new_lease_as_well() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets([Fault::OvertakenBy(Some(login(7, HOUR)))]);
    storage.next_leases([Fault::Works, Fault::Fails]);
    exchange(&session).await.unwrap();
    assert_eq!((stored(&storage.memory).await, token(&session).await.unwrap()), (Some(2), 2));
}

#[tokio::test(start_paused = true)]
async fn stores_a_pair_in_the_background_after_a_failure() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    storage.next_sets(std::iter::once(Fault::Works).chain(vec![Fault::Fails; 8]));
    token(&sessions.of(&user())).await.unwrap_err();
    tokio::time::sleep(Duration::from_secs(120)).await;
    assert_eq!(stored(&storage.memory).await, Some(2));
    assert_eq!(storage.counts()[1], 10, "each write is one attempt, and there is none after the last");
    let user = user();
    let lease = storage.memory.lease(&user);
    assert!(tokio::time::timeout(Duration::from_secs(1), lease).await.is_ok(), "the lease is released");
    tokio::time::sleep(HOUR).await;
    assert_eq!(storage.counts()[1], 10);
}

#[tokio::test(start_paused = true)]
async fn background_backoff_grows_to_half_a_minute() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    storage.next_sets(std::iter::once(Fault::Works).chain(vec![Fault::Fails; 10_000]));
    token(&sessions.of(&user())).await.unwrap_err();
    tokio::time::sleep(Duration::from_secs(60)).await;
    let before = storage.counts()[1];
    assert!((7..=12).contains(&before), "{before}");
    tokio::time::sleep(HOUR).await;
    let later = storage.counts()[1] - before;
    assert!((120..=240).contains(&later), "{later}");
}

#[tokio::test(start_paused = true)]
async fn a_call_stores_an_unsaved_pair_or_fails() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets([Fault::Works, Fault::Fails, Fault::Fails]);
    for _ in 0..2 {
        assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::Storage);
        assert_eq!(session.state().await.unwrap().unwrap(), session.0.unsaved().unwrap().state);
    }
    assert_eq!(token(&session).await.unwrap(), 2);
    assert_eq!((stored(&storage.memory).await, server.requests()), (Some(2), 1));
}

#[tokio::test(start_paused = true)]
async fn does_not_return_a_replaced_token() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets([Fault::Works, Fault::Fails, Fault::Fails]);
    assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::Storage);
    // A late 401 is about the previous token.
    assert_eq!(replace(&session, 0).await.unwrap_err().kind(), ErrorKind::Storage);
    assert_eq!(replace(&session, 0).await.unwrap(), Some(2));
}

#[tokio::test(start_paused = true)]
async fn a_background_write_does_not_overwrite_a_newer_pair() {
    let (server, storage) = expired().await;
    let (first, second) = (process(&server, storage.clone()), process(&server, storage.view()));
    storage.next_sets([Fault::Works, Fault::FailsAfterEffect]);
    assert_eq!(token(&first.of(&user())).await.unwrap_err().kind(), ErrorKind::Storage);
    assert_eq!(token(&second.of(&user())).await.unwrap(), 2);
    assert_eq!(replace(&second.of(&user()), 2).await.unwrap(), Some(3));
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(stored(&storage.memory).await, Some(3));
    assert_eq!(token(&first.of(&user())).await.unwrap(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_storage_that_cannot_be_written_to_keeps_the_refresh_token() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets(vec![Fault::Fails; 3]);
    for _ in 0..3 {
        assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::Storage);
    }
    assert_eq!(server.requests(), 0);
    assert_eq!(token(&session).await.unwrap(), 2);
}

#[tokio::test(start_paused = true)]
async fn writes_no_note_without_a_lease() {
    let (server, storage) = expired().await;
    let storage = ScriptedStorage { unleased: true, ..storage };
    let session = process(&server, storage.clone()).of(&user());
    assert_eq!(token(&session).await.unwrap(), 2);
    assert_eq!(storage.counts()[1], 1, "it could replace what another process has stored since");
}

#[tokio::test(start_paused = true)]
async fn an_overtaken_refresh_uses_the_stored_login() {
    for (by, expected) in [(Some(login(9, HOUR)), Some(9)), (None, None)] {
        for before in [0, 1] {
            let (server, storage) = expired().await;
            let session = process(&server, storage.clone()).of(&user());
            let overtaken = Fault::OvertakenBy(by.clone());
            storage.next_sets(std::iter::repeat_n(Fault::Works, before).chain([overtaken]));
            let token = token(&session).await;
            assert_eq!(token.as_ref().ok().copied(), expected, "{before}");
            assert!(
                token.is_ok() || token.is_err_and(|error| error.kind() == ErrorKind::AuthorizationRequired)
            );
            assert_eq!(server.requests(), before, "nothing is refreshed that another process has replaced");
            tokio::time::sleep(HOUR).await;
            assert_eq!(storage.memory.get(&user()).await.unwrap(), by);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn stores_a_new_login_despite_failures() {
    let (server, storage) = expired().await;
    let sessions = process(&server, storage.clone());
    let session = sessions.of(&user());
    // After a failure, and after others stored a login in between.
    exchange(&session).await.unwrap();
    assert_eq!(stored(&storage.memory).await, Some(2));
    let overtaken = || Fault::OvertakenBy(Some(login(99, HOUR)));
    storage.next_sets([overtaken(), overtaken(), overtaken()]);
    exchange(&session).await.unwrap();
    assert_eq!(stored(&storage.memory).await, Some(3));
    storage.next_sets([overtaken(), overtaken(), overtaken(), overtaken()]);
    assert_eq!(exchange(&session).await.unwrap_err().kind(), ErrorKind::Storage);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(stored(&storage.memory).await, Some(4), "it is stored later");
    storage.next_sets([Fault::Fails, Fault::Fails]);
    let error = exchange(&session).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Storage, crate::error::Outcome::Done));
    assert!(error.to_string().contains("do not exchange the code again"), "{error}");
    storage.memory.set(&user(), None).await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(stored(&storage.memory).await, Some(5));
    assert_eq!(token(&session).await.unwrap(), 5);
}

#[tokio::test(start_paused = true)]
async fn does_not_use_a_code_before_its_login_can_be_stored() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    let before = server.pair();
    for fault in [Fault::Fails, Fault::Hangs] {
        storage.next_leases([fault]);
        let error = exchange(&session).await.unwrap_err();
        assert_eq!((error.kind(), server.pair()), (ErrorKind::Storage, before));
        assert!(error.to_string().contains("the code has not been used"), "{error}");
    }
    exchange(&session).await.unwrap();
    assert_eq!(stored(&storage.memory).await, Some(before + 1));
}

/// On a full disk no lease can be granted, but a file can be removed.
#[tokio::test(start_paused = true)]
async fn removes_but_does_not_refresh_without_a_lease() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_leases([Fault::Fails]);
    let unused = || -> Box<crate::session::Revoke> {
        Box::new(|_| Box::pin(async { panic!("the token has expired") }))
    };
    assert_eq!(session.end(unused()).await.unwrap_err().kind(), ErrorKind::Storage);
    assert_eq!((stored(&storage.memory).await, server.pair()), (Some(1), 1));
    storage.next_leases([Fault::Hangs]);
    let error = session.forget().await.unwrap_err();
    assert!(error.to_string().contains("did not give the lease"), "another process may have it: {error}");
    storage.next_leases([Fault::Fails]);
    session.forget().await.unwrap();
    assert_eq!(stored(&storage.memory).await, None);
}

#[tokio::test(start_paused = true)]
async fn removes_a_login_with_an_unsaved_pair() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    storage.next_sets([Fault::Works, Fault::Fails]);
    token(&session).await.unwrap_err();
    session.forget().await.unwrap();
    tokio::time::sleep(HOUR).await;
    assert_eq!(storage.memory.get(&user()).await.unwrap(), None);
    assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
}

/// Two processes share a storage in which a quarter of all operations fail. After each round, the login is still
/// there.
#[tokio::test(start_paused = true)]
async fn keeps_the_login_if_a_quarter_of_operations_fail() {
    let (server, storage) = expired().await;
    storage.fail_by_chance(25);
    let processes = [process(&server, storage.clone()), process(&server, storage.clone())];
    let (mut failed, mut rounds) = (0, 0);
    while rounds < 300 {
        rounds += 1;
        let before = server.pair();
        let calls = processes.iter().chain(&processes).map(|process| async {
            let session = process.of(&user());
            // The access token was refused, whichever it was.
            for _ in 0..20 {
                match replace(&session, before).await {
                    Ok(token) => return token,
                    Err(error) => assert_eq!(error.kind(), ErrorKind::Storage, "round {rounds}: {error}"),
                }
            }
            None
        });
        let tokens = futures_util::future::join_all(calls).await;
        failed += tokens.iter().filter(|token| token.is_none()).count();
        assert!(tokens.iter().flatten().all(|token| *token == before + 1), "{tokens:?}");
    }
    assert_eq!(server.refused(), 0, "no refresh token was used twice");
    assert!(failed < 100, "{failed}");
    storage.fail_by_chance(0);
    for process in &processes {
        process.finish(HOUR).await.unwrap();
    }
    assert_eq!(stored(&storage.memory).await, Some(server.pair()));
}
