//! How long `miro` and programs that use it take to build, how large they are, and how many lines an operation takes.
//!
//! Nothing here touches the working tree or its target directory: builds go to a target directory under the system's
//! directory for temporary files, and files that must change for a build are changed in a copy ([`Scratch`]).
//! Packages must have been fetched, so that no download is timed. Environment variables that change how rustc is run
//! are removed ([`Cargo`]).
//!
//! *Wall* seconds are those of a whole cargo command. *CPU* seconds are the user and system time of rustc and of the
//! linker that it runs: they are the same on a machine with other work, while wall seconds need an idle one.
//!
//! Seconds are those of this machine. The checked value is the *ratio* of CPU seconds to those of compiling `syn`,
//! which each first build does as well, without optimization: machines compile at half or twice the speed of others.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `build-cold-wall` | `cargo build --release -p miro-api --locked` in an empty target directory |
//! | `build-cold-cpu` | the CPU seconds of that build, of all its crates |
//! | `build-cold-crates` | the number of packages that this build compiles, including `miro` and its macros |
//! | `build-cold-share` | the share of that CPU time that goes into `miro`, `miro-core` and `miro-macros` |
//! | `build-miro-cpu` | compiling `miro` alone in release, default features, as a dependency of a program |
//! | `build-miro-ratio` | that, divided by the CPU seconds of `syn` |
//! | `build-miro-size` | the `.rlib` of that |
//! | `build-program-wall` | rebuilding a program of five calls in release after a change in it, including linking |
//! | `build-program-cpu` | the CPU seconds of that rebuild |
//! | `build-program-ratio` | that, divided by the CPU seconds of `syn` |
//! | `build-program-size` | the program without its symbols |
//! | `build-check-wall` | `cargo check -p miro-api` after a line was put into one file of the catalogue |
//! | `build-check-cpu` | the CPU seconds of that check |
//! | `build-full-miro-cpu` | as `build-miro-cpu`, with the feature `full` |
//! | `build-full-miro-ratio` | that, divided by the CPU seconds of `syn` |
//! | `build-full-miro-size` | the `.rlib` of that |
//! | `build-full-program-size` | as `build-program-size`, with `full`: code that is not called should not be in it |
//! | `build-full-check-cpu` | checking `miro` with `full` from scratch |
//! | `build-full-check-ratio` | that, divided by the CPU seconds of `syn` |
//! | `declarations` | the number of operations that `miro/src/api` declares |
//! | `declaration-lines-median` | lines of a declaration, without its documentation |
//! | `declaration-lines-most` | those of the longest |
//!
//! Repeatable figures are the median of five runs, with `full` and with `--quick` of three.
//!
//! `--quick` leaves out the cold build, the checks, the sizes and `full`, and takes the other figures from a smaller
//! program: `miro` without its default features except boards, so without reqwest and its TLS and HTTP libraries, and
//! with only `miro` and the program optimized. `miro` is compiled once. So its figures show a jump, but cannot be
//! compared with the full ones: `build-program-wall` links less. The limits are half as much again as in a full run,
//! because `syn` was compiled once as well, alongside other crates, on a machine that may have had other work at that
//! moment.

mod cargo;
mod declarations;
mod rustc;
mod scratch;

use std::path::Path;

use crate::statistics::median;
use crate::workspace;
use cargo::{Cargo, Run};
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use scratch::{Features, Scratch};

pub(crate) use rustc::stand_in as stand_in_for_rustc;

const MOST_MIRO: f64 = 6.0;
const MOST_PROGRAM: f64 = 1.0;
const MOST_FULL_MIRO: f64 = 15.0;
const MOST_FULL_CHECK: f64 = 3.0;

/// The factor by which a quick run may exceed a limit.
const QUICK: f64 = 1.5;

