//! A storage of which a quarter of the operations fail.

use futures_util::future::join_all;
use miro::prelude::*;
use miro::storage::{Lease, Storage, StorageError};
use miro::token::{State, UserKey};
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use miro_logins::backend::{Opened, Place, SHORT_LEASE};
use miro_logins::user;

pub(crate) async fn take(report: &mut Report, place: &Place, rounds: usize) -> Result<(), Failure> {
    let sandbox = user::patient_sandbox().await;
    let first = place.backend.open(&place.location, SHORT_LEASE).await?;
    let sound = user::client(&sandbox, first.clone())?;
    user::log_in(&sound, &sandbox).await?;
    let mut apps = Vec::new();
    for _ in 0..2 {
        // As in other processes, if processes share the storage.
        let storage = match place.backend.is_shared() {
            true => place.backend.open(&place.location, SHORT_LEASE).await?,
            false => first.clone(),
        };
        apps.push(user::client(&sandbox, Faulty(storage))?);
    }
    let (mut lost, mut failed) = (0, 0);
    for _ in 0..rounds {
        sandbox.expire_access_tokens();
        let answers = join_all(apps.iter().map(user::call)).await;
        failed += answers.iter().filter(|answer| answer.is_err()).count();
        let has_ended = |error: &Error| error.kind() == ErrorKind::AuthorizationRequired;
        if answers.iter().any(|answer| answer.as_ref().is_err_and(has_ended)) {
            lost += 1;
            user::log_in(&sound, &sandbox).await?;
        }
    }
    for app in &apps {
        app.finish_refreshes().await;
    }
    if user::is_lost(&sound).await? {
        lost += 1;
        user::log_in(&sound, &sandbox).await?;
    }
    sound.revoke().await?;
    let figure = |what: &str, value: f64, unit| {
        Figure::new(format!("logins-{}-faulty-{what}", place.backend.name()), value, unit)
    };
    report.add(&figure("rounds", rounds as f64, ""));
    report.add(&figure("failed", failed as f64, "calls"));
    report.add(&figure("lost", f64::from(lost), "logins").at_most(0.0));
    Ok(())
}

/// Fails a quarter of all operations; half of the failed writes have happened.
#[derive(Debug)]
struct Faulty(Opened);

fn fails() -> bool {
    fastrand::u8(..4) == 0
}

fn fault() -> StorageError {
    StorageError::message("on purpose")
}

impl Storage for Faulty {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        if fails() { Err(fault()) } else { self.0.get(user).await }
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        if !fails() {
            return self.0.set(user, state).await;
        }
        if fastrand::bool() {
            self.0.set(user, state).await?;
        }
        Err(fault())
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        if fails() { Err(fault()) } else { self.0.lease(user).await }
    }
}
