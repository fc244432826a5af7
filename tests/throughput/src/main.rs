//! Prints what the client costs, and how fast it is: `cargo run --release -p miro-bench -- throughput [PART..] [--quick]`.
//!
//! A part is `cpu`, `instructions`, `lists`, `creation`, `budget`, `memory`, `scheduler` or `losses`; without one all are taken.
//!
//! All of it runs against the sandbox, in this process; the client is in processes of its own, so that its CPU time and its
//! memory are its own. With `--quick` there is less of everything, what takes long is left out, and times have no reach: they
//! are too short to be trusted on a machine with other work.
//!
//! *CPU*: what typed calls cost, against a program that makes the same calls with reqwest and serde and nothing else, over the
//! same connection settings and into structures of its own with the same fields. `CALL` is `board` (`GET` a board), `list`
//! (10,000 items in pages of 50) or `create` (a sticky note). Each program makes its rounds in turn with the other,
//! with eight calls in flight at once, but for the list, whose pages name each other; `-one-by-one` is with one call at a time.
//!
//! | figure | what it is |
//! | --- | --- |
//! | `throughput-cpu-CALL[-one-by-one]` | CPU time of the client by that of the program: the median of the rounds |
//! | `throughput-cpu-CALL[-one-by-one]-ours`, `-raw` | the two, in microseconds a call |
//! | `throughput-instructions-CALL` | the same ratio, of the instructions that Valgrind counts; not with `--quick` |
//! | `throughput-instructions-CALL-ours`, `-raw` | the two, in thousands a call |
//!
//! `MIRO_THROUGHPUT_PROFILES` names a directory for the profiles of Valgrind, which `callgrind_annotate` reads.
//!
//! *Lists*: how long it takes to read 10,000 items (by cursor, 200 pages) where every answer takes `LATENCY` milliseconds, and 2,000
//! boards (by offset, 40 pages) at 20. A *busy* consumer takes 20 milliseconds for each page.
//!
//! | figure | what it is |
//! | --- | --- |
//! | `throughput-items-LATENCYms-prefetch-N[-busy]` | seconds |
//! | `throughput-items-prefetch-busy` | with one page ahead by without, at 20 ms and with a busy consumer |
//! | `throughput-boards-prefetch-N` | seconds |
//! | `throughput-boards-prefetch` | with eight pages ahead by without |
//!
//! *Creation* of 2,000 sticky notes where every answer takes 20 milliseconds, without a budget: `throughput-create-one-by-one`
//! (200 are created, and the time counts ten times), `-32-at-once`, `-all` (`create_all`, 32 calls at once), all in seconds, and
//! `-all-ratio`, the last by the first, in percent.
//!
//! *Budget*, over five windows of ten seconds, each of 100,000 credits, and calls of 50:
//!
//! | figure | what it is |
//! | --- | --- |
//! | `throughput-budget-used`, `-refused` | the part of the credits that becomes calls, in percent, and how many calls are refused |
//! | `throughput-budget-shared-used`, `-refused` | the same of four processes that share a budget through Redis; skipped where that is not installed |
//! | `throughput-budget-beside-used`, `-refused` | the part of what another program leaves, which spends a third of every window as fast as it can at the same time, and the most calls that one window refuses |
//!
//! *Memory*: `throughput-memory`, the most that a process has beyond what it has after its first call, while it streams 1,000,000
//! items, in MB.
//!
//! *Scheduler*: `throughput-scheduler-N`, what a budget costs a call while N calls wait for their turn, in nanoseconds of CPU time:
//! the difference to a client without a budget, over a transport that answers at once.
//!
//! *Losses*: 100,000 calls, of which one in 20 meets a fault: the connection is reset before or after the effect, 429, 5xx before or
//! after the effect, half an answer. Afterwards the board is compared with what the calls were told.
//!
//! | figure | what it is |
//! | --- | --- |
//! | `throughput-faults-calls`, `-failed` | calls, and those whose error reached the program |
//! | `throughput-faults-unknown` | of these, those of which the error says that nobody knows whether they were done |
//! | `throughput-faults-lost` | calls that succeeded and have not been done, or were answered with something else |
//! | `throughput-faults-doubled` | calls that were done more than once |
//! | `throughput-faults-misjudged` | errors that say that nothing was done, and something was, or the other way round |

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

/// Prints what the client costs, one figure a line.
#[derive(Debug, Parser)]
struct Arguments {
    /// Takes fewer and smaller figures, in under a minute on two idle cores.
    #[arg(long)]
    quick: bool,
    /// What to take; all of it if nothing is named.
    #[arg(value_enum, value_name = "PART")]
    parts: Vec<Part>,
}

/// What figures are about.
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