/// Takes the figures of this module.
pub(crate) fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    take_declarations(report)?;
    if quick {
        let scratch = Scratch::new(&[Features::Quick])?;
        let cargo = Cargo::new(scratch.directory())?;
        progress("the first build of the program");
        let first = build_program(&cargo, &scratch, Features::Quick)?;
        let syn = cpu_of("syn", [&first])?;
        add(report, "build-miro", cpu_of("miro-api", [&first])?, syn, MOST_MIRO * QUICK);
        return take_program(report, &cargo, &scratch, Features::Quick, 3, syn);
    }
    let scratch = Scratch::new(&[Features::Default, Features::Full])?;
    let cargo = Cargo::new(scratch.directory())?;
    let syn = take_cold(report, &cargo)?;
    take_miro(report, &cargo, &scratch, syn)?;
    take_program(report, &cargo, &scratch, Features::Default, 5, syn)?;
    take_check(report, &cargo, &scratch)?;
    take_full(report, &cargo, &scratch, syn)
}

/// Adds CPU seconds, and their ratio to those of `syn`.
fn add(report: &mut Report, name: &str, seconds: f64, syn: f64, most: f64) {
    report.add(&Figure::new(format!("{name}-cpu"), seconds, "s"));
    report.add(&Figure::new(format!("{name}-ratio"), seconds / syn, "x").at_most(most));
}

#[allow(clippy::cast_precision_loss)]
fn take_declarations(report: &mut Report) -> Result<(), Failure> {
    let lines = declarations::lines(&workspace::root().join("miro/src/api"))?;
    let most = lines.iter().copied().fold(0.0, f64::max);
    report.add(&Figure::new("declarations", lines.len() as f64, "operations"));
    report.add(&Figure::new("declaration-lines-median", median(lines), "lines"));
    report.add(&Figure::new("declaration-lines-most", most, "lines"));
    Ok(())
}

/// Returns the CPU seconds of `syn`.
fn take_cold(report: &mut Report, cargo: &Cargo) -> Result<f64, Failure> {
    progress("the cold build");
    let run = cargo.run(workspace::root(), &["build", "--release", "--package", "miro-api", "--locked"])?;
    let ours: f64 = ["miro-api", "miro-core", "miro-macros"].iter().map(|package| run.cpu_of(package)).sum();
    report.add(&Figure::new("build-cold-wall", run.wall(), "s"));
    report.add(&Figure::new("build-cold-cpu", run.cpu(), "s"));
    #[allow(clippy::cast_precision_loss)]
    report.add(&Figure::new("build-cold-crates", run.packages() as f64, "crates"));
    report.add(&Figure::new("build-cold-share", 100.0 * ours / run.cpu(), "%"));
    cpu_of("syn", [&run])
}

fn take_miro(report: &mut Report, cargo: &Cargo, scratch: &Scratch, syn: f64) -> Result<(), Failure> {
    let runs = builds_of_miro(cargo, scratch, Features::Default, 5)?;
    add(report, "build-miro", cpu_of("miro-api", &runs)?, syn, MOST_MIRO);
    report.add(&size_of_miro("build-miro-size", &runs)?);
    Ok(())
}

/// Release builds keep nothing of a changed crate, so any change of the program does.
fn take_program(
    report: &mut Report,
    cargo: &Cargo,
    scratch: &Scratch,
    features: Features,
    repetitions: usize,
    syn: f64,
) -> Result<(), Failure> {
    progress("builds of the program after a change");
    let main = scratch.main_of_program(features);
    let runs = after_changes(repetitions, &main, || build_program(cargo, scratch, features))?;
    let wall = median(runs.iter().map(Run::wall));
    report.add(&Figure::new("build-program-wall", wall, "s"));
    let most = if features == Features::Quick { MOST_PROGRAM * QUICK } else { MOST_PROGRAM };
    add(report, "build-program", median(runs.iter().map(Run::cpu)), syn, most);
    if features == Features::Default {
        report.add(&size_of_program("build-program-size", cargo, scratch, features)?);
    }
    Ok(())
}

