//! Figures taken by a separate package, which documents them: `miro-hostile` (the cost of hostile responses),
//! `miro-logins` (whether logins get lost), `miro-progress` (whether calls wait for a future that is never polled),
//! and `miro-throughput` (what the client costs, and how fast it is).
//!
//! They are separate programs, so that this one builds without the client, its storages and their servers.

use std::process::{Command, ExitCode, Stdio};

use crate::workspace;

/// Builds and runs the package; its figures and exit status become those of this program.
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
