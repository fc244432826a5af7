//! Servers for tests: PostgreSQL, MariaDB and Redis of this machine, started on free ports of 127.0.0.1 with their
//! data in a temporary folder, and removed with the test.
//!
//! No server outlives its test, however that ends: a supervisor stops it and removes its folder as soon as the
//! process that started it is gone, also after `SIGKILL`.
//!
//! [`Kind::shared_url`] is the server that all tests of a binary share; [`Server::start`] is one for a test that
//! stops or crashes it. Both return `None` if the program is not installed, and print that on standard error; if `CI`
//! is `true` that is an error.

mod cluster;
mod kind;
mod mariadb;
mod postgres;
mod redis;
mod supervisor;

use std::fs::{self, Permissions};
use std::io::{self, Error};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

pub use cluster::Cluster;
pub use kind::Kind;
pub use redis::ask_redis;

use kind::Recipe;
use supervisor::Supervisor;

/// The password in every URL of this crate: tests search for it where no password may be.
pub const PASSWORD: &str = "miro-servers-password";

/// How long a server may take until it responds; it takes one to five seconds.
const TIMEOUT: Duration = Duration::from_secs(90);

/// A separate running server, which ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    recipe: &'static dyn Recipe,
    program: PathBuf,
    folder: PathBuf,
    port: u16,
    durability: Durability,
    running: Option<Supervisor>,
}

/// The guarantee of a server for confirmed data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The data is on disk, as in production.
    Durable,
    /// The data survives a crash of the server, but not of the machine: faster.
    Unsynced,
}

impl Server {
    /// Starts a server, and waits until it responds; returns `None` if it is not installed.
    ///
    /// # Errors
    /// Fails if it does not start, with the end of its log.
    pub fn start(kind: Kind, durability: Durability) -> io::Result<Option<Self>> {
        Self::of(kind.recipe(), durability)
    }

    fn of(recipe: &'static dyn Recipe, durability: Durability) -> io::Result<Option<Self>> {
        let Some(program) = kind::installed(recipe)? else { return Ok(None) };
        let private = Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new().prefix("miro-servers-").permissions(private).tempdir()?.keep();
        let mut server = Self { recipe, program, folder, port: 0, durability, running: None };
        recipe.prepare(&server.program, &server.folder)?;
        // Between the search for a free port and its use, another process may take it.
        for _ in 0..3 {
            server.port = free_port()?;
            if server.run()? {
                return Ok(Some(server));
            }
        }
        Err(Error::other(format!("{} ended at once: {}", recipe.name(), server.log())))
    }

    /// The URL, with user and password. It stays the same when the server is started again.
    #[must_use]
    pub fn url(&self) -> String {
        self.recipe.url(self.port)
    }

    /// Stops the server as an administrator would, and keeps its data.
    ///
    /// # Errors
    /// Fails if the supervisor is gone.
    pub fn stop(&mut self) -> io::Result<()> {
        self.end(self.recipe.stop_signal())
    }

    /// Ends the server as a crash would, and keeps its data.
    ///
    /// # Errors
    /// Fails if the supervisor is gone.
    pub fn crash(&mut self) -> io::Result<()> {
        self.end(self.recipe.crash_signal())
    }

    fn end(&mut self, signal: &str) -> io::Result<()> {
        self.running.take().map_or(Ok(()), |running| running.stop(signal))
    }

    /// Starts the server again after [`stop`](Self::stop) or [`crash`](Self::crash), at the same port, with its data.
    ///
    /// # Errors
    /// Fails if it does not start, with the end of its log.
    pub fn start_again(&mut self) -> io::Result<()> {
        if self.running.is_some() || self.run()? {
            return Ok(());
        }
        Err(Error::other(format!("{} did not start again: {}", self.recipe.name(), self.log())))
    }

    /// Starts the server and waits until it responds; `false` if it ended before.
    fn run(&mut self) -> io::Result<bool> {
        let command = self.recipe.command(&self.program, &self.folder, self.port, self.durability);
        let mut running = Supervisor::start(&command, self.recipe.crash_signal(), &self.folder)?;
        let address = (Ipv4Addr::LOCALHOST, self.port).into();
        let works = running.wait_until(TIMEOUT, || kind::works(self.recipe, address));
        match works {
            Ok(true) => {
                self.running = Some(running);
                Ok(true)
            }
            Ok(false) => Ok(false),
            Err(error) => Err(Error::new(error.kind(), format!("{}: {}", self.recipe.name(), self.log()))),
        }
    }

    /// Returns the end of the server's log.
    fn log(&self) -> String {
        let log = fs::read(self.folder.join("log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.running.take());
        // The supervisor has done this, unless the server was stopped before.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
