//! Prints whether calls ever wait for a future that is never polled: `cargo run --release -p miro-bench -- progress
//! [--quick]`.
//!
//! *Held*: a future of each public way to make a call is polled once and kept forever, as the first call of a new
//! client, so that it is also the probe of the window and the first to want a token. Then other calls of the same
//! user are made, of every priority, concurrently and one after the other. `SETTING` is `memory`, `encrypted`,
//! `file`, `sqlite`, `postgres`, `mariadb` or `redis` for the storage of the login, `http2` for the protocol (the
//! others use HTTP/1.1), and `redis-budget` for a budget shared through Redis. Settings that need missing programs
//! are left out, and standard error says so.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `progress-SETTING-held` | the number of kinds of futures that were held |
//! | `progress-SETTING-delay` | how much longer the slowest of the others takes than without a held future, in milliseconds: the median of the rounds, of the kind for which it is largest |
//! | `progress-SETTING-failed` | other calls that failed |
//!
//! *Drops*: futures of all kinds are dropped at random moments, 100,000 in all. Afterwards:
//!
//! | figure | meaning |
//! | --- | --- |
//! | `progress-drops` | futures dropped before their end |
//! | `progress-drops-credits` | credits that still count as in flight |
//! | `progress-drops-waiting` | calls that are still in the queue for credits |
//! | `progress-drops-leases` | users whose lease is still held |
//! | `progress-drops-failed` | calls of these users that fail afterwards |

mod drops;
mod held;
mod kind;
mod setting;

use std::process::ExitCode;

use clap::Parser;
use miro_bench::Failure;
use miro_bench::figure::Report;

use setting::Setting;

/// Prints whether calls ever wait for a future that is never polled, one figure per line.
#[derive(Debug, Parser)]
struct Arguments {
    /// Takes fewer figures, in under a minute on two idle cores.
    #[arg(long)]
    quick: bool,
    /// Only settings with these names, and no drops.
    #[arg(long)]
    only: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let taken = tokio::runtime::Runtime::new().map_err(Failure::from);
    match taken.and_then(|runtime| runtime.block_on(take(&arguments))) {
        Ok(report) if report.falls_short() => ExitCode::from(1),
        Ok(_) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

async fn take(arguments: &Arguments) -> Result<Report, Failure> {
    let mut report = Report::default();
    let rounds = if arguments.quick { 1 } else { 5 };
    for setting in Setting::all() {
        if arguments.only.is_empty() || arguments.only.iter().any(|name| name == setting.name()) {
            held::take(&mut report, setting, rounds).await?;
        }
    }
    if arguments.only.is_empty() {
        drops::take(&mut report, if arguments.quick { 2_000 } else { 100_000 }).await?;
    }
    Ok(report)
}
