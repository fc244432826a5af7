//! The sandbox as a process.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::connection::Connection;
use crate::{process, workspace};
use miro_bench::Failure;

/// More credits than any figure spends.
const RATE_LIMIT: &str = "1000000000000";

/// Builds the sandbox into the target directory of this program, and returns its path.
pub(super) fn build() -> Result<PathBuf, Failure> {
    let this = std::env::current_exe()?;
    let target = this.ancestors().nth(2).ok_or("this program is in no target directory")?;
    let mut command = Command::new(workspace::cargo());
    command
        .args(["build", "--release", "--package", "miro-sandbox", "--locked", "--target-dir"])
        .arg(target)
        .current_dir(workspace::root())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let status = command.status().map_err(|error| format!("cargo could not be started: {error}"))?;
    if !status.success() {
        return Err("the sandbox could not be built".into());
    }
    Ok(target.join("release").join(format!("miro-sandbox{}", std::env::consts::EXE_SUFFIX)))
}

/// A running sandbox, stopped on drop.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    /// Kept open, so that the sandbox can go on printing.
    output: BufReader<ChildStdout>,
    host: String,
    token: String,
}

impl Server {
    /// Starts the sandbox, which accepts requests as soon as this returns.
    pub(super) fn start(program: &Path) -> Result<Self, Failure> {
        let mut child = Command::new(program)
            .args(["--port", "0", "--rate-limit", RATE_LIMIT])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}", program.display()))?;
        let output = child.stdout.take().ok_or("the sandbox has no output")?;
        // From here on the process is stopped whatever happens.
        let (host, token) = (String::new(), String::new());
        let mut server = Self { child, output: BufReader::new(output), host, token };
        let mut line = String::new();
        while server.host.is_empty() || server.token.is_empty() {
            line.clear();
            if server.output.read_line(&mut line)? == 0 {
                return Err("the sandbox ended before it had printed its URL and a token".into());
            }
            if let Some(url) = printed(&line, "base URL") {
                server.host = url.trim_start_matches("http://").to_owned();
            } else if let Some(token) = printed(&line, "access token") {
                server.token = token.to_owned();
            }
        }
        Ok(server)
    }

    pub(super) fn connect(&self) -> Result<Connection, Failure> {
        Connection::open(&self.host)
    }

    /// Returns the bytes of a request, with a JSON body unless it is empty.
    pub(super) fn request(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        let Self { host, token, .. } = self;
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
             Accept: application/json\r\n"
        );
        if !body.is_empty() {
            let length = body.len();
            request += &format!("Content-Type: application/json\r\nContent-Length: {length}\r\n");
        }
        request += "\r\n";
        request += body;
        request.into_bytes()
    }

    /// The CPU seconds that the sandbox has used so far.
    pub(super) fn cpu(&self) -> Result<f64, Failure> {
        process::cpu(self.child.id())
    }

    /// The resident memory of the sandbox in bytes.
    pub(super) fn memory(&self) -> Result<f64, Failure> {
        process::resident_memory(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The sandbox has nothing to lose, and an error could not be reported.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the value of this name, if the line is about it.
fn printed<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    (found.trim() == name).then(|| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_names() {
        assert_eq!(printed("base URL:      http://127.0.0.1:1\n", "base URL"), Some("http://127.0.0.1:1"));
        assert_eq!(printed("access token:  abc\n", "base URL"), None);
        assert_eq!(printed("no name\n", "base URL"), None);
    }
}
