mod scripts;
mod users;

use std::fmt;
use std::time::Duration;

use users::Users;

use super::leases::Leases;
use super::{Lease, Storage, StorageError};
use crate::redis::Connection;
use crate::token::{State, UserKey};

/// Keeps logins in Redis or a compatible server, for processes on any number of machines.
///
/// ```no_run
/// # async fn example() -> Result<(), miro_core::storage::StorageError> {
/// use miro_core::storage::RedisStorage;
///
/// let storage = RedisStorage::connect("redis://:password@10.0.0.7:6379/0").await?.key_prefix("boards:login:");
/// # Ok(())
/// # }
/// ```
///
/// Needs Redis 5 or later. `rediss://` is TLS, for which the provider of `tls-aws-lc-rs` or `tls-ring` becomes the process's default
/// of rustls if there is none yet. A user is one hash, whose key is the prefix and the user's key, byte for byte, so
/// all of it is in one slot of a cluster. The hash of a user without a login expires after a day. Clones share the
/// connection, which is restored after Redis was unavailable. An operation without a response fails after 10
/// seconds.
///
/// # Redis Cluster
///
/// With the feature `redis-cluster`, `redis+cluster://:password@10.0.0.7:6379,10.0.0.8:6379` connects to a cluster
/// through any of the named nodes, and follows its redirections; `rediss+cluster://` is TLS.
///
/// # Required settings of Redis
///
/// - **`appendonly yes`, best with `appendfsync always`.** With the default `everysec`, a crash of the machine
///   loses the last second: a pair that was refreshed in it is gone, Miro has used up the previous one, and the
///   user has to log in again. Without `appendonly`, everything since the last snapshot is lost. Replicas lose
///   what they lag behind.
/// - **`maxmemory-policy noeviction`,** or a separate Redis: `allkeys-..` evicts logins when memory is short. When
///   memory is full, a lease fails, before Miro has used up a refresh token, because it reserves 16 KiB for the
///   login.
/// - Logins are in plain text; [`Encrypted`](super::Encrypted) encrypts them.
///
/// # The lease
///
/// The lease times out after 10 seconds, or the [`lease_time`](Self::lease_time), by the clock of Redis. While it
/// is held it is extended every third of that, so others wait no longer than that for a process that was killed,
/// even if the clock has gone back. Every lease of a user has a greater number than the previous one: if a holder
/// was stopped for longer and then writes after another has written under a newer lease, its write is refused with
/// [`StorageError::superseded`].
///
/// A program that ends right after a refresh leaves its lease to time out, unless it has waited for
/// `finish_refreshes()`. The connection lives on the runtime that [`connect`](RedisStorage::connect) was awaited
/// on: keep that one running.
#[derive(Clone)]
pub struct RedisStorage {
    leases: Leases<Users>,
}

impl RedisStorage {
    /// Connects to Redis: `redis://[user:password@]host[:port][/database]`, `rediss://..` for TLS,
    /// `redis+unix:///path`, `redis+cluster://[user:password@]host[:port][,host[:port]..]`.
    ///
    /// # Errors
    /// Fails if the URL is not valid, or if Redis does not respond within about 5 seconds or refuses the password.
    /// No error contains the password.
    pub async fn connect(url: &str) -> Result<Self, StorageError> {
        let users = Users::new(Connection::open(url).await.map_err(StorageError::message)?, b"miro:login:");
        Ok(Self { leases: Leases::new(users) })
    }

    /// Sets the prefix of the keys. The default is `miro:login:`. Storages with different prefixes do not see each
    /// other, unless one prefix is the beginning of another.
    #[must_use]
    pub fn key_prefix(mut self, prefix: impl AsRef<[u8]>) -> Self {
        let users = self.leases.backend().with_prefix(prefix.as_ref());
        self.leases = self.leases.with_backend(users);
        self
    }

    /// Sets how long others wait for a process that was killed while it had a lease. The default is 10 seconds,
    /// the range 100 milliseconds to an hour.
    #[must_use]
    pub fn lease_time(mut self, time: Duration) -> Self {
        self.leases = self.leases.with_time(time);
        self
    }
}

impl Storage for RedisStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        let Some(json) = self.leases.backend().login(user).await? else { return Ok(None) };
        let state = State::from_json(&json);
        state.map(Some).map_err(|_| {
            StorageError::message(format_args!("the value in Redis for {user:?} is not a login"))
        })
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let (fence, json) = (self.leases.fence(user), state.map(State::to_json));
        let kept = self.leases.backend().keep(user, fence, json.as_ref()).await?;
        if kept { Ok(()) } else { Err(StorageError::superseded()) }
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.leases.lease(user).await
    }
}

impl fmt::Debug for RedisStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RedisStorage({:?})", self.leases.backend())
    }
}
