use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use sqlx::Pool;
use tokio::time::{Instant, timeout};

use super::dialect::{Dialect, Value};
use super::failure::{Action, failure, is_forbidden, timed_out};
use super::statements::{Statements, TablePrefix};
use crate::storage::leases::{Fence, LeaseBackend, Owner, time_of};
use crate::storage::{StorageError, runtime};
use crate::token::{State, UserKey};

/// The number of attempts of a statement that conflicts with concurrent ones, and of a migration.
const ATTEMPTS: u32 = 8;

/// The longest wait for one step, because a stopped server or a locked file does not respond.
const STEP_TIMEOUT: Duration = Duration::from_secs(15);

/// The shortest time between two sweeps of rows of removed users.
const SWEEP_INTERVAL: Duration = Duration::from_secs(60 * 60);

/// The size of the login in a rehearsal: more than a login with the longest known tokens needs.
const REHEARSAL_BYTES: usize = 16 * 1024;

/// The table of logins and leases.
pub(super) struct Table<D: Dialect> {
    pool: Pool<D>,
    statements: Arc<Statements>,
    /// The time of the last sweep.
    swept: Arc<Mutex<Option<Instant>>>,
}

impl<D: Dialect> Clone for Table<D> {
    fn clone(&self) -> Self {
        Self { pool: self.pool.clone(), statements: self.statements.clone(), swept: self.swept.clone() }
    }
}

impl<D: Dialect> Table<D> {
    pub(super) fn new(pool: Pool<D>, prefix: &TablePrefix) -> Self {
        Self { pool, statements: Arc::new(Statements::new(&D::SYNTAX, prefix)), swept: Arc::default() }
    }

    pub(super) fn with_prefix(&self, prefix: &TablePrefix) -> Self {
        Self::new(self.pool.clone(), prefix)
    }

    pub(super) fn pool(&self) -> &Pool<D> {
        &self.pool
    }

    /// Creates the table if it is missing, also when other processes do so at the same time.
    pub(super) async fn migrate(&self) -> Result<(), StorageError> {
        limited::<D, _>(Action::Preparing, self.create()).await?;
        self.sweep().await;
        Ok(())
    }

    async fn create(&self) -> Result<(), StorageError> {
        let mut attempt = 0;
        loop {
            // Checks first, so that an account without the permission to create tables works.
            let probe = D::execute(&self.pool, &self.statements.probe, &[]).await;
            let Err(sqlx::Error::Database(_)) = probe else {
                return probe.map(drop).map_err(|error| Self::failure(Action::Preparing, &error));
            };
            let created = D::execute(&self.pool, &self.statements.create, &[]).await;
            attempt += 1;
            match created {
                // In PostgreSQL, `IF NOT EXISTS` can fail with concurrent creations. The next check finds the
                // table then.
                Err(error) if attempt == ATTEMPTS || !matches!(error, sqlx::Error::Database(_)) => {
                    // An account that may not read the table may not create it either.
                    let cause = probe.err().filter(is_forbidden).unwrap_or(error);
                    return Err(Self::failure(Action::Preparing, &cause));
                }
                Ok(_) if attempt == ATTEMPTS => {
                    let error = "there is a table of this name with other columns: choose another prefix";
                    return Err(StorageError::message(format_args!("{}: {error}", D::SYNTAX.name)));
                }
                _ => pause(attempt).await,
            }
        }
    }

