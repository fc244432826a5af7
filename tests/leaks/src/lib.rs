//! Searches everything that tests and examples show for secrets.
//!
//! If `MIRO_LEAK_SCAN` names a directory, every process that starts a sandbox writes two files there: everything that
//! is logged at every level by every crate, with every error (`*.log`), and the secrets that the sandbox issued
//! (`*.secrets`). Afterwards `cargo run -p miro-leaks -- DIRECTORY` searches the former for the latter. Without the
//! variable nothing is written, at no cost.

mod forms;
mod scan;
mod watch;

pub use scan::{Leak, Report, scan};
pub use watch::{is_watching, note, secret, watch};

/// The variable that names the directory.
pub const VARIABLE: &str = "MIRO_LEAK_SCAN";
