//! The task of a worker, and how it is started.

use std::process::Stdio;

use miro_bench::Failure;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::process::Command;

/// The environment variable that holds the order of a worker.
const VARIABLE: &str = "MIRO_THROUGHPUT_WORKER";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) url: String,
    pub(crate) token: String,
    pub(crate) board: String,
    /// The Redis of the budget that it shares.
    pub(crate) redis: Option<String>,
    pub(crate) work: Work,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Work {
    /// Makes this many calls for each input line, this many of them at once, and prints the CPU seconds of one.
    Rounds { program: Program, call: Call, calls: usize, at_once: usize },
    /// Makes this many calls.
    Calls { program: Program, call: Call, calls: usize },
    /// Reads a list, and prints the seconds.
    List { list: List, prefetch: usize, busy: bool },
    /// Creates sticky notes, and prints the seconds.
    Create { way: Way, notes: usize },
    /// Makes as many calls as it may for this many seconds.
    Spend { seconds: u64 },
    /// Streams a board, and prints the bytes of memory that it took.
    Stream { items: usize },
    /// Makes calls against memory alone, and prints the CPU seconds of a call.
    Schedule { tasks: usize, calls: usize, budget: bool },
    /// Creates, reads and deletes sticky notes, and prints the results.
    Journal { notes: usize },
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Program {
    Ours,
    Raw,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Call {
    Board,
    List,
    Create,
}

impl Call {
    pub(crate) const ALL: [Self; 3] = [Self::Board, Self::List, Self::Create];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::List => "list",
            Self::Create => "create",
        }
    }
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum List {
    Items,
    Boards,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Way {
    OneByOne,
    AtOnce,
    All,
}

/// The order, if this process is a worker.
pub(crate) fn received() -> Option<Order> {
    serde_json::from_str(&std::env::var(VARIABLE).ok()?).ok()
}

impl Order {
    /// Makes a command start this program with the order.
    pub(crate) fn give<'c>(&self, command: &'c mut Command) -> Result<&'c mut Command, Failure> {
        Ok(command
            .env(VARIABLE, serde_json::to_string(self)?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true))
    }

    /// Runs the order in a worker, and returns the worker's output.
    pub(crate) async fn carry_out<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let output =
            self.give(&mut Command::new(std::env::current_exe()?))?.spawn()?.wait_with_output().await?;
        if !output.status.success() {
            return Err(format!("a worker ended with {}", output.status).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}
