//! Compares the public items of the published crates with the listings in `tests/surface`, one file per crate, which are
//! reviewed like code.
//!
//! ```text
//! cargo run -p miro-surface             # fails if a listing differs, and prints the lines
//! cargo run -p miro-surface -- --write  # accepts the items as they are
//! ```
//!
//! The listings have all features. Left out are automatic, blanket and derived implementations, hidden items, and of each
//! operation's builder the methods that every builder has.

mod listing;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

/// The published packages, each with the name of its library.
const PACKAGES: [(&str, &str); 5] = [
    ("miro-api", "miro"),
    ("miro-core", "miro_core"),
    ("miro-macros", "miro_macros"),
    ("miro-picture", "miro_picture"),
    ("miro-sandbox", "miro_sandbox"),
];

fn main() -> ExitCode {
    let is_writing = env::args().any(|argument| argument == "--write");
    let mut output = io::stdout().lock();
    let mut is_equal = true;
    for (package, library) in PACKAGES {
        match compared(package, library, is_writing, &mut output) {
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
        "if the items are meant to be so: cargo run -p miro-surface -- --write, and review the diff"
    );
    ExitCode::FAILURE
}

/// Whether the listing of this package is the one in the repository; prints the lines that differ.
fn compared(
    package: &str,
    library: &str,
    is_writing: bool,
    output: &mut impl Write,
) -> Result<bool, Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize()?;
    let json = documented(&root, package, library)?;
    let public = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()?;
    let new = listing::of(public.items().map(ToString::to_string));
    let file = root.join(format!("tests/surface/{package}.txt"));
    let old = fs::read_to_string(&file).unwrap_or_default();
    let difference = listing::difference(&old, &new);
    if is_writing {
        fs::write(&file, &new)?;
    }
    for line in &difference {
        writeln!(output, "{package}: {line}")?;
    }
    writeln!(output, "{package}: {} items, {} lines differ", new.lines().count(), difference.len())?;
    Ok(is_writing || difference.is_empty())
}

/// Writes the documentation of a library as JSON.
fn documented(root: &Path, package: &str, library: &str) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["rustdoc", "--quiet", "--locked", "--all-features", "--lib", "--package", package])
        .args(["--target-dir".as_ref(), target.as_os_str()])
        .args(["--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow"])
        // Stable Rust writes it as well; only the format is not stable.
        .env("RUSTC_BOOTSTRAP", "1")
        .status()?;
    if !status.success() {
        return Err(format!("cargo rustdoc ended with {status}").into());
    }
    Ok(target.join(format!("doc/{library}.json")))
}
