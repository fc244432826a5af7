//! A program that makes one call per run, repeatedly: each run finds what the previous one has left.

use std::time::{Duration, Instant};

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_servers::{Durability, Kind, Server};

use crate::workers::start_with;
use miro_logins::backend::{LEASE_TIME, Place};
use miro_logins::user;

const RUNS: usize = 20;

/// A run that waits for the lease of the previous one takes at least ten seconds.
pub(crate) async fn take(
    report: &mut Report,
    place: &Place,
    longest_allowed: Duration,
) -> Result<(), Failure> {
    let sandbox = user::patient_sandbox().await;
    let miro = user::client(&sandbox, place.backend.open(&place.location, LEASE_TIME).await?)?;
    user::log_in(&miro, &sandbox).await?;
    // A budget that the runs share, if Redis is available.
    let redis = Server::start(Kind::Redis, Durability::Unsynced)?;
    let budget = redis.as_ref().map(Server::url);
    let (mut longest, mut failed) = (Duration::ZERO, 0);
    for run in 0..RUNS {
        // Each of them has to refresh, too.
        sandbox.expire_access_tokens();
        let started = Instant::now();
        let worker = start_with(place, &sandbox, &format!("run-{run}"), |order| {
            order.runs_once = true;
            order.lease = Duration::from_secs(10);
            order.budget.clone_from(&budget);
        })?;
        let done = worker.stop().await?;
        longest = longest.max(started.elapsed());
        for (error, times) in done.failed {
            eprintln!("{times} calls failed: {error}");
            failed += times;
        }
    }
    miro.revoke().await?;
    let figure = |what: &str, value: f64, unit| {
        Figure::new(format!("logins-{}-runs-{what}", place.backend.name()), value, unit)
    };
    report.add(&figure("failed", failed as f64, "calls").at_most(0.0));
    report.add(&figure("longest", longest.as_secs_f64(), "s").at_most(longest_allowed.as_secs_f64()));
    Ok(())
}
