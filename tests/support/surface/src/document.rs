//! Makes rustdoc describe a crate as JSON.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The release whose rustdoc writes the JSON. Its format changes every few releases, so `Cargo.toml` pins the libraries
/// that read it, and the three versions change together.
const RUST: &str = "1.95.0";

/// Writes the documentation of a library as JSON, and returns its path.
pub(crate) fn json(root: &Path, package: &str, library: &str) -> Result<PathBuf, Box<dyn Error>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let path = target.join(format!("doc/{library}.json"));
    if path.exists() {
        fs::remove_file(&path)?;
    }
    let mut cargo = Command::new("cargo");
    if !is_installed(Command::new("rustc").arg("--version")) {
        // A release that rustup has is not installed again, because that can replace its files while others use them.
        if !is_installed(Command::new("rustup").args(["run", RUST, "rustc", "--version"])) {
            run(Command::new("rustup").args(["toolchain", "install", RUST, "--profile", "minimal"]))?;
        }
        cargo.env("RUSTUP_TOOLCHAIN", RUST);
    }
    run(cargo
        .current_dir(root)
        .args(["rustdoc", "--quiet", "--locked", "--all-features", "--lib", "--package", package])
        .arg("--target-dir")
        .arg(&target)
        .args(["--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow"])
        .env("RUSTDOC", root.join("tests/support/surface/rustdoc")))?;
    Ok(path)
}

/// Whether the command prints that `rustc` is of the release.
fn is_installed(version: &mut Command) -> bool {
    let printed = version.output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&printed).starts_with(&format!("rustc {RUST} "))
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}").into()) }
}
