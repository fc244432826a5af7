//! This program as rustc's wrapper: it runs the real rustc, and records its CPU time and the size of its output.
//!
//! Cargo runs `RUSTC_WRAPPER` with the path of rustc and its arguments. Only a parent of a process learns its CPU
//! time, so this program is its own wrapper: [`RECORD`] tells it which of the two it is.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::process;
use miro_bench::Failure;

/// The environment variable that names the file to write to.
pub(super) const RECORD: &str = "MIRO_BENCH_RUSTC_RECORD";

/// One run of rustc.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Compilation {
    package: String,
    version: String,
    cpu: f64,
    /// Bytes of the library or the program; 0 if it made none, as for a check.
    size: u64,
}

/// Does rustc's work and returns its exit code, if cargo has started this process as its wrapper.
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
        let compilation = Compilation {
            package: package?,
            version: version?,
            cpu: process::cpu_of_children()?,
            size: made(&arguments)
                .into_iter()
                .find_map(|file| fs::metadata(file).ok())
                .map_or(0, |file| file.len()),
        };
        // A single write of one line, because other wrappers append to the same file at the same time.
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
    behind(arguments, "--crate-name").is_some_and(|name| name != OsStr::new("___"))
}

fn behind<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a OsStr> {
    arguments.iter().skip_while(|argument| *argument != option).nth(1).map(OsString::as_os_str)
}

/// Returns the path of the library or program that a compilation writes.
fn made(arguments: &[OsString]) -> Option<PathBuf> {
    let directory = behind(arguments, "--out-dir")?;
    let name = behind(arguments, "--crate-name")?.to_str()?;
    let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
    let suffix = texts.find_map(|text| text.strip_prefix("extra-filename=")).unwrap_or_default();
    let file = match behind(arguments, "--crate-type")?.to_str()? {
        "bin" => format!("{name}{suffix}"),
        _ => format!("lib{name}{suffix}.rlib"),
    };
    Some(Path::new(directory).join(file))
}

impl Compilation {
    fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}\n", self.package, self.version, self.cpu, self.size)
    }

    fn parse(line: &str) -> Result<Self, Failure> {
        let mut fields = line.split('\t');
        let (Some(package), Some(version), Some(cpu), Some(size), None) =
            (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(format!("{line:?} is no record of a compilation").into());
        };
        Ok(Self {
            package: package.to_owned(),
            version: version.to_owned(),
            cpu: cpu.parse()?,
            size: size.parse()?,
        })
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

    pub(super) fn size(&self) -> u64 {
        self.size
    }
}

/// Returns the number of packages: a package with a build script has several compilations.
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
        let compilation = |package: &str, version: &str, cpu, size| Compilation {
            package: package.to_owned(),
            version: version.to_owned(),
            cpu,
            size,
        };
        let miro = compilation("miro", "0.1.0", 7.25, 4_000_000);
        let syn = compilation("syn", "3.0.10", 0.0, 0);
        let record = miro.line() + &syn.line() + &syn.line();
        let read = Compilation::parse_all(&record).unwrap();
        assert_eq!(read, [miro, syn.clone(), syn]);
        assert_eq!(packages(&read), 2);
    }

    #[test]
    fn a_broken_record_is_an_error() {
        assert!(Compilation::parse_all("miro\t0.1.0\n").is_err());
        assert!(Compilation::parse_all("miro\t0.1.0\t1.5\n").is_err());
        assert!(Compilation::parse_all("miro\t0.1.0\tmany\t0\n").is_err());
    }

    fn arguments(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn what_is_made_is_found_by_the_arguments() {
        let library = "--crate-name miro --crate-type lib -C extra-filename=-12ab --out-dir /t/deps";
        assert_eq!(made(&arguments(library)), Some("/t/deps/libmiro-12ab.rlib".into()));
        let program = "--crate-name five_calls --crate-type bin --out-dir /t";
        assert_eq!(made(&arguments(program)), Some("/t/five_calls".into()));
        assert_eq!(made(&arguments("-vV")), None);
    }

    #[test]
    fn questions_to_rustc_are_no_compilations() {
        assert!(is_compilation(&arguments("--crate-name miro --edition=2024 miro/src/lib.rs")));
        assert!(!is_compilation(&arguments("- --crate-name ___ --print=file-names")));
        assert!(!is_compilation(&arguments("-vV")));
    }
}
