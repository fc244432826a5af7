//! Logins in SQL databases: [`SqlStorage`], which is one for all three of them.
//!
//! | place | what |
//! | --- | --- |
//! | `dialect` | what differs between databases, as data, and how a statement is run |
//! | `sqlite`, `postgres`, `mysql` | that data, how to reach the database, and what its storage guarantees |
//! | `statements`, `table` | the statements, and what they do to the one table |
//! | `opening` | from a URL or a path to a storage |
//! | `failure` | errors without what is secret |

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

/// Logins in a table of a SQL database, which processes on many machines can share. Clones are the same storage.
///
/// Use it as [`SqliteStorage`], [`PostgresStorage`] or [`MySqlStorage`], which say what each of them guarantees. What they have in common:
///
/// # The table
///
/// `miro_logins` has a row for each user: the SHA-256 of the user's key, so that any key of any length is a user of its
/// own; the key itself, for people; the JSON of the [`State`]; and the lease. A login that is removed takes its key with
/// it. The rest of the row stays for a day, since it is what refuses a write that comes too late. After that it is removed when
/// another login is, or at the next [`migrate`](Self::migrate), where the account may `DELETE`.
///
/// # The lease
///
/// One `UPDATE` takes it if nobody has it, by the clock of the database: clocks of clients do not count. A task extends it
/// while it is held, three times in each [`lease_time`](Self::lease_time), and it is released when it is dropped. Between
/// these statements no connection is held: a pool of one serves any number of users.
///
/// A process that is killed keeps others waiting for the lease time at most. One that only stalled may come back after
/// another took the lease; what it writes then is refused with [`StorageError::is_superseded`] if the other has written.
/// Each lease has a number that grows, and it is compared in the same `UPDATE` that writes. What is set without a lease takes
/// effect at once, and counts as newer than the leases that exist at that moment.
///
/// An end that is further away than the lease lasts was set before the clock of the database went back: it is cut to the time
/// of the lease.
///
/// A lease promises that `set` will work: under it a login of 16 KiB is written, and rolled back. Missing rights, columns of
/// another type, constraints, a server that is read-only or full are errors of the lease, before Miro has used up a refresh
/// token. A statement that the database does not respond to fails after 15 seconds.
///
/// The lease is released by a task, after the `Lease` is dropped. A program that ends right then leaves it to time out.
///
/// # Secrets
///
/// Errors and `Debug` show neither logins nor the URL, and of an error while a login is written only its code, since
/// servers quote values. The JSON has the tokens in plain text: who reads the table or its backups can use them. To keep
/// them encrypted, put `storage::Encrypted` (feature `storage-encrypted`) around the storage; leases and migrations stay as
/// they are.
pub struct SqlStorage<D: Dialect> {
    leases: Leases<Table<D>>,
    prefix: TablePrefix,
}

impl<D: Dialect> SqlStorage<D> {
    /// A storage in the database of this pool, which the rest of the program may use as well.
    ///
    /// Its table is not created: call [`migrate`](Self::migrate) once, or at each start.
    #[must_use]
    pub fn from_pool(pool: Pool<D>) -> Self {
        let prefix = TablePrefix::default();
        Self { leases: Leases::new(Table::new(pool, &prefix)), prefix }
    }

    /// What the name of the table begins with, `miro_` by default: 1 to 40 of `a` to `z`, digits and `_`, the first of
    /// them a letter. Programs with other prefixes do not see each other's logins.
    ///
    /// # Errors
    /// Fails on other characters.
    pub fn table_prefix(self, prefix: &str) -> Result<Self, StorageError> {
        let prefix = TablePrefix::new(prefix)?;
        let table = self.leases.backend().with_prefix(&prefix);
        Ok(Self { leases: self.leases.with_backend(table), prefix })
    }

    /// How long a lease lasts that is not extended, because its process was killed or stalls: 10 seconds by default, from
    /// 100 milliseconds to an hour; what is out of range becomes the limit. The same in all processes, or each waits for
    /// the time of the holder.
    ///
    /// Shorter is less time that others wait after a crash. It should be longer than the program ever stalls, and than the
    /// database is ever away.
    #[must_use]
    pub fn lease_time(self, time: Duration) -> Self {
        Self { leases: self.leases.with_time(time), ..self }
    }

    /// Creates the table where it is missing. Any number of processes may do so at the same time, and again; where the table
    /// is there, no right to create one is needed.
    ///
    /// # Errors
    /// Fails if the database does, or if there is a table of this name that is not ours.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        self.leases.backend().migrate().await
    }

    /// The pool that it uses.
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