/// The line comes first in the file and so moves every declaration: more work than a change of the file's time.
fn take_check(report: &mut Report, cargo: &Cargo, scratch: &Scratch) -> Result<(), Failure> {
    progress("the first check of miro");
    let check = || cargo.run(&scratch.copied_workspace(), &["check", "--package", "miro-api"]);
    check()?;
    progress("checks after a change");
    let runs = after_changes(5, &scratch.file_of_miro("api/board/boards.rs"), check)?;
    report.add(&Figure::new("build-check-wall", median(runs.iter().map(Run::wall)), "s"));
    report.add(&Figure::new("build-check-cpu", median(runs.iter().map(Run::cpu)), "s"));
    Ok(())
}

fn take_full(report: &mut Report, cargo: &Cargo, scratch: &Scratch, syn: f64) -> Result<(), Failure> {
    let runs = builds_of_miro(cargo, scratch, Features::Full, 3)?;
    add(report, "build-full-miro", cpu_of("miro-api", &runs)?, syn, MOST_FULL_MIRO);
    report.add(&size_of_miro("build-full-miro-size", &runs)?);
    report.add(&size_of_program("build-full-program-size", cargo, scratch, Features::Full)?);

    progress("checks of miro with all features");
    let arguments =
        ["check", "--package", "miro-api", "--features", "full", "--config", "profile.dev.incremental=false"];
    let check = || cargo.run(&scratch.copied_workspace(), &arguments);
    check()?;
    let runs = after_changes(3, &scratch.file_of_miro("lib.rs"), check)?;
    add(report, "build-full-check", cpu_of("miro-api", &runs)?, syn, MOST_FULL_CHECK);
    Ok(())
}

/// Builds the program, because that compiles `miro` the way a dependency is compiled.
fn builds_of_miro(
    cargo: &Cargo,
    scratch: &Scratch,
    features: Features,
    repetitions: usize,
) -> Result<Vec<Run>, Failure> {
    progress("the first build of the program");
    build_program(cargo, scratch, features)?;
    progress("builds of miro alone");
    after_changes(repetitions, &scratch.file_of_miro("lib.rs"), || build_program(cargo, scratch, features))
}

fn build_program(cargo: &Cargo, scratch: &Scratch, features: Features) -> Result<Run, Failure> {
    cargo.run(&scratch.program(features), &["build", "--release"])
}

/// Returns the CPU seconds of one package: the median of these runs.
fn cpu_of<'a>(package: &str, runs: impl IntoIterator<Item = &'a Run>) -> Result<f64, Failure> {
    let seconds: Vec<f64> = runs.into_iter().map(|run| run.cpu_of(package)).collect();
    if seconds.contains(&0.0) {
        return Err(format!("cargo took `{package}` for built already, and did not compile it").into());
    }
    Ok(median(seconds))
}

fn size_of_miro(name: &'static str, runs: &[Run]) -> Result<Figure, Failure> {
    let run = runs.last().ok_or("nothing was built")?;
    Ok(Figure::new(name, run.size_of("miro-api")?, "MB"))
}

fn size_of_program(
    name: &'static str,
    cargo: &Cargo,
    scratch: &Scratch,
    features: Features,
) -> Result<Figure, Failure> {
    progress("the program without its symbols");
    let run = cargo.run(&scratch.program(features), &["rustc", "--release", "--", "-C", "strip=symbols"])?;
    Ok(Figure::new(name, run.size_of("five-calls")?, "MB"))
}

fn after_changes(
    repetitions: usize,
    file: &Path,
    mut build: impl FnMut() -> Result<Run, Failure>,
) -> Result<Vec<Run>, Failure> {
    let change_and_build = |_| {
        scratch::change(file)?;
        build()
    };
    (0..repetitions).map(change_and_build).collect()
}

fn progress(what: &str) {
    eprintln!("build: {what}");
}
