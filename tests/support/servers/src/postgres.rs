use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use crate::kind::{Recipe, find, is_root, run, words};
use crate::{Durability, PASSWORD};

#[derive(Debug)]
pub(crate) struct Postgres;

/// The user that the server runs as if the test runs as root, as which it refuses to run.
const USER: &str = "postgres";

impl Recipe for Postgres {
    fn name(&self) -> &'static str {
        "PostgreSQL"
    }

    fn variable(&self) -> &'static str {
        "MIRO_TEST_POSTGRES_URL"
    }

    fn program(&self) -> Option<PathBuf> {
        // Debian has a separate folder for the programs of each major version.
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let programs = versions.map(|version| version.path().join("bin/postgres"));
        programs.filter(|program| program.is_file()).max().or_else(|| find("postgres"))
    }

    fn prepare(&self, program: &Path, folder: &Path) -> io::Result<()> {
        let password = folder.join("password");
        fs::write(&password, PASSWORD)?;
        if is_root() {
            run(&words([&"chown", &"-R", &USER, &folder]))?;
        }
        let mut command = as_user();
        command.extend(words([&program.with_file_name("initdb"), &"-D", &folder.join("data")]));
        command.extend(words([&"--no-sync", &"--no-locale", &"--encoding=UTF8", &"--username=miro"]));
        command.extend(words([&"--auth=scram-sha-256", &"--pwfile", &password]));
        run(&command)
    }

    fn command(&self, program: &Path, folder: &Path, port: u16, durability: Durability) -> Vec<OsString> {
        let mut command = as_user();
        command.extend(words([&program, &"-D", &folder.join("data"), &"-p", &port.to_string()]));
        command.extend(words([&"-c", &"listen_addresses=127.0.0.1", &"-c", &"unix_socket_directories="]));
        command.extend(words([&"-c", &"shared_buffers=16MB", &"-c", &"max_connections=200"]));
        if durability == Durability::Unsynced {
            command.extend(words([&"-c", &"fsync=off"]));
        }
        command
    }

    fn stop_signal(&self) -> &'static str {
        "INT"
    }

    fn crash_signal(&self) -> &'static str {
        // Not KILL: its processes would live on until they see that their parent is gone.
        "QUIT"
    }

    fn works(&self, connection: &mut TcpStream) -> io::Result<bool> {
        // The start-up message of protocol 3.0. A server that still recovers responds with an error, not with a
        // question.
        connection.write_all(b"\0\0\0\x13\0\x03\0\0user\0miro\0\0")?;
        let mut kind = [0];
        connection.read_exact(&mut kind)?;
        Ok(kind == *b"R")
    }

    fn url(&self, port: u16) -> String {
        format!("postgres://miro:{PASSWORD}@127.0.0.1:{port}/postgres")
    }
}

/// The prefix that runs a program as the server's user.
fn as_user() -> Vec<OsString> {
    match is_root() {
        true => words([&"setpriv", &"--reuid", &USER, &"--regid", &USER, &"--init-groups"]),
        false => Vec::new(),
    }
}
