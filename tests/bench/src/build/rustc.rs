//! This program in rustc's place: it runs the real one, and writes down its CPU time.
//!
//! Cargo runs `RUSTC_WRAPPER` with the path of rustc and its arguments. Only a parent of a process hears of its CPU time,
//! so this program is its own wrapper: it knows from [`RECORD`] which of the two it is.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::{Failure, process};

/// The environment variable that names the file to write to.
pub(super) const RECORD: &str = "MIRO_BENCH_RUSTC_RECORD";

/// One run of rustc.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Compilation {
    package: String,
    version: String,
    cpu: f64,
}

/// Does rustc's work and returns its exit code, if cargo has started this process in its place.
pub(crate) fn stand_in() -> Option<ExitCode> {
    let record = std::env::var_os(RECORD)?;
    let exit_code = run_and_record(Path::new(&record)).unwrap_or_else(|failure| {
        eprintln!("error: miro-bench in rustc's place: {failure}");
        ExitCode::FAILURE
    });
    Some(exit_code)
}

fn run_and_record(record: &Path) -> Result<ExitCode, Failure> {
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments.next().ok_or("no path of rustc is given")?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = Command::new(rustc).args(&arguments).status()?;
    if is_compilation(&arguments) {
        let [package, version] = ["CARGO_PKG_NAME", "CARGO_PKG_VERSION"].map(std::env::var);
        let compilation =
            Compilation { package: package?, version: version?, cpu: process::cpu_of_children()? };
        // One write of one line: other wrappers append to the same file at the same time.
        OpenOptions::new()
            .append(true)
            .create(true)
            .open(record)?
            .write_all(compilation.line().as_bytes())?;
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Cargo also asks rustc for its version and its settings.
fn is_compilation(arguments: &[OsString]) -> bool {
    let name = arguments.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    name.is_some_and(|name| name != OsStr::new("___"))
}

impl Compilation {
    fn line(&self) -> String {
        format!("{}\t{}\t{}\n", self.package, self.version, self.cpu)
    }

    fn parse(line: &str) -> Result<Self, Failure> {
        let mut fields = line.split('\t');
        let (Some(package), Some(version), Some(cpu), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(format!("{line:?} is no record of a compilation").into());
        };
        Ok(Self { package: package.to_owned(), version: version.to_owned(), cpu: cpu.parse()? })
    }

    pub(super) fn parse_all(record: &str) -> Result<Vec<Self>, Failure> {
        record.lines().map(Self::parse).collect()
    }

    pub(super) fn is_of(&self, package: &str) -> bool {
        self.package == package
    }

    pub(super) fn cpu(&self) -> f64 {
        self.cpu
    }
}

/// How many packages these are: one has several compilations if it has a build script.
pub(super) fn packages(compilations: &[Compilation]) -> usize {
    let packages: BTreeSet<_> =
        compilations.iter().map(|compilation| (&compilation.package, &compilation.version)).collect();
    packages.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let miro = Compilation { package: "miro".to_owned(), version: "0.1.0".to_owned(), cpu: 7.25 };
        let syn = Compilation { package: "syn".to_owned(), version: "3.0.10".to_owned(), cpu: 0.0 };
        let record = miro.line() + &syn.line() + &syn.line();
        let read = Compilation::parse_all(&record).unwrap();
        assert_eq!(read, [miro, syn.clone(), syn]);
        assert_eq!(packages(&read), 2);
    }

    #[test]
    fn a_broken_record_is_an_error() {
        assert!(Compilation::parse_all("miro\t0.1.0\n").is_err());
        assert!(Compilation::parse_all("miro\t0.1.0\tmany\n").is_err());
    }

    #[test]
    fn questions_to_rustc_are_no_compilations() {
        let arguments = |line: &str| -> Vec<OsString> { line.split(' ').map(OsString::from).collect() };
        assert!(is_compilation(&arguments("--crate-name miro --edition=2024 miro/src/lib.rs")));
        assert!(!is_compilation(&arguments("- --crate-name ___ --print=file-names")));
        assert!(!is_compilation(&arguments("-vV")));
    }
}
