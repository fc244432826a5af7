use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::redis::{AsyncCommands, FromRedisValue, ScriptInvocation};
use secrecy::{ExposeSecret, SecretString};

use super::scripts::{EXTEND, KEEP, LEASE, RELEASE};
use crate::redis::{Attempts, Connection};
use crate::storage::StorageError;
use crate::storage::leases::{Fence, LeaseBackend, Owner};
use crate::token::UserKey;

/// The bytes that a lease reserves for the new login: more than a login with the longest known tokens needs.
const ROOM: usize = 16 * 1024;

/// The users in Redis: their logins and their leases.
#[derive(Clone)]
pub(super) struct Users {
    connection: Connection,
    prefix: Arc<[u8]>,
}

impl Users {
    pub(super) fn new(connection: Connection, prefix: &[u8]) -> Self {
        Self { connection, prefix: prefix.into() }
    }

    pub(super) fn with_prefix(&self, prefix: &[u8]) -> Self {
        Self { connection: self.connection.clone(), prefix: prefix.into() }
    }

    fn key(&self, user: &UserKey) -> Vec<u8> {
        [&*self.prefix, user.as_str().as_bytes()].concat()
    }

    pub(super) async fn login(&self, user: &UserKey) -> Result<Option<SecretString>, StorageError> {
        let (key, mut attempts) = (self.key(user), Attempts::default());
        let login = async {
            loop {
                let login: Result<Option<String>, _> = self.connection.manager().hget(&key, "login").await;
                match login {
                    Err(error) if attempts.another(&error) => {}
                    login => return self.connection.explained(login),
                }
            }
        };
        let login = self.connection.limited(login).await.map_err(StorageError::message)?;
        Ok(login.map(SecretString::from))
    }

    /// Stores or removes a login. Returns `false` if another holder has written under a greater number.
    pub(super) async fn keep(
        &self,
        user: &UserKey,
        fence: Option<Fence>,
        json: Option<&SecretString>,
    ) -> Result<bool, StorageError> {
        let mut call = KEEP.key(self.key(user));
        call.arg(fence.unwrap_or(0));
        if let Some(json) = json {
            call.arg(json.expose_secret());
        }
        if fence.is_some() {
            return self.run(&call).await;
        }
        // Not retried, because it counts as newest: another caller may have written in between.
        let once =
            async { self.connection.explained(call.invoke_async(&mut self.connection.manager()).await) };
        self.connection.limited(once).await.map_err(StorageError::message)
    }

    async fn run<T: FromRedisValue>(&self, call: &ScriptInvocation<'_>) -> Result<T, StorageError> {
        let result = async {
            let mut attempts = Attempts::default();
            loop {
                match call.invoke_async(&mut self.connection.manager()).await {
                    Err(error) if attempts.another(&error) => {}
                    result => return self.connection.explained(result),
                }
            }
        };
        self.connection.limited(result).await.map_err(StorageError::message)
    }
}

impl LeaseBackend for Users {
    async fn acquire(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> Result<Option<Fence>, StorageError> {
        self.run(LEASE.key(self.key(user)).arg(&owner[..]).arg(milliseconds(time)).arg(ROOM)).await
    }

    async fn extend(&self, user: &UserKey, owner: &Owner, time: Duration) -> Result<bool, StorageError> {
        self.run(EXTEND.key(self.key(user)).arg(&owner[..]).arg(milliseconds(time))).await
    }

    async fn release(&self, user: &UserKey, owner: &Owner) -> Result<(), StorageError> {
        self.run::<u64>(RELEASE.key(self.key(user)).arg(&owner[..])).await.map(drop)
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl fmt::Debug for Users {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = String::from_utf8_lossy(&self.prefix);
        write!(formatter, "{}, keys {prefix:?}..", self.connection.address())
    }
}
