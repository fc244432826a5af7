//! Prints what the client costs, and how fast it is: `cargo run --release -p miro-bench -- throughput [PART..]
//! [--quick]`.
//!
//! A part is `cpu`, `instructions`, `lists`, `creation`, `budget`, `memory`, `scheduler` or `losses`; without one all
//! are taken.
//!
//! Everything runs against the sandbox, in this process; the client runs in separate processes, so that its CPU time
//! and memory are measured alone. With `--quick` everything is smaller, long figures are left out, and times have no
//! limit, because they are too short to be trusted on a machine with other work.
//!
//! *CPU*: the cost of typed calls, against a program that makes the same calls with reqwest and serde alone, over the
//! same connection settings and into its own structures with the same fields. `CALL` is `board` (`GET` a board),
//! `list` (10,000 items in pages of 50) or `create` (a sticky note). The two programs make their rounds in turn, with
//! eight calls in flight at once, except for the list, whose pages name each other; `-one-by-one` is with one call at
//! a time.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `throughput-cpu-CALL[-one-by-one]` | CPU time of the client divided by that of the program: the median of the rounds |
//! | `throughput-cpu-CALL[-one-by-one]-ours`, `-raw` | the two, in microseconds per call |
//! | `throughput-instructions-CALL` | the same ratio, of the instructions that Valgrind counts; not with `--quick` |
//! | `throughput-instructions-CALL-ours`, `-raw` | the two, in thousands per call |
//!
//! `MIRO_THROUGHPUT_PROFILES` names a directory for the profiles of Valgrind, which `callgrind_annotate` reads.
//!
//! *Lists*: the time to read 10,000 items (by cursor, 200 pages) if every response takes `LATENCY` milliseconds, and
//! 2,000 boards (by offset, 40 pages) at 20. A *busy* consumer takes 20 milliseconds for each page.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `throughput-items-LATENCYms-prefetch-N[-busy]` | seconds |
//! | `throughput-items-prefetch-busy` | with one page ahead, divided by without, at 20 ms and with a busy consumer |
//! | `throughput-boards-prefetch-N` | seconds |
//! | `throughput-boards-prefetch` | with eight pages ahead, divided by without |
//!
//! *Creation* of 2,000 sticky notes if every response takes 20 milliseconds, without a budget:
//! `throughput-create-one-by-one` (200 are created, and the time counts ten times), `-32-at-once`, `-all`
//! (`create_all`, 32 calls at once), all in seconds, and `-all-ratio`, the last divided by the first, in percent.
//!
//! *Budget*, over five windows of ten seconds, each of 100,000 credits, and calls of 50:
//!
//! | figure | meaning |
//! | --- | --- |
//! | `throughput-budget-used`, `-refused` | the share of the credits that becomes calls, in percent, and the number of refused calls |
//! | `throughput-budget-shared-used`, `-refused` | the same of four processes that share a budget through Redis; skipped if that is not installed |
//! | `throughput-budget-beside-used`, `-refused` | the spent share of what another program leaves, which spends a third of every window as fast as it can at the same time, and the most calls that one window refuses |
//!
//! *Memory*: `throughput-memory`, the peak memory of a process beyond that after its first call, while it streams
//! 1,000,000 items, in MB.
//!
//! *Scheduler*: `throughput-scheduler-N`, what a budget costs a call while N calls wait for their turn, in
//! nanoseconds of CPU time: the difference to a client without a budget, over a transport that responds at once.
//!
//! *Losses*: 100,000 calls, of which one in 20 meets a fault: the connection is reset before or after the effect,
//! 429, 5xx before or after the effect, half a response. Afterwards the board is compared with the results of the
//! calls.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `throughput-faults-calls`, `-failed` | calls, and those whose error reached the program |
//! | `throughput-faults-unknown` | of these, those whose error says that it is unknown whether they were processed |
//! | `throughput-faults-lost` | calls that succeeded and have not been processed, or got the response to another |
//! | `throughput-faults-doubled` | calls that were processed more than once |
//! | `throughput-faults-misjudged` | errors that say that nothing was processed although something was, or the other way round |

mod budget;
mod cpu;
mod creation;
mod instructions;
mod lists;
mod losses;
mod memory;
mod order;
mod place;
mod scheduler;
mod statistics;
mod worker;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use miro_bench::Failure;
use miro_bench::figure::Report;

/// Prints what the client costs, one figure per line.
#[derive(Debug, Parser)]
struct Arguments {
    /// Takes fewer and smaller figures, in under a minute on two idle cores.
    #[arg(long)]
    quick: bool,
    /// The parts to take; all if none is named.
    #[arg(value_enum, value_name = "PART")]
    parts: Vec<Part>,
}

/// The parts of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Cpu,
    Instructions,
    Lists,
    Creation,
    Budget,
    Memory,
    Scheduler,
    Losses,
}

fn main() -> ExitCode {
    let done = match order::received() {
        Some(order) => worker::run(order).map(|()| ExitCode::SUCCESS),
        None => take_all(&Arguments::parse()),
    };
    done.unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        ExitCode::from(2)
    })
}

fn take_all(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut report = Report::default();
    for part in Part::value_variants() {
        if arguments.parts.is_empty() || arguments.parts.contains(part) {
            eprintln!("taking {part:?}");
            runtime.block_on(take(&mut report, *part, arguments.quick))?;
        }
    }
    Ok(if report.falls_short() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

async fn take(report: &mut Report, part: Part, quick: bool) -> Result<(), Failure> {
    match part {
        Part::Cpu => cpu::take(report, quick).await,
        Part::Instructions if quick => Ok(()),
        Part::Instructions => instructions::take(report).await,
        Part::Lists => lists::take(report, quick).await,
        Part::Creation => creation::take(report, quick).await,
        Part::Budget => budget::take(report, quick).await,
        Part::Memory => memory::take(report, quick).await,
        Part::Scheduler => scheduler::take(report, quick).await,
        Part::Losses => losses::take(report, quick).await,
    }
}
