//! The storages, and where each keeps its logins here.

use std::time::Duration;

use clap::ValueEnum;
use miro::storage::{
    Encrypted, EncryptionKey, FileStorage, Lease, MemoryStorage, MySqlStorage, PostgresStorage, RedisStorage,
    SqliteStorage, Storage, StorageError,
};
use miro::token::{State, UserKey};
use miro_bench::Failure;
use miro_servers::{Durability, Kind, Server};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

/// How long others wait after a process was killed during a refresh. Shorter than the default, so that 200 kills take
/// minutes.
pub const LEASE_TIME: Duration = Duration::from_secs(1);

/// For leases that time out repeatedly.
pub const SHORT_LEASE: Duration = Duration::from_millis(300);

/// A storage to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after what it is")]
pub enum Backend {
    Memory,
    Encrypted,
    File,
    Sqlite,
    Postgres,
    #[value(name = "mariadb")]
    MariaDb,
    Redis,
}

impl Backend {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Memory, Self::Encrypted, Self::File, Self::Sqlite, Self::Postgres, Self::MariaDb, Self::Redis];

    /// Its name in figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Encrypted => "encrypted",
            Self::File => "file",
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::MariaDb => "mariadb",
            Self::Redis => "redis",
        }
    }

    /// Whether several processes can share it.
    pub fn is_shared(self) -> bool {
        !matches!(self, Self::Memory | Self::Encrypted)
    }

    /// Opens the storage at a place of [`Place::prepare`].
    ///
    /// # Errors
    /// Those of the storage.
    pub async fn open(self, location: &str, lease: Duration) -> Result<Opened, Failure> {
        Ok(match self {
            Self::Memory => Opened::Memory(MemoryStorage::new()),
            Self::Encrypted => {
                Opened::Encrypted(Encrypted::new(MemoryStorage::new(), EncryptionKey::generate()?))
            }
            Self::File => Opened::File(FileStorage::directory(location).lease_time(lease)),
            Self::Sqlite => Opened::Sqlite(SqliteStorage::open(location).lease_time(lease).await?),
            Self::Postgres => Opened::Postgres(PostgresStorage::connect(location).lease_time(lease).await?),
            Self::MariaDb => Opened::MySql(MySqlStorage::connect(location).lease_time(lease).await?),
            Self::Redis => Opened::Redis(RedisStorage::connect(location).await?.lease_time(lease)),
        })
    }
}

/// The place where a storage keeps its logins, for as long as this lives.
#[derive(Debug)]
pub struct Place {
    /// The storage.
    pub backend: Backend,
    /// The argument of [`Backend::open`].
    pub location: String,
    _server: Option<Server>,
    /// For files, and for the records of workers.
    pub folder: TempDir,
}

impl Place {
    /// Prepares an empty place; `None` if it needs a server that is not installed.
    ///
    /// # Errors
    /// Fails if the server does not start.
    pub fn prepare(backend: Backend) -> Result<Option<Self>, Failure> {
        let folder = tempfile::tempdir()?;
        let in_folder = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let kind = match backend {
            Backend::Memory | Backend::Encrypted => {
                return Ok(Some(Self { backend, location: String::new(), _server: None, folder }));
            }
            Backend::File => {
                let location = in_folder("logins");
                return Ok(Some(Self { backend, location, _server: None, folder }));
            }
            Backend::Sqlite => {
                let location = in_folder("logins.sqlite");
                return Ok(Some(Self { backend, location, _server: None, folder }));
            }
            Backend::Postgres => Kind::Postgres,
            Backend::MariaDb => Kind::MariaDb,
            Backend::Redis => Kind::Redis,
        };
        let Some(server) = Server::start(kind, Durability::Durable)? else { return Ok(None) };
        Ok(Some(Self { backend, location: server.url(), _server: Some(server), folder }))
    }
}

/// A storage of any kind.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each is named after what it is")]
pub enum Opened {
    Memory(MemoryStorage),
    Encrypted(Encrypted<MemoryStorage>),
    File(FileStorage),
    Sqlite(SqliteStorage),
    Postgres(PostgresStorage),
    MySql(MySqlStorage),
    Redis(RedisStorage),
}

macro_rules! delegate {
    ($self:ident, $storage:ident => $call:expr) => {
        match $self {
            Opened::Memory($storage) => $call,
            Opened::Encrypted($storage) => $call,
            Opened::File($storage) => $call,
            Opened::Sqlite($storage) => $call,
            Opened::Postgres($storage) => $call,
            Opened::MySql($storage) => $call,
            Opened::Redis($storage) => $call,
        }
    };
}

impl Storage for Opened {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        delegate!(self, storage => storage.get(user).await)
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        delegate!(self, storage => storage.set(user, state).await)
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        delegate!(self, storage => storage.lease(user).await)
    }
}
