//! Processes that share a login and are stopped for a while, often for longer than a lease lasts.

use std::time::Duration;

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use tokio::time::sleep;

use crate::kills::after_a_refresh;
use crate::workers::{Worker, start_with};
use miro_logins::backend::{Place, SHORT_LEASE};
use miro_logins::user;

/// The number of processes that share a login.
const PROCESSES: usize = 3;

/// The number of rounds after which the login is checked.
const LOOK_EVERY: usize = 10;

pub(crate) async fn take(report: &mut Report, place: &Place, rounds: usize) -> Result<(), Failure> {
    let sandbox = user::sandbox().await;
    let miro = user::client(&sandbox, place.backend.open(&place.location, SHORT_LEASE).await?)?;
    user::log_in(&miro, &sandbox).await?;
    let order = |order: &mut crate::worker::Order| {
        order.lease = SHORT_LEASE;
        order.tasks = 8;
    };
    let mut workers: Vec<Worker> = Vec::new();
    for index in 0..PROCESSES {
        workers.push(start_with(place, &sandbox, &format!("stopped-{index}"), order)?);
    }
    let mut lost = 0;
    for round in 0..rounds {
        // During a refresh every fourth time, otherwise at any moment.
        let index = match round % 4 {
            0 => after_a_refresh(&sandbox, &workers).await?,
            _ => {
                sleep(Duration::from_millis(fastrand::u64(..50))).await;
                fastrand::usize(..)
            }
        };
        let stopped = &workers[index % PROCESSES];
        stopped.signal("STOP").await?;
        sleep(SHORT_LEASE.mul_f64(fastrand::f64() * 2.0)).await;
        stopped.signal("CONT").await?;
        if (round + 1) % LOOK_EVERY == 0 && user::has_ended(&miro).await {
            lost += 1;
            user::log_in(&miro, &sandbox).await?;
        }
    }
    let (mut calls, mut failed) = (0, 0);
    for worker in workers {
        let done = worker.stop().await?;
        calls += done.calls;
        failed += done.failed.values().sum::<u64>();
    }
    if user::is_lost(&miro).await? {
        lost += 1;
        user::log_in(&miro, &sandbox).await?;
    }
    miro.revoke().await?;
    let figure = |what: &str, value: f64, unit| {
        Figure::new(format!("logins-{}-stopped-{what}", place.backend.name()), value, unit)
    };
    report.add(&figure("rounds", rounds as f64, ""));
    report.add(&figure("calls", calls as f64, ""));
    report.add(&figure("failed", failed as f64, "calls"));
    report.add(&figure("lost", f64::from(lost), "logins").at_most(0.0));
    Ok(())
}
