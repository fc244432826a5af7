//! Storages: the contract of each, several processes with one storage, and the state after crashes.

mod cluster;
mod encrypted;
mod file;
mod frozen;
mod keyring;
mod process;
mod redis;
mod redis_faults;
mod refresh;
mod sql;

use std::fmt::Debug;

use miro::storage::conformance::{self, Processes};
use miro::storage::{Storage, StorageError};

/// Fails with the violations that the suite reports.
async fn conforms<S: Storage + Debug>(open: impl AsyncFn() -> Result<S, StorageError>) {
    if let Err(failures) = conformance::run(Processes::Several, open).await {
        panic!("{failures}");
    }
}
