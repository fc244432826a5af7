//! Looks for secrets in all that tests and examples show.
//!
//! Where `MIRO_LEAK_SCAN` names a directory, every process that starts a sandbox writes two files there: all that is
//! logged at every level by every crate, with every error that came to an end (`*.log`), and the secrets that the sandbox
//! issued (`*.secrets`). Afterwards `cargo run -p miro-leaks -- DIRECTORY` looks for the ones in the others. Without the
//! variable nothing is written, and nothing costs anything.

mod forms;
mod scan;
mod watch;

pub use scan::{Leak, Report, scan};
pub use watch::{is_watching, note, secret, watch};

/// The variable that names the directory.
pub const VARIABLE: &str = "MIRO_LEAK_SCAN";
