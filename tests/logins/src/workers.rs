//! The workers of one figure, as seen by the process that takes it.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use miro_bench::Failure;
use miro_sandbox::Sandbox;
use tokio::process::{Child, Command};

use crate::journal::{self, Step};
use crate::worker::{Done, Order, VARIABLE};
use miro_logins::backend::{LEASE_TIME, Place};

/// The number of processes that share a login, and the number of tasks of each.
pub(crate) const PROCESSES: usize = 4;
const TASKS: usize = 64;

#[derive(Debug)]
pub(crate) struct Worker {
    child: Child,
    journal: PathBuf,
}

impl Worker {
    /// Starts a worker; its journal has this name.
    pub(crate) fn start(place: &Place, sandbox: &Sandbox, name: &str) -> Result<Self, Failure> {
        start_with(place, sandbox, name, |_| {})
    }

    /// Sends `STOP` or `CONT`.
    pub(crate) async fn signal(&self, signal: &str) -> Result<(), Failure> {
        let process = self.child.id().ok_or("a worker has ended")?.to_string();
        match Command::new("kill").args(["-s", signal, &process]).status().await?.success() {
            true => Ok(()),
            false => Err("a worker could not be signalled".into()),
        }
    }

    /// Returns what it has recorded so far.
    pub(crate) fn journal(&self) -> Result<Vec<(Step, Duration)>, Failure> {
        Ok(journal::read(&self.journal)?)
    }

    /// Ends it as the kernel does when memory is short, and returns what it had recorded.
    pub(crate) async fn kill(mut self) -> Result<Vec<(Step, Duration)>, Failure> {
        self.child.kill().await?;
        self.journal()
    }

    /// Lets it finish, and returns what it has done.
    pub(crate) async fn stop(mut self) -> Result<Done, Failure> {
        drop(self.child.stdin.take());
        let output = self.child.wait_with_output().await?;
        if !output.status.success() {
            return Err(format!("a worker ended with {}", output.status).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// Starts a worker with another order.
pub(crate) fn start_with(
    place: &Place,
    sandbox: &Sandbox,
    name: &str,
    change: impl FnOnce(&mut Order),
) -> Result<Worker, Failure> {
    let journal = place.folder.path().join(name);
    let mut order = Order {
        backend: place.backend,
        location: place.location.clone(),
        lease: LEASE_TIME,
        base_url: sandbox.url().to_owned(),
        client_id: sandbox.client_id().to_owned(),
        client_secret: sandbox.client_secret().to_owned(),
        journal: journal.clone(),
        tasks: TASKS,
        runs_once: false,
        budget: None,
    };
    change(&mut order);
    let child = Command::new(std::env::current_exe()?)
        .env(VARIABLE, serde_json::to_string(&order)?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    Ok(Worker { child, journal })
}

/// Starts all of them.
pub(crate) fn start(place: &Place, sandbox: &Sandbox, scenario: &str) -> Result<Vec<Worker>, Failure> {
    (0..PROCESSES).map(|index| Worker::start(place, sandbox, &format!("{scenario}-{index}"))).collect()
}
