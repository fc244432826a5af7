use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::kind::{Recipe, find, words};
use crate::{Durability, PASSWORD};

#[derive(Debug)]
pub(crate) struct Redis;

impl Recipe for Redis {
    fn name(&self) -> &'static str {
        "Redis"
    }

    fn variable(&self) -> &'static str {
        "MIRO_TEST_REDIS_URL"
    }

    fn program(&self) -> Option<PathBuf> {
        find("redis-server")
    }

    fn prepare(&self, _program: &Path, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn command(&self, program: &Path, folder: &Path, port: u16, durability: Durability) -> Vec<OsString> {
        let synced = if durability == Durability::Durable { "always" } else { "no" };
        let mut command = words([&program, &"--bind", &"127.0.0.1", &"--port", &port.to_string()]);
        command.extend(words([&"--dir", &folder, &"--requirepass", &PASSWORD, &"--save", &""]));
        command.extend(words([&"--appendonly", &"yes", &"--appendfsync", &synced]));
        command
    }

    fn stop_signal(&self) -> &'static str {
        "TERM"
    }

    fn crash_signal(&self) -> &'static str {
        "KILL"
    }

    fn works(&self, connection: &mut TcpStream) -> io::Result<bool> {
        // While it reads its file it lets users in, but responds to nothing else.
        connection.write_all(format!("AUTH {PASSWORD}\r\nPING\r\n").as_bytes())?;
        let mut reply = [0; 12];
        connection.read_exact(&mut reply)?;
        Ok(reply == *b"+OK\r\n+PONG\r\n")
    }

    fn url(&self, port: u16) -> String {
        format!("redis://:{PASSWORD}@127.0.0.1:{port}/")
    }
}

/// Returns the response of the Redis at this URL to a command of words without spaces, as text.
///
/// # Errors
/// Fails if it cannot be reached, and with its own errors.
pub fn ask_redis(url: &str, command: &str) -> io::Result<String> {
    let address = url.split_once('@').map_or(url, |(_, address)| address).trim_end_matches('/');
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(Duration::from_secs(30)))?;
    connection.write_all(format!("AUTH {PASSWORD}\r\n{command}\r\nQUIT\r\n").as_bytes())?;
    let mut reply = String::new();
    connection.read_to_string(&mut reply)?;
    // Between the responses to the password and to the farewell.
    let reply = reply.strip_prefix("+OK\r\n").and_then(|reply| reply.strip_suffix("+OK\r\n"));
    let reply = reply.ok_or_else(|| io::Error::other("Redis did not take the password"))?;
    match reply.strip_prefix('-') {
        Some(refused) => Err(io::Error::other(refused.trim_end().to_owned())),
        None => Ok(reply.trim_end().replace("\r\n", "\n")),
    }
}