    pub(super) async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        let digest = digest(user);
        let values = [digest.value()];
        let found = D::text(&self.pool, &self.statements.get, &values);
        let found = async { found.await.map_err(|error| Self::failure(Action::Reading, &error)) };
        let found = limited::<D, _>(Action::Reading, found).await?;
        found.map(|json| State::from_json(&SecretString::from(json)).map_err(StorageError::new)).transpose()
    }

    /// Writes without a lease. The login counts as newer than those written under leases that exist now.
    pub(super) async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let (digest, json) = (digest(user), state.map(State::to_json));
        let [key, state] = columns(user, json.as_ref());
        let values = [key, state, digest.value()];
        if self.execute(Action::Writing, &self.statements.set, &values).await? == 0 && json.is_some() {
            self.execute(Action::Writing, &self.statements.add, &[digest.value()]).await?;
            self.execute(Action::Writing, &self.statements.set, &values).await?;
        }
        if json.is_none() {
            self.sweep().await;
        }
        Ok(())
    }

    /// Writes under a lease, unless there was a write under a newer one.
    pub(super) async fn set_fenced(
        &self,
        user: &UserKey,
        state: Option<&State>,
        fence: Fence,
    ) -> Result<(), StorageError> {
        let (digest, json) = (digest(user), state.map(State::to_json));
        let [key, state] = columns(user, json.as_ref());
        let values = [key, state, Value::Number(fence), digest.value(), Value::Number(fence)];
        match self.execute(Action::Writing, &self.statements.set_fenced, &values).await? {
            0 => Err(StorageError::superseded()),
            _ => {
                if json.is_none() {
                    self.sweep().await;
                }
                Ok(())
            }
        }
    }

    /// Removes the rows of removed users if it is due and the account may.
    async fn sweep(&self) {
        let is_due = {
            let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
            let is_due = swept.is_none_or(|swept| swept.elapsed() >= SWEEP_INTERVAL);
            if is_due {
                *swept = Some(Instant::now());
            }
            is_due
        };
        if is_due && let Err(error) = self.execute(Action::Preparing, &self.statements.sweep, &[]).await {
            tracing::debug!(%error, "rows of users that are gone could not be removed");
        }
    }

    /// Returns the number of matching rows. Databases refuse some concurrent statements, which are attempted
    /// again.
    async fn execute(
        &self,
        action: Action,
        sql: &Arc<str>,
        values: &[Value<'_>],
    ) -> Result<u64, StorageError> {
        let executed = async {
            let (mut attempt, mut has_made_room) = (0, false);
            loop {
                match D::execute(&self.pool, sql, values).await {
                    Ok(rows) => return Ok(rows),
                    Err(error) if attempt < ATTEMPTS && is_transient::<D>(&error) => attempt += 1,
                    Err(error)
                        if action == Action::Writing
                            && !has_made_room
                            && D::make_room(&self.pool, &error).await =>
                    {
                        has_made_room = true;
                    }
                    Err(error) => return Err(Self::failure(action, &error)),
                }
                pause(attempt).await;
            }
        };
        limited::<D, _>(action, executed).await
    }

    /// Rehearses the write of a login, so that missing permissions, types, constraints and sizes are errors of the
    /// lease.
    async fn rehearse(&self, user: &UserKey, digest: &KeyDigest) -> Result<(), StorageError> {
        let state = format!(r#"{{"access_token":"{}"}}"#, "-".repeat(REHEARSAL_BYTES));
        let [key, text] = [Value::Bytes(Some(user.as_str().as_bytes())), Value::Text(Some(&state))];
        let values = [key, text, digest.value()];
        let rehearsed = async {
            let mut attempt = 0;
            loop {
                match D::rehearse(&self.pool, &self.statements.rehearse, &values).await {
                    Ok(_) => return Ok(()),
                    Err(error) if attempt < ATTEMPTS && is_transient::<D>(&error) => attempt += 1,
                    Err(error) => return Err(Self::failure(Action::Leasing, &error)),
                }
                pause(attempt).await;
            }
        };
        limited::<D, _>(Action::Leasing, rehearsed).await?;
        limited::<D, _>(Action::Leasing, D::reserve(&self.pool)).await
    }

    async fn number(&self, sql: &Arc<str>, values: &[Value<'_>]) -> Result<Option<i64>, StorageError> {
        let number = D::number(&self.pool, sql, values);
        let number = async { number.await.map_err(|error| Self::failure(Action::Leasing, &error)) };
        limited::<D, _>(Action::Leasing, number).await
    }

    /// Reduces a lease that lasts longer than leases can, because the clock went back, as if it had just been
    /// extended.
    async fn cap(&self, digest: &KeyDigest, remaining: i64, time: Duration) -> Result<(), StorageError> {
        let lasts_longer = |time: Duration| remaining > i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        if !lasts_longer(time) {
            return Ok(());
        }
        let values = [digest.value()];
        let owner = D::bytes(&self.pool, &self.statements.owner, &values);
        let owner = async { owner.await.map_err(|error| Self::failure(Action::Leasing, &error)) };
        let Some(owner) = limited::<D, _>(Action::Leasing, owner).await? else { return Ok(()) };
        let time = time_of(&owner).unwrap_or(time);
        if lasts_longer(time) {
            let [until, longest] = [milliseconds(time), milliseconds(time)];
            let values = [until, digest.value(), Value::Bytes(Some(&owner)), longest];
            self.execute(Action::Leasing, &self.statements.cap, &values).await?;
        }
        Ok(())
    }

    fn failure(action: Action, error: &sqlx::Error) -> StorageError {
        failure(D::SYNTAX.name, action, error)
    }
}

impl<D: Dialect> LeaseBackend for Table<D> {
    async fn acquire(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> Result<Option<Fence>, StorageError> {
        let (digest, holder) = (digest(user), Value::Bytes(Some(owner)));
        let values = [holder, milliseconds(time), digest.value()];
        let (leasing, statements) = (Action::Leasing, &self.statements);
        if self.execute(leasing, &statements.acquire, &values).await? == 0 {
            // It is held, unless this user is new.
            if let Some(remaining) = self.number(&statements.remaining, &[digest.value()]).await? {
                self.cap(&digest, remaining, time).await?;
                return Ok(None);
            }
            self.execute(leasing, &statements.add, &[digest.value()]).await?;
            if self.execute(leasing, &statements.acquire, &values).await? == 0 {
                return Ok(None);
            }
        }
        if let Err(error) = self.rehearse(user, &digest).await {
            let _ = self.release(user, owner).await;
            return Err(error);
        }
        // A login that was set without a lease in the meantime has made it greater. That is right: the holder
        // reads that login now.
        self.number(&statements.fence, &[digest.value(), holder]).await
    }

    async fn extend(&self, user: &UserKey, owner: &Owner, time: Duration) -> Result<bool, StorageError> {
        let digest = digest(user);
        let values = [milliseconds(time), digest.value(), Value::Bytes(Some(owner))];
        Ok(self.execute(Action::Leasing, &self.statements.extend, &values).await? > 0)
    }

    async fn release(&self, user: &UserKey, owner: &Owner) -> Result<(), StorageError> {
        let digest = digest(user);
        let values = [digest.value(), Value::Bytes(Some(owner))];
        self.execute(Action::Leasing, &self.statements.release, &values).await.map(drop)
    }
}

/// The digest of a user's key, which fits into an index of every database.
struct KeyDigest([u8; 32]);

impl KeyDigest {
    fn value(&self) -> Value<'_> {
        Value::Bytes(Some(&self.0))
    }
}

fn digest(user: &UserKey) -> KeyDigest {
    KeyDigest(Sha256::digest(user.as_str()).into())
}

/// Returns the user's key, for people who read the table, and the login. A removed login has no key.
fn columns<'a>(user: &'a UserKey, json: Option<&'a SecretString>) -> [Value<'a>; 2] {
    let key = json.map(|_| user.as_str().as_bytes());
    [Value::Bytes(key), Value::Text(json.map(ExposeSecret::expose_secret))]
}

fn milliseconds(time: Duration) -> Value<'static> {
    Value::Number(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// Runs a step within its time limit.
async fn limited<D: Dialect, T>(
    action: Action,
    work: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    runtime::current()?;
    timeout(STEP_TIMEOUT, work).await.unwrap_or_else(|_| Err(timed_out(D::SYNTAX.name, action, STEP_TIMEOUT)))
}

fn is_transient<D: Dialect>(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| D::SYNTAX.transient.contains(&&*code))
}

pub(super) async fn pause(attempt: u32) {
    tokio::time::sleep(Duration::from_millis(5 << attempt.min(6)).mul_f64(0.5 + fastrand::f64() / 2.0)).await;
}
