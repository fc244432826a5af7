//! How long `miro` and programs that use it take to build.
//!
//! Nothing here touches the working tree or its target directory: builds go to a target directory under the system's
//! directory for temporary files, and what has to change for a build is changed in a copy ([`Scratch`]). Packages must
//! have been fetched, so that no download is timed. Settings of the environment that change how rustc is run are taken
//! away ([`Cargo`]).
//!
//! *Wall* seconds are those of a whole cargo command. *CPU* seconds are the user and system time of rustc and of the
//! linker that it runs: they say the same on a machine with other work, while wall seconds need an idle one.
//!
//! | figure | what it is |
//! | --- | --- |
//! | `build-cold-wall` | `cargo build --release -p miro --locked` in an empty target directory |
//! | `build-cold-cpu` | the CPU seconds of that build, of all its crates |
//! | `build-cold-crates` | how many packages that build compiles, `miro` and its macros among them |
//! | `build-cold-share` | how much of that CPU time goes into `miro`, `miro-core` and `miro-macros` |
//! | `build-miro-cpu` | compiling `miro` alone in release, default features, as a dependency of a program |
//! | `build-program-wall` | rebuilding a program of five calls in release after a change in it, linking included |
//! | `build-program-cpu` | the CPU seconds of that rebuild |
//! | `build-check-wall` | `cargo check -p miro` after a line was put into one file of the catalogue |
//! | `build-check-cpu` | the CPU seconds of that check |
//!
//! Those that can be repeated are the median of five, with `--quick` of three.
//!
//! `--quick` leaves out the cold build and the check, and takes the other three from a smaller program: `miro` without
//! its default features, so without reqwest and the TLS and HTTP libraries behind it, and everything but `miro` and the
//! program unoptimised. `miro` is compiled once. So its figures catch a jump, and are not to be compared with the full ones:
//! `build-program-wall` links less.

mod cargo;
mod rustc;
mod scratch;

use std::path::Path;

use crate::figure::{Figure, Report};
use crate::statistics::median;
use crate::{Failure, workspace};
use cargo::{Cargo, Run};
use scratch::Scratch;

pub(crate) use rustc::stand_in as stand_in_for_rustc;

const MOST_MIRO_CPU: f64 = 15.0;
const MOST_PROGRAM_WALL: f64 = 3.0;

/// Takes the figures of this module.
pub(crate) fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    let scratch = Scratch::new(quick)?;
    let cargo = Cargo::new(scratch.directory())?;
    if quick {
        progress("the first build of the program");
        let first = build_program(&cargo, &scratch)?;
        report.add(&miro_cpu([first])?);
        return take_program(report, &cargo, &scratch, 3);
    }
    take_cold(report, &cargo)?;
    take_miro(report, &cargo, &scratch, 5)?;
    take_program(report, &cargo, &scratch, 5)?;
    take_check(report, &cargo, &scratch, 5)
}

fn take_cold(report: &mut Report, cargo: &Cargo) -> Result<(), Failure> {
    progress("the cold build");
    let run = cargo.run(workspace::root(), &["build", "--release", "--package", "miro", "--locked"])?;
    let ours: f64 = ["miro", "miro-core", "miro-macros"].iter().map(|package| run.cpu_of(package)).sum();
    report.add(&Figure::new("build-cold-wall", run.wall(), "s"));
    report.add(&Figure::new("build-cold-cpu", run.cpu(), "s"));
    #[allow(clippy::cast_precision_loss)]
    report.add(&Figure::new("build-cold-crates", run.packages() as f64, "crates"));
    report.add(&Figure::new("build-cold-share", 100.0 * ours / run.cpu(), "%"));
    Ok(())
}

/// The program is built first, because it compiles `miro` the way a dependency is compiled.
fn take_miro(
    report: &mut Report,
    cargo: &Cargo,
    scratch: &Scratch,
    repetitions: usize,
) -> Result<(), Failure> {
    progress("the first build of the program");
    build_program(cargo, scratch)?;
    progress("builds of miro alone");
    let runs = after_changes(repetitions, &scratch.file_of_miro("lib.rs"), || build_program(cargo, scratch))?;
    report.add(&miro_cpu(runs)?);
    Ok(())
}

/// Release builds keep nothing of the crate that changed, so it does not matter what changed in the program.
fn take_program(
    report: &mut Report,
    cargo: &Cargo,
    scratch: &Scratch,
    repetitions: usize,
) -> Result<(), Failure> {
    progress("builds of the program after a change");
    let runs = after_changes(repetitions, &scratch.main_of_program(), || build_program(cargo, scratch))?;
    let wall = median(runs.iter().map(Run::wall));
    report.add(&Figure::new("build-program-wall", wall, "s").at_most(MOST_PROGRAM_WALL));
    report.add(&Figure::new("build-program-cpu", median(runs.iter().map(Run::cpu)), "s"));
    Ok(())
}

/// The line comes first in the file, and so moves every declaration: more work than a change of the file's time.
fn take_check(
    report: &mut Report,
    cargo: &Cargo,
    scratch: &Scratch,
    repetitions: usize,
) -> Result<(), Failure> {
    progress("the first check of miro");
    let check = || cargo.run(&scratch.copied_workspace(), &["check", "--package", "miro"]);
    check()?;
    progress("checks after a change");
    let runs = after_changes(repetitions, &scratch.file_of_miro("api/boards.rs"), check)?;
    report.add(&Figure::new("build-check-wall", median(runs.iter().map(Run::wall)), "s"));
    report.add(&Figure::new("build-check-cpu", median(runs.iter().map(Run::cpu)), "s"));
    Ok(())
}

fn build_program(cargo: &Cargo, scratch: &Scratch) -> Result<Run, Failure> {
    cargo.run(&scratch.program(), &["build", "--release"])
}

fn miro_cpu(runs: impl IntoIterator<Item = Run>) -> Result<Figure, Failure> {
    let seconds: Vec<f64> = runs.into_iter().map(|run| run.cpu_of("miro")).collect();
    if seconds.contains(&0.0) {
        return Err("cargo took `miro` for built already, and did not compile it".into());
    }
    Ok(Figure::new("build-miro-cpu", median(seconds), "s").at_most(MOST_MIRO_CPU))
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
