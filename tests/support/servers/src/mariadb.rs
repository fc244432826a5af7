use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use crate::kind::{Recipe, find, is_root, run, words};
use crate::{Durability, PASSWORD};

#[derive(Debug)]
pub(crate) struct MariaDb;

impl Recipe for MariaDb {
    fn name(&self) -> &'static str {
        "MariaDB"
    }

    fn variable(&self) -> &'static str {
        "MIRO_TEST_MYSQL_URL"
    }

    fn program(&self) -> Option<PathBuf> {
        find("mariadbd").filter(|_| find("mariadb-install-db").is_some())
    }

    fn prepare(&self, _program: &Path, folder: &Path) -> io::Result<()> {
        let database = format!(
            "CREATE DATABASE IF NOT EXISTS miro;\n\
             CREATE USER IF NOT EXISTS miro@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';\n\
             GRANT ALL ON miro.* TO miro@'127.0.0.1';\n"
        );
        fs::write(folder.join("start.sql"), database)?;
        fs::create_dir(folder.join("temporary"))?;
        let mut command = words([&find("mariadb-install-db").unwrap_or_default(), &"--no-defaults"]);
        command.extend(words([&option("--datadir=", &folder.join("data")), &"--skip-test-db"]));
        command.extend(words([&"--auth-root-authentication-method=normal", &temporary(folder)]));
        command.extend(as_user());
        run(&command)
    }

    fn command(&self, program: &Path, folder: &Path, port: u16, durability: Durability) -> Vec<OsString> {
        let mut command = words([&program, &"--no-defaults", &option("--datadir=", &folder.join("data"))]);
        command.extend(words([&option("--socket=", &folder.join("socket")), &temporary(folder)]));
        command.extend(words([&option("--init-file=", &folder.join("start.sql"))]));
        command.extend(words([
            &"--bind-address=127.0.0.1",
            &format!("--port={port}"),
            &"--skip-name-resolve",
        ]));
        command.extend(words([&"--innodb-buffer-pool-size=16M", &"--max-connect-errors=1000000"]));
        if durability == Durability::Unsynced {
            command.extend(words([&"--innodb-flush-log-at-trx-commit=2"]));
        }
        command.extend(as_user());
        command
    }

    fn stop_signal(&self) -> &'static str {
        "TERM"
    }

    fn crash_signal(&self) -> &'static str {
        "KILL"
    }

    fn works(&self, connection: &mut TcpStream) -> io::Result<bool> {
        // It speaks first, after `start.sql`: length and number of the packet, then the version of the protocol.
        let mut packet = [0; 5];
        connection.read_exact(&mut packet)?;
        Ok(packet[4] == 10)
    }

    fn url(&self, port: u16) -> String {
        format!("mysql://miro:{PASSWORD}@127.0.0.1:{port}/miro")
    }
}

/// It runs as root only if configured explicitly.
fn as_user() -> Vec<OsString> {
    if is_root() { words([&"--user=root"]) } else { Vec::new() }
}

/// A server removes all temporary tables when it starts, including those of others that use the same folder.
fn temporary(folder: &Path) -> OsString {
    option("--tmpdir=", &folder.join("temporary"))
}

/// A long option with a path.
fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}
