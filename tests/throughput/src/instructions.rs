//! The instructions of calls, which do not depend on other work of the machine.

use std::process::Stdio;

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use tokio::process::Command;

use crate::cpu::REACH;
use crate::order::{Call, Program, Work};
use crate::place::Place;

pub(crate) async fn take(report: &mut Report) -> Result<(), Failure> {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().await.is_err() {
        eprintln!("skipped: Valgrind is not installed");
        return Ok(());
    }
    for call in Call::ALL {
        let ours = count(Program::Ours, call).await?;
        let raw = count(Program::Raw, call).await?;
        let name = call.name();
        let figure = Figure::new(format!("throughput-instructions-{name}"), ours / raw, "");
        report.add(&figure.at_most(REACH));
        report.add(&Figure::new(format!("throughput-instructions-{name}-ours"), ours / 1e3, "k"));
        report.add(&Figure::new(format!("throughput-instructions-{name}-raw"), raw / 1e3, "k"));
    }
    Ok(())
}

/// Counts those of one call: the difference between two processes leaves out what a process does once.
async fn count(program: Program, call: Call) -> Result<f64, Failure> {
    let few = if matches!(call, Call::List) { 1 } else { 100 };
    let many = few * 3;
    let of_few = counted(program, call, few).await?;
    Ok((counted(program, call, many).await? - of_few) / (many - few) as f64)
}

/// The profile of the larger run stays in the directory that `MIRO_THROUGHPUT_PROFILES` names, for `callgrind_annotate`.
async fn counted(program: Program, call: Call, calls: usize) -> Result<f64, Failure> {
    let place = Place::with_latency(0).await;
    place.fill(10_000);
    let profile = std::env::var("MIRO_THROUGHPUT_PROFILES")
        .map_or_else(|_| "/dev/null".to_owned(), |folder| format!("{folder}/{program:?}-{}", call.name()));
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", &format!("--callgrind-out-file={profile}")]);
    command.arg(std::env::current_exe()?).stderr(Stdio::piped());
    let order = place.order(Work::Calls { program, call, calls });
    let output = order.give(&mut command)?.spawn()?.wait_with_output().await?;
    let told = String::from_utf8_lossy(&output.stderr);
    let count = told.lines().find_map(|line| line.split_once("Collected : "));
    let (_, count) =
        count.filter(|_| output.status.success()).ok_or_else(|| format!("Valgrind says: {told}"))?;
    Ok(count.trim().parse()?)
}
