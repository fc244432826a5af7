use std::env;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{self, Error, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use crate::{Durability, Server, mariadb, postgres, redis};

/// The available servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PostgreSQL: Debian's `postgresql`.
    Postgres,
    /// MariaDB, which speaks MySQL's protocol: Debian's `mariadb-server`.
    MariaDb,
    /// Redis: Debian's `redis-server`.
    Redis,
}

impl Kind {
    /// The URL of the server that all tests of this process share, which keeps what it confirms; `None` if it is not
    /// installed.
    ///
    /// `MIRO_TEST_POSTGRES_URL`, `MIRO_TEST_MYSQL_URL` and `MIRO_TEST_REDIS_URL` name one that already runs. All
    /// tests see what others have left there, so use unique names.
    ///
    /// # Panics
    /// Panics if the server is installed and does not start.
    #[must_use]
    pub fn shared_url(self) -> Option<&'static str> {
        static SHARED: [OnceLock<Option<Shared>>; 3] = [const { OnceLock::new() }; 3];
        let shared = SHARED[self as usize].get_or_init(|| {
            if let Ok(url) = env::var(self.recipe().variable()) {
                return Some(Shared { url, _server: None });
            }
            let server =
                Server::start(self, Durability::Durable).unwrap_or_else(|error| panic!("{error}"))?;
            Some(Shared { url: server.url(), _server: Some(server) })
        });
        shared.as_ref().map(|shared| shared.url.as_str())
    }

    pub(crate) fn recipe(self) -> &'static dyn Recipe {
        match self {
            Self::Postgres => &postgres::Postgres,
            Self::MariaDb => &mariadb::MariaDb,
            Self::Redis => &redis::Redis,
        }
    }
}

struct Shared {
    url: String,
    /// Never dropped, because it is in a static: the supervisor ends it with this process.
    _server: Option<Server>,
}

/// The differences between servers.
pub(crate) trait Recipe: fmt::Debug + Send + Sync {
    fn name(&self) -> &'static str;
    /// The environment variable with the URL of a server that already runs.
    fn variable(&self) -> &'static str;
    fn program(&self) -> Option<PathBuf>;
    /// Prepares an empty folder for the server.
    fn prepare(&self, program: &Path, folder: &Path) -> io::Result<()>;
    fn command(&self, program: &Path, folder: &Path, port: u16, durability: Durability) -> Vec<OsString>;
    fn stop_signal(&self) -> &'static str;
    fn crash_signal(&self) -> &'static str;
    /// Whether the server not only listens, but works.
    fn works(&self, connection: &mut TcpStream) -> io::Result<bool>;
    fn url(&self, port: u16) -> String;
}

/// Returns the path of the server; if it is not installed, prints that tests are skipped.
pub(crate) fn installed(recipe: &dyn Recipe) -> io::Result<Option<PathBuf>> {
    let program = recipe.program();
    if program.is_none() {
        let name = recipe.name();
        if env::var("CI").as_deref() == Ok("true") {
            return Err(Error::new(io::ErrorKind::NotFound, format!("CI needs {name}")));
        }
        // Not `eprintln!`, whose output is hidden for a passing test.
        writeln!(io::stderr(), "skipped: {name} is not installed, and {} is not set", recipe.variable())?;
    }
    Ok(program)
}

/// Finds a program; Debian keeps servers outside an ordinary user's `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    folders.map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// Whether this process runs as root: then servers need to be given a user.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// Runs a command that prepares something.
pub(crate) fn run(command: &[OsString]) -> io::Result<()> {
    let [program, arguments @ ..] = command else { return Ok(()) };
    let output = Command::new(program).args(arguments).current_dir("/").stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let printed = [output.stdout, output.stderr].concat();
    Err(Error::other(format!("{}: {}", program.display(), String::from_utf8_lossy(&printed))))
}

/// A command made of words, which may be paths.
pub(crate) fn words<const N: usize>(words: [&dyn AsRef<std::ffi::OsStr>; N]) -> Vec<OsString> {
    words.into_iter().map(|word| word.as_ref().to_owned()).collect()
}

/// Whether the server at this address works.
pub(crate) fn works(recipe: &dyn Recipe, address: SocketAddr) -> bool {
    let connection = TcpStream::connect_timeout(&address, Duration::from_secs(1));
    let works = connection.and_then(|mut connection| {
        connection.set_read_timeout(Some(Duration::from_secs(5)))?;
        recipe.works(&mut connection)
    });
    works.unwrap_or(false)
}
