//! Prints whether logins get lost, and what keeping them costs: `cargo run --release -p miro-bench -- logins
//! [--quick]`.
//!
//! Everything runs against the sandbox, whose tokens live for a second here, so that the client refreshes twice a
//! second. PostgreSQL, MariaDB and Redis are private instances that confirm what is on disk; if one is not installed
//! its figures are left out, and standard error says so. `BACKEND` is `file`, `sqlite`, `postgres`, `mariadb` or
//! `redis`.
//!
//! *Contention*: 4 processes with 64 tasks each make calls with the login of one user, until it was refreshed 100
//! times.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `logins-BACKEND-rotations` | new pairs that the sandbox issued |
//! | `logins-BACKEND-refused` | requests for a new pair beyond these: a refresh token was used twice |
//! | `logins-BACKEND-calls`, `-failed` | calls, and those that failed for any reason |
//! | `logins-BACKEND-lost` | whether the login is gone at the end |
//!
//! *Kills*: the same processes, one of which is killed (`SIGKILL`) 200 times and started again: every second time at
//! a random moment, and otherwise within 3 milliseconds after the sandbox has responded to a refresh, when a login
//! can be lost.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `logins-BACKEND-kills` | processes killed |
//! | `logins-BACKEND-kills-in-window` | those that were killed between Miro's response and the end of the write |
//! | `logins-BACKEND-kills-lost` | logins lost by that: no client can save them |
//! | `logins-BACKEND-kills-lost-otherwise` | logins lost although the killed process was not in that window |
//! | `logins-BACKEND-window` | the length of the window in milliseconds: the median of all refreshes |
//!
//! *Cancellation*: 10,000 callers that give up at random moments around refreshes: `logins-cancelled-callers`,
//! `-refreshes`, `-lost`.
//!
//! *Faults at the token endpoint*, each 10 times: reset before and after effect, 500 before and after effect, half a
//! body, and once 10 seconds of silence.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `logins-faults` | refreshes that went wrong |
//! | `logins-faults-lost-without-rotation` | logins lost though Miro had not replaced the pair |
//! | `logins-faults-rotated` | refreshes whose response was lost after Miro had replaced the pair |
//! | `logins-faults-unclear` | of these, users whose error did not say that they have to authorize the app again |
//!
//! *A storage of which a quarter of the operations fail*, 2,000 refreshes of two apps that share it:
//! `logins-BACKEND-faulty-rounds`, `-failed` (calls, which the storage's errors may fail), `-lost`.
//!
//! *A full disk*, or a full Redis, 2,000 times: before a refresh, or from the moment in which it gets its lease:
//! `logins-BACKEND-full-rounds`, `-failed`, `-lost`. For `file`, `sqlite` and `redis`; a disk is mounted, which needs
//! root.
//!
//! *Stopped holders*: 3 processes share a login, one of which is stopped (`SIGSTOP`) 2,000 times for up to twice the
//! lease time, every fourth time during a refresh: `logins-BACKEND-stopped-rounds`, `-calls`, `-failed` (with an
//! error that says to try later), `-lost`.
//!
//! *Runs*: a program that makes one call, 20 runs in a row, each with a refresh, over one budget in Redis if it is
//! installed: `logins-BACKEND-runs-failed`, and `-longest`, the longest run in seconds including its start.
//!
//! *Cost*: `logins-BACKEND-gets`, `-sets` and `-leases` per second, of 32 users at once; a lease is taken, the login
//! read and written, and the lease released, as a refresh does. Here `BACKEND` is also `memory`, and `encrypted`,
//! which is memory inside `Encrypted`.

mod cancellation;
mod contention;
mod cost;
mod faults;
mod faulty;
mod full;
mod journal;
mod kills;
mod runs;
mod stopped;
mod worker;
mod workers;

use std::process::ExitCode;

use clap::Parser;
use miro_bench::Failure;
use miro_bench::figure::Report;

use miro_logins::backend::{Backend, Place};

/// Prints whether logins get lost, one figure per line.
#[derive(Debug, Parser)]
struct Arguments {
    /// Takes fewer and smaller figures, in under a minute on two idle cores.
    #[arg(long)]
    quick: bool,
    /// Only these storages.
    #[arg(long, value_enum)]
    only: Vec<Backend>,
}

/// The amount of work.
#[derive(Clone, Copy, Debug)]
struct Amount {
    rotations: usize,
    kills: usize,
    cancelled_callers: usize,
    rounds_of_faults: usize,
    faulty_rounds: usize,
    full_rounds: usize,
    stops: usize,
    longest_run: std::time::Duration,
    cost: std::time::Duration,
}

impl Amount {
    fn of(quick: bool) -> Self {
        use std::time::Duration;
        if quick {
            let cost = Duration::from_millis(200);
            let few = Self {
                rotations: 6,
                kills: 10,
                cancelled_callers: 500,
                rounds_of_faults: 1,
                ..Self::of(false)
            };
            // On a machine with other work, a process takes a while to start.
            let longest_run = Duration::from_secs(5);
            return Self { faulty_rounds: 20, full_rounds: 10, stops: 8, longest_run, cost, ..few };
        }
        let cost = Duration::from_secs(2);
        Self {
            rotations: 101,
            kills: 200,
            cancelled_callers: 10_000,
            rounds_of_faults: 10,
            faulty_rounds: 2_000,
            full_rounds: 2_000,
            stops: 2_000,
            longest_run: Duration::from_secs(1),
            cost,
        }
    }
}

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    if let Some(order) = worker::order() {
        return match runtime.block_on(worker::run(order)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failed(&failure),
        };
    }
    let arguments = Arguments::parse();
    let mut report = Report::default();
    match runtime.block_on(take(&mut report, &arguments)) {
        Ok(()) if report.falls_short() => ExitCode::from(1),
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("error: {failure}");
    ExitCode::from(2)
}

async fn take(report: &mut Report, arguments: &Arguments) -> Result<(), Failure> {
    let amount = Amount::of(arguments.quick);
    for backend in Backend::ALL {
        if !arguments.only.is_empty() && !arguments.only.contains(&backend) {
            continue;
        }
        let Some(place) = Place::prepare(backend)? else {
            eprintln!("skipped: the server for {} is not installed", backend.name());
            continue;
        };
        if backend.is_shared() {
            progress(&format!("{}: contention", backend.name()));
            contention::take(report, &place, amount.rotations).await?;
            progress(&format!("{}: kills", backend.name()));
            kills::take(report, &place, amount.kills).await?;
            progress(&format!("{}: stopped holders", backend.name()));
            stopped::take(report, &place, amount.stops).await?;
            progress(&format!("{}: runs", backend.name()));
            runs::take(report, &place, amount.longest_run).await?;
        }
        progress(&format!("{}: a storage that fails", backend.name()));
        faulty::take(report, &place, amount.faulty_rounds).await?;
        progress(&format!("{}: full", backend.name()));
        full::take(report, &place, amount.full_rounds).await?;
        progress(&format!("{}: cost", backend.name()));
        cost::take(report, &place, amount.cost).await?;
    }
    if arguments.only.is_empty() {
        progress("cancellation");
        cancellation::take(report, amount.cancelled_callers).await?;
        progress("faults");
        faults::take(report, amount.rounds_of_faults).await?;
    }
    Ok(())
}

fn progress(what: &str) {
    eprintln!("taking {what}");
}
