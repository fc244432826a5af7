//! Prints what hostile responses cost the client: `cargo run --release -p miro-bench -- hostile [--quick]`.
//!
//! A family is a way to make a response as expensive as possible for its size. Each one is received by a separate
//! process, once with N bytes and once with four times as many. The transport has the response in memory already.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `hostile-FAMILY-memory` | peak memory while the response is received and decoded, including its body, divided by the bytes of the body: the larger of both sizes |
//! | `hostile-FAMILY-time` | CPU-bound time per byte of the large response, divided by that of the small one: the best of several rounds each. 1 is linear, 4 quadratic, less means that a limit ended it |
//! | `hostile-mutated-headers-panics` | panics in 100,000 calls whose responses have mutated headers |
//!
//! With `--quick` the responses are smaller, there are 10,000 calls, and times have no limit.

mod family;
mod headers;
mod worker;

use std::process::ExitCode;

use clap::Parser;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use family::Family;

/// Prints the cost of hostile responses, one figure per line.
#[derive(Debug, Parser)]
struct Arguments {
    /// Takes fewer and smaller figures, in under a minute on two idle cores.
    #[arg(long)]
    quick: bool,
}

/// The size of the small response, in bytes.
const SIZE: usize = 2 << 20;
const QUICK_SIZE: usize = 1 << 20;

/// The size of the large response divided by that of the small one.
const FACTOR: usize = 4;

fn main() -> ExitCode {
    let done = match worker::order() {
        Some(order) => worker::run(&order).map(|()| ExitCode::SUCCESS),
        None => take(&Arguments::parse()),
    };
    done.unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        ExitCode::from(2)
    })
}

fn take(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut report = Report::default();
    let size = if arguments.quick { QUICK_SIZE } else { SIZE };
    let rounds = if arguments.quick { 1 } else { 5 };
    for family in Family::ALL {
        let small = worker::measure(family, size, rounds)?;
        let large = worker::measure(family, size * FACTOR, rounds)?;
        eprintln!("{}: {}", family.name(), large.result);
        let memory = small.memory.max(large.memory);
        report.add(&Figure::new(format!("hostile-{}-memory", family.name()), memory, "x").at_most(16.0));
        let time = Figure::new(format!("hostile-{}-time", family.name()), large.time / small.time, "x");
        report.add(&if arguments.quick { time } else { time.at_most(2.0) });
    }
    let calls = if arguments.quick { 10_000 } else { 100_000 };
    let panics = headers::panics(calls)?;
    report.add(&Figure::new("hostile-mutated-headers-panics", f64::from(panics), "").at_most(0.0));
    Ok(if report.falls_short() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
