//! This program in rustc's place: it runs the real one, and writes down its CPU time.
//!
//! Cargo runs `RUSTC_WRAPPER` with the path of rustc and its arguments. Only a parent of a process hears of its CPU time,
//! so this program is its own wrapper: it knows from [`RECORD`] which of the two it is.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::Failure;

/// The environment variable that names the file to write to.
pub(super) const RECORD: &str = "MIRO_BENCH_RUSTC_RECORD";

/// What /proc counts CPU time in. The kernel reports hundredths of a second to programs, whatever its own clock.
const TICKS_PER_SECOND: f64 = 100.0;

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
        let compilation = Compilation {
            package: package?,
            version: version?,
            cpu: cpu_of_children(&fs::read_to_string("/proc/self/stat")?)?,
        };
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

/// The user and system time, in seconds, of the processes that this one has waited for, from its /proc/self/stat.
fn cpu_of_children(stat: &str) -> Result<f64, Failure> {
    // The second field is the name of the program in brackets, and may have spaces and brackets of its own.
    let (_, fields) = stat.rsplit_once(')').ok_or("/proc/self/stat has no name of a program")?;
    let (user, system) = (13, 14);
    let fields: Vec<&str> = fields.split_ascii_whitespace().collect();
    let ticks = |index: usize| -> Result<f64, Failure> {
        Ok(fields.get(index).ok_or("/proc/self/stat has no times of children")?.parse()?)
    };
    Ok((ticks(user)? + ticks(system)?) / TICKS_PER_SECOND)
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
    fn times_of_children_are_found_behind_any_name() {
        let stat = "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 11 12 250 50 20 0 1 0 99";
        assert_eq!(cpu_of_children(stat).unwrap(), 3.0);
        assert!(cpu_of_children("7 (short) S 1 2").is_err());
        assert!(cpu_of_children("").is_err());
    }

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
