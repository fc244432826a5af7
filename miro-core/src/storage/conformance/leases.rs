use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::subject::{RELEASE, Subject, concurrently, expect, get, lease, set, shown};
use crate::storage::Storage;
use crate::token::{State, UserKey};

/// How long a waiting task is observed.
const WATCHED: Duration = Duration::from_millis(200);

/// More users than a pool has connections.
const USERS: usize = 64;

pub(super) async fn again(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("again");
    for view in [&subject.one, &subject.one, &subject.other, &subject.one] {
        drop(lease(&**view, &user).await?);
    }
    Ok(())
}

pub(super) async fn used(subject: Subject<impl Storage>) -> Result<(), String> {
    let (user, state) = (subject.user("used"), subject.state("used"));
    let held = lease(&*subject.one, &user).await?;
    let use_it = async {
        expect(&*subject.one, &user, None, "read under the lease").await?;
        set(&*subject.one, &user, Some(&state)).await?;
        expect(&*subject.one, &user, Some(&state), "written and read under the lease").await?;
        expect(&*subject.other, &user, Some(&state), "read by another view while the lease is held").await
    };
    tokio::time::timeout(RELEASE, use_it)
        .await
        .map_err(|_| "`get` or `set` waits for the lease".to_owned())??;
    drop(held);
    expect(&*subject.other, &user, Some(&state), "after the lease ended").await
}

/// Checks the promise of a lease: `set` works, even for a login that is much longer than the previous one.
pub(super) async fn promised(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("promised");
    set(&*subject.one, &user, Some(&subject.state("promised"))).await?;
    for round in 0..3 {
        let held = lease(&*subject.one, &user).await?;
        let long = subject.state(&format!("promised-{round}-{}", "long".repeat(2 * 1024)));
        set(&*subject.one, &user, Some(&long)).await?;
        expect(&*subject.other, &user, Some(&long), "a long login that was written under the lease").await?;
        drop(held);
    }
    Ok(())
}

pub(super) async fn other_user(subject: Subject<impl Storage>) -> Result<(), String> {
    let held = lease(&*subject.one, &subject.user("held")).await?;
    let free = lease(&*subject.one, &subject.user("free")).await?;
    let elsewhere = lease(&*subject.other, &subject.user("elsewhere")).await?;
    drop((held, free, elsewhere));
    Ok(())
}

pub(super) async fn many(subject: Subject<impl Storage>) -> Result<(), String> {
    let held = concurrently((0..USERS).map(|number| {
        let view = if number % 2 == 0 { subject.one.clone() } else { subject.other.clone() };
        let user = subject.user(&format!("leased-{number}"));
        async move { lease(&*view, &user).await }
    }));
    let held = held.await.map_err(|seen| format!("with {USERS} concurrent users: {seen}"))?;
    // While all of them are held, the storage still works.
    let (user, state) = (subject.user("leased-0"), subject.state("leased"));
    let work = async {
        set(&*subject.one, &user, Some(&state)).await?;
        expect(&*subject.other, &user, Some(&state), "while many leases are held").await
    };
    let work = tokio::time::timeout(RELEASE, work).await;
    work.map_err(|_| format!("`get` or `set` waits while {USERS} leases are held"))??;
    drop(held);
    Ok(())
}

pub(super) async fn given_up(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("given-up");
    // It is free, so it may be granted at the moment when the caller gives up.
    for step in 0..24_u32 {
        let give_up = Duration::from_micros(u64::from(step) * 150);
        drop(tokio::time::timeout(give_up, subject.one.lease(&user)).await);
        let left = lease(&*subject.other, &user).await;
        drop(left.map_err(|seen| format!("after the future of `lease` was dropped midway: {seen}"))?);
    }
    // It is held.
    for step in 0..4_u32 {
        let held = lease(&*subject.one, &user).await?;
        for view in [&subject.one, &subject.other] {
            let give_up = Duration::from_millis(u64::from(step) * 20);
            drop(tokio::time::timeout(give_up, view.lease(&user)).await);
        }
        drop(held);
        for view in [&subject.other, &subject.one] {
            let left = lease(&**view, &user).await;
            drop(left.map_err(|seen| format!("after an abandoned wait: {seen}"))?);
        }
    }
    Ok(())
}

pub(super) async fn in_a_view(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("in-a-view");
    waits(&subject.one, &subject.one, user.clone()).await?;
    waits(&subject.other, &subject.other, user).await
}

pub(super) async fn across_views(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("across-views");
    waits(&subject.one, &subject.other, user.clone()).await?;
    waits(&subject.other, &subject.one, user).await
}

/// Checks that a waiting task gets the lease when it is dropped, and not before.
async fn waits<S: Storage>(holder: &Arc<S>, waiter: &Arc<S>, user: UserKey) -> Result<(), String> {
    let held = lease(&**holder, &user).await?;
    let waiter = waiter.clone();
    let waiting = tokio::spawn(async move { waiter.lease(&user).await.map_err(|error| shown(&error)) });
    tokio::time::sleep(WATCHED).await;
    if waiting.is_finished() {
        return Err("a second lease was granted, or failed, while the first was held".to_owned());
    }
    drop(held);
    match tokio::time::timeout(RELEASE, waiting).await {
        Ok(Ok(Ok(second))) => {
            drop(second);
            Ok(())
        }
        Ok(Ok(Err(seen))) => Err(format!("a wait for the lease failed: {seen}")),
        Ok(Err(_)) => Err("the storage panicked".to_owned()),
        Err(_) => {
            Err(format!("a wait for the lease continues {} seconds after it was dropped", RELEASE.as_secs()))
        }
    }
}

/// Reads, changes and writes under a lease, as the client does. Overlapping leases lose changes.
pub(super) async fn counted(subject: Subject<impl Storage>) -> Result<(), String> {
    const TASKS: usize = 6;
    const ROUNDS: usize = 4;
    let user = subject.user("counted");
    let count = |state: Option<State>| state.and_then(|state| state.scopes.len().checked_sub(1)).unwrap_or(0);
    let occupied = Arc::new(AtomicBool::new(false));
    concurrently((0..TASKS).map(|task| {
        let view = if task % 2 == 0 { subject.one.clone() } else { subject.other.clone() };
        let (user, occupied, state) = (user.clone(), occupied.clone(), subject.state("counted"));
        async move {
            for _ in 0..ROUNDS {
                let held =
                    view.lease(&user).await.map_err(|error| format!("`lease` failed: {}", shown(&error)))?;
                if occupied.swap(true, Ordering::SeqCst) {
                    return Err("two holders had the lease of one user at the same time".to_owned());
                }
                let next = count(get(&*view, &user).await?) + 1;
                tokio::task::yield_now().await;
                let scopes = vec!["counted".to_owned(); next + 1];
                set(&*view, &user, Some(&State { scopes, ..state.clone() })).await?;
                occupied.store(false, Ordering::SeqCst);
                drop(held);
            }
            Ok(())
        }
    }))
    .await?;
    match count(get(&*subject.one, &user).await?) {
        found if found == TASKS * ROUNDS => Ok(()),
        found => Err(format!("of {} changes under the lease {found} were kept", TASKS * ROUNDS)),
    }
}
