//! Looks for secrets in all that tests and examples show.
//!
//! Where `MIRO_LEAK_SCAN` names a directory, every process that starts a sandbox writes two files there (see
//! `miro_sandbox::leak_scan`). Afterwards `cargo run -p miro-leaks -- DIRECTORY` looks for the secrets in the logs.

mod forms;
mod scan;

pub use scan::{Leak, Report, scan};
