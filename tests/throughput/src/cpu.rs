//! The CPU time of calls.

use std::process::Stdio;

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::order::{Call, Order, Program, Work};
use crate::place::Place;
use crate::statistics::median;

/// The number of calls in flight in the figures without `-one-by-one`. With one alone, a third of the CPU time is
/// that of the kernel putting both sides to sleep and waking them up, and that time depends on how long the other
/// side has been asleep.
pub(crate) const IN_FLIGHT: usize = 8;

/// The limit of the client's cost, divided by that of the other program.
pub(crate) const REACH: f64 = 1.0;

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    for call in Call::ALL {
        take_call(report, quick, call, IN_FLIGHT, call.name()).await?;
        // The pages of a list name each other, so they are read one by one in any case.
        if !matches!(call, Call::List) {
            take_call(report, quick, call, 1, &format!("{}-one-by-one", call.name())).await?;
        }
    }
    Ok(())
}

async fn take_call(
    report: &mut Report,
    quick: bool,
    call: Call,
    at_once: usize,
    name: &str,
) -> Result<(), Failure> {
    let place = Place::with_latency(0).await;
    let calls = match call {
        Call::List => 1,
        _ if quick => 300,
        _ => 500,
    };
    place.fill(if quick { 2_000 } else { 10_000 });
    let order = |program| place.order(Work::Rounds { program, call, calls, at_once });
    let mut ours = Worker::start(&order(Program::Ours)).await?;
    let mut raw = Worker::start(&order(Program::Raw)).await?;
    let mut times = Vec::new();
    for _ in 0..if quick { 5 } else { 21 } {
        times.push((ours.round().await?, raw.round().await?));
    }
    let ratio = median(times.iter().map(|(ours, raw)| ours / raw));
    let figure = Figure::new(format!("throughput-cpu-{name}"), ratio, "");
    report.add(&if quick { figure } else { figure.at_most(REACH) });
    let ours = median(times.iter().map(|(ours, _)| *ours)) * 1e6;
    report.add(&Figure::new(format!("throughput-cpu-{name}-ours"), ours, "us"));
    let raw = median(times.iter().map(|(_, raw)| *raw)) * 1e6;
    report.add(&Figure::new(format!("throughput-cpu-{name}-raw"), raw, "us"));
    Ok(())
}

/// A process that makes a round of calls on request.
struct Worker {
    _child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    /// The first round does not count, because nothing is connected and caches are cold.
    async fn start(order: &Order) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = order.give(&mut command)?.stderr(Stdio::inherit()).spawn()?;
        let input = child.stdin.take().ok_or("a worker has no input")?;
        let output = BufReader::new(child.stdout.take().ok_or("a worker has no output")?).lines();
        let mut worker = Self { _child: child, input, output };
        worker.round().await?;
        Ok(worker)
    }

    /// Returns the CPU seconds of a call.
    async fn round(&mut self) -> Result<f64, Failure> {
        self.input.write_all(b"\n").await?;
        Ok(self.output.next_line().await?.ok_or("a worker has ended")?.parse()?)
    }
}
