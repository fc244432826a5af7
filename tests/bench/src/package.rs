//! Figures that a package of its own takes, which says what they are: `miro-hostile` what hostile responses cost,
//! `miro-logins` whether logins get lost,
//! `miro-progress` whether calls wait for a future that nobody polls, and `miro-throughput` what the client costs, and how fast
//! it is.
//!
//! They are programs of their own, so that this one builds without the client, its storages and their servers.

use std::process::{Command, ExitCode, Stdio};

use crate::workspace;

/// Builds and runs it; its figures, and how it ends, are this program's.
pub(crate) fn take(package: &str, parts: &[String], quick: bool) -> ExitCode {
    let mut command = Command::new(workspace::cargo());
    command
        .args(["run", "--release", "--locked", "--quiet", "--package", package, "--"])
        .args(quick.then_some("--quick"))
        .args(parts)
        .current_dir(workspace::root())
        .stdin(Stdio::null());
    match command.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2).into(),
        Err(error) => {
            eprintln!("error: cargo could not be started: {error}");
            ExitCode::from(2)
        }
    }
}
