//! Compares the public items of the published crates with the listings in `tests/surface`, one file per crate, which are
//! reviewed like code.
//!
//! ```text
//! cargo run -p miro-surface             # fails if a listing differs, and prints the lines
//! cargo run -p miro-surface -- --write  # accepts the items as they are
//! ```
//!
//! The listings are made with all features. One line is one item, as `cargo public-api` prints it, except that
//!
//! - an item with several paths is listed in full at one of them, and as `pub use` at the others;
//! - `pub use PATH as NAME` stands for an item of another crate;
//! - an implementation of a trait is one line, with its types, but without its functions and constants;
//! - `Send`, `Sync` and `Unpin` are listed only if they are missing or have a condition, and blanket implementations and
//!   other auto traits not at all;
//! - `endpoints! TYPE: CALL`, `id! TYPE` and `open_enum! TYPE` stand for a type that the macro generates, with the methods and
//!   implementations that each such type has: see `fold`.

mod document;
mod facts;
mod fold;
mod listing;
mod paths;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use paths::Paths;

/// The published packages, each with the name of its library. `miro-api` names items of `miro-core`.
const PACKAGES: [(&str, &str); 5] = [
    ("miro-core", "miro_core"),
    ("miro-api", "miro"),
    ("miro-macros", "miro_macros"),
    ("miro-picture", "miro_picture"),
    ("miro-sandbox", "miro_sandbox"),
];

fn main() -> ExitCode {
    let is_writing = env::args().any(|argument| argument == "--write");
    let mut output = io::stdout().lock();
    let (mut is_equal, mut paths) = (true, Paths::default());
    for (package, library) in PACKAGES {
        match compare(package, library, is_writing, &mut paths, &mut output) {
            Ok(same) => is_equal &= same,
            Err(error) => {
                let _ = writeln!(output, "{package}: {error}");
                is_equal = false;
            }
        }
    }
    if is_equal {
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(
        output,
        "if the change is intended: `cargo run -p miro-surface -- --write`, then review the diff of tests/surface"
    );
    ExitCode::FAILURE
}

/// Returns whether the package has the items of its listing, and prints the lines that differ.
fn compare(
    package: &str,
    library: &str,
    is_writing: bool,
    paths: &mut Paths,
    output: &mut impl Write,
) -> Result<bool, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize()?;
    let lines = listing::listing(&document::json(&root, package, library)?, paths)?;
    let path = root.join(format!("tests/surface/{package}.txt"));
    let text = lines.join("\n") + "\n";
    let old = fs::read_to_string(&path).unwrap_or_default();
    let difference = listing::difference(&old, &text);
    if is_writing {
        fs::write(&path, &text)?;
    } else {
        for line in &difference {
            writeln!(output, "{package}: {line}")?;
        }
    }
    writeln!(output, "{package}: {} items, {} lines differ", lines.len(), difference.len())?;
    // Equal lines in another order are a difference as well, but one that no user notices.
    Ok(is_writing || difference.is_empty())
}
