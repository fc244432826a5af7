//! Logins in SQL databases: [`SqlStorage`], one implementation for all three of them.
//!
//! | module | contents |
//! | --- | --- |
//! | `dialect` | the differences between databases, as data, and how a statement is run |
//! | `sqlite`, `postgres`, `mysql` | that data, how to connect, and the guarantees of the storage |
//! | `statements`, `table` | the statements, and their effects on the one table |
//! | `opening` | opens a storage from a URL or a path |
//! | `failure` | errors without secrets |

mod dialect;
mod failure;
#[cfg(feature = "storage-mysql")]
mod mysql;
mod opening;
#[cfg(feature = "storage-postgres")]
mod postgres;
#[cfg(feature = "storage-sqlite")]
mod sqlite;
#[cfg(feature = "storage-sqlite")]
mod sqlite_file;
mod statements;
mod table;

use std::fmt;
use std::time::Duration;

pub use dialect::Dialect;
#[cfg(feature = "storage-mysql")]
pub use mysql::MySqlStorage;
pub use opening::Opening;
#[cfg(feature = "storage-postgres")]
pub use postgres::PostgresStorage;
#[cfg(feature = "storage-sqlite")]
pub use sqlite::SqliteStorage;
/// The version of sqlx whose pools [`SqlStorage::from_pool`] takes.
pub use sqlx;

use sqlx::Pool;
use statements::TablePrefix;
use table::Table;

use super::leases::Leases;
use super::{Lease, Storage, StorageError};
use crate::token::{State, UserKey};

/// Keeps logins in a table of a SQL database, for processes on many machines. Clones share the storage.
///
/// Use it as [`SqliteStorage`], [`PostgresStorage`] or [`MySqlStorage`], which document the guarantees of each
/// database. They have in common:
///
/// # The table
///
/// `miro_logins` has a row for each user: the SHA-256 of the user's key, so that keys of any length and content
/// differ; the key itself, for people; the JSON of the [`State`]; and the lease. When a login is removed, its key
/// is removed with it. The rest of the row stays for a day, because it refuses late writes. After that it is
/// removed when another login is removed, or at the next [`migrate`](Self::migrate), if the account may `DELETE`.
///
/// # The lease
///
/// One `UPDATE` takes the lease if it is free, by the clock of the database; the clocks of clients do not matter.
/// While it is held, a task extends it three times in each [`lease_time`](Self::lease_time). No connection is held
/// between these statements, so a pool of one connection serves any number of users.
///
/// A process that is killed keeps others waiting for at most the lease time. A process that only stalled may
/// continue after another took the lease; its write is refused with [`StorageError::is_superseded`] if the other
/// has written. Each lease has a growing number, which is compared in the same `UPDATE` that writes. A write
/// without a lease takes effect at once, and counts as newer than the leases that exist at that moment.
///
/// If the stored end of a lease is later than its lease time allows, the clock of the database has gone back, and
/// the end is reduced to the lease time.
///
/// A lease promises that `set` will work: it writes a login of 16 KiB, and rolls it back. Missing permissions,
/// columns of another type, constraints, and a server that is read-only or full are errors of the lease, before
/// Miro has used up a refresh token. A statement without a response fails after 15 seconds.
///
/// After the `Lease` is dropped, a task releases it. If the program ends right then, the lease has to time out.
///
/// # Secrets
///
/// Errors and `Debug` show neither logins nor the URL. An error while a login is written shows only its code,
/// because servers quote values. The JSON has the tokens in plain text: they can be used by anyone who can read
/// the table or its backups. To encrypt them, wrap the storage in `storage::Encrypted` (feature
/// `storage-encrypted`); leases and migrations stay the same.
pub struct SqlStorage<D: Dialect> {
    leases: Leases<Table<D>>,
    prefix: TablePrefix,
}

impl<D: Dialect> SqlStorage<D> {
    /// Creates a storage in the database of this pool, which the rest of the program can use as well.
    ///
    /// Its table is not created: call [`migrate`](Self::migrate) once, or at each start.
    #[must_use]
    pub fn from_pool(pool: Pool<D>) -> Self {
        let prefix = TablePrefix::default();
        Self { leases: Leases::new(Table::new(pool, &prefix)), prefix }
    }

    /// Sets the prefix of the table name. The default is `miro_`; allowed are 1 to 40 of `a` to `z`, digits and
    /// `_`, starting with a letter. Programs with different prefixes do not see each other's logins.
    ///
    /// # Errors
    /// Fails if the prefix is empty, too long or has other characters.
    pub fn table_prefix(self, prefix: &str) -> Result<Self, StorageError> {
        let prefix = TablePrefix::new(prefix)?;
        let table = self.leases.backend().with_prefix(&prefix);
        Ok(Self { leases: self.leases.with_backend(table), prefix })
    }

    /// Sets how long a lease lasts that is not extended, because its process was killed or stalls. The default is
    /// 10 seconds, the range 100 milliseconds to an hour; values outside are clamped. All processes should use the
    /// same: each waits for the time of the holder.
    ///
    /// With a shorter time, others wait less after a crash. It should be longer than the program ever stalls, and
    /// than the database is ever unavailable.
    #[must_use]
    pub fn lease_time(self, time: Duration) -> Self {
        Self { leases: self.leases.with_time(time), ..self }
    }

    /// Creates the table if it is missing. Idempotent, also in concurrent processes. If the table exists, no
    /// permission to create one is needed.
    ///
    /// # Errors
    /// Fails if the database does, or if there is another table of this name.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        self.leases.backend().migrate().await
    }

    /// Returns the pool that it uses.
    #[must_use]
    pub fn pool(&self) -> &Pool<D> {
        self.leases.backend().pool()
    }
}

impl<D: Dialect> Storage for SqlStorage<D> {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.leases.backend().get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        match self.leases.fence(user) {
            Some(fence) => self.leases.backend().set_fenced(user, state, fence).await,
            None => self.leases.backend().set(user, state).await,
        }
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.leases.lease(user).await
    }
}

impl<D: Dialect> Clone for SqlStorage<D> {
    fn clone(&self) -> Self {
        Self { leases: self.leases.clone(), prefix: self.prefix.clone() }
    }
}

impl<D: Dialect> fmt::Debug for SqlStorage<D> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SqlStorage({}, {:?})", D::SYNTAX.name, self.prefix.as_str())
    }
}
