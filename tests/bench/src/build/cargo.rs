//! Runs cargo and measures the run.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::rustc::{self, Compilation};
use crate::workspace;
use miro_bench::Failure;

/// Runs cargo with a separate target directory.
#[derive(Debug)]
pub(super) struct Cargo {
    program: PathBuf,
    /// This program, as `RUSTC_WRAPPER`.
    rustc: PathBuf,
    target: PathBuf,
    record: PathBuf,
}

/// The cost of one run of cargo.
#[derive(Debug)]
pub(super) struct Run {
    wall: Duration,
    compilations: Vec<Compilation>,
}

impl Cargo {
    pub(super) fn new(directory: &Path) -> Result<Self, Failure> {
        Ok(Self {
            program: workspace::cargo(),
            rustc: std::env::current_exe()?,
            target: directory.join("target"),
            record: directory.join("record"),
        })
    }

    /// Runs cargo without network.
    ///
    /// # Errors
    /// Fails with cargo's output if cargo fails.
    pub(super) fn run(&self, directory: &Path, arguments: &[&str]) -> Result<Run, Failure> {
        fs::write(&self.record, "")?;
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| changes_compilation(name)) {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .current_dir(directory)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("RUSTC_WRAPPER", &self.rustc)
            .env(rustc::RECORD, &self.record)
            .stdin(Stdio::null());

        let start = Instant::now();
        let output = command.output().map_err(|error| format!("cargo could not be started: {error}"))?;
        let wall = start.elapsed();
        if !output.status.success() {
            return Err(format!(
                "`cargo {}` failed; if packages are missing, `cargo fetch` brings them. It printed:\n{}",
                arguments.join(" "),
                String::from_utf8_lossy(&output.stderr),
            )
            .into());
        }
        let compilations = Compilation::parse_all(&fs::read_to_string(&self.record)?)?;
        Ok(Run { wall, compilations })
    }
}

impl Run {
    /// Seconds from start to end, in wall time.
    pub(super) fn wall(&self) -> f64 {
        self.wall.as_secs_f64()
    }

    /// CPU seconds of all compilations.
    pub(super) fn cpu(&self) -> f64 {
        self.compilations.iter().map(Compilation::cpu).sum()
    }

    /// CPU seconds of the compilations of one package.
    pub(super) fn cpu_of(&self, package: &str) -> f64 {
        self.compilations.iter().filter(|compilation| compilation.is_of(package)).map(Compilation::cpu).sum()
    }

    /// Megabytes of the library or the program of one package.
    ///
    /// # Errors
    /// Fails if the run made neither.
    pub(super) fn size_of(&self, package: &str) -> Result<f64, Failure> {
        let of_package = self.compilations.iter().filter(|compilation| compilation.is_of(package));
        let size = of_package.map(Compilation::size).max().filter(|size| *size > 0);
        let size = size.ok_or_else(|| format!("cargo made nothing of `{package}`"))?;
        #[allow(clippy::cast_precision_loss)]
        Ok(size as f64 / 1e6)
    }

    /// The number of compiled packages.
    pub(super) fn packages(&self) -> usize {
        rustc::packages(&self.compilations)
    }
}

/// Whether an environment variable changes how rustc is run: figures are those of cargo's defaults.
fn changes_compilation(name: &OsStr) -> bool {
    const NAMES: [&str; 6] = [
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_INCREMENTAL",
        "RUSTC",
        "RUSTC_BOOTSTRAP",
        "RUSTC_WORKSPACE_WRAPPER",
        "RUSTFLAGS",
    ];
    let name = name.to_string_lossy();
    NAMES.contains(&&*name) || name.starts_with("CARGO_PROFILE_") || name.starts_with("CARGO_BUILD_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_the_compilation_are_taken_away() {
        for name in ["RUSTFLAGS", "CARGO_INCREMENTAL", "CARGO_PROFILE_DEV_DEBUG", "CARGO_BUILD_JOBS"] {
            assert!(changes_compilation(OsStr::new(name)), "{name}");
        }
        for name in ["PATH", "CARGO_HOME", "RUSTUP_TOOLCHAIN"] {
            assert!(!changes_compilation(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn cpu_time_is_told_by_package() {
        let compilations =
            Compilation::parse_all("miro\t1\t2.5\t3000000\nsyn\t3\t1\t0\nsyn\t3\t0.5\t0\n").unwrap();
        let run = Run { wall: Duration::from_millis(1500), compilations };
        assert_eq!((run.wall(), run.cpu()), (1.5, 4.0));
        assert_eq!((run.cpu_of("syn"), run.cpu_of("unheard-of")), (1.5, 0.0));
        assert_eq!(run.packages(), 2);
        assert_eq!(run.size_of("miro").unwrap(), 3.0);
        assert!(run.size_of("syn").is_err());
    }

    #[test]
    fn what_cargo_says_comes_with_the_error() {
        let directory = tempfile::tempdir().unwrap();
        let cargo = Cargo::new(directory.path()).unwrap();
        let failure = cargo.run(directory.path(), &["build"]).unwrap_err().to_string();
        assert!(failure.contains("`cargo build` failed") && failure.contains("Cargo.toml"), "{failure}");
    }
}
