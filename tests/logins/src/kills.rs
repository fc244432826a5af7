//! Processes that share a login and are killed.

use std::time::Duration;

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_sandbox::Sandbox;
use tokio::time::{sleep, timeout};

use crate::journal;
use crate::workers::{self, Worker};
use miro_logins::backend::{LEASE_TIME, Place};
use miro_logins::user;

/// A refresh is due twice a second; if none comes, the machine is busy, and the kill happens at a random moment.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Debug, Default)]
struct Killed {
    in_window: usize,
    lost: usize,
    lost_otherwise: usize,
    windows: Vec<Duration>,
}

pub(crate) async fn take(report: &mut Report, place: &Place, kills: usize) -> Result<(), Failure> {
    let sandbox = user::sandbox().await;
    let miro = user::client(&sandbox, place.backend.open(&place.location, LEASE_TIME).await?)?;
    user::log_in(&miro, &sandbox).await?;
    let mut workers = workers::start(place, &sandbox, "kills")?;
    let mut killed = Killed::default();
    for kill in 0..kills {
        let index =
            if kill % 2 == 0 { at_random().await } else { after_a_refresh(&sandbox, &workers).await? };
        let index = index % workers.len();
        let entries = workers.swap_remove(index).kill().await?;
        workers.push(Worker::start(place, &sandbox, &format!("kill-{kill}"))?);

        let in_window = journal::ends_in_window(&entries);
        killed.in_window += usize::from(in_window);
        killed.windows.extend(journal::windows(&entries));
        if user::is_lost(&miro).await? {
            match in_window {
                true => killed.lost += 1,
                false => killed.lost_otherwise += 1,
            }
            user::log_in(&miro, &sandbox).await?;
        }
    }
    for worker in workers {
        let entries = worker.journal()?;
        killed.windows.extend(journal::windows(&entries));
        worker.stop().await?;
    }
    miro.revoke().await?;
    add(report, place, kills, killed);
    Ok(())
}

async fn at_random() -> usize {
    sleep(Duration::from_micros(fastrand::u64(0..400_000))).await;
    fastrand::usize(..)
}

/// Waits until the sandbox has responded to a refresh and a moment longer, and returns the index of the worker.
pub(crate) async fn after_a_refresh(sandbox: &Sandbox, workers: &[Worker]) -> Result<usize, Failure> {
    let mut events = sandbox.subscribe();
    let refresh = async {
        loop {
            match events.recv().await {
                Ok(event) if event.path == "/v1/oauth/token" && event.status == 200 => break,
                Ok(_) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(closed) => return Err(closed),
            }
        }
        Ok(())
    };
    if let Ok(answered) = timeout(PATIENCE, refresh).await {
        answered?;
        let moment = std::time::Instant::now() + Duration::from_micros(fastrand::u64(0..3_000));
        let mut whose = None;
        for (index, worker) in workers.iter().enumerate() {
            if journal::ends_in_window(&worker.journal()?) {
                whose = Some(index);
            }
        }
        // The runtime's timer is too coarse for this.
        while std::time::Instant::now() < moment {
            tokio::task::yield_now().await;
        }
        if let Some(index) = whose {
            return Ok(index);
        }
    }
    Ok(fastrand::usize(..))
}

fn add(report: &mut Report, place: &Place, kills: usize, mut killed: Killed) {
    let figure = |what: &str, value: f64, unit| {
        Figure::new(format!("logins-{}-{what}", place.backend.name()), value, unit)
    };
    killed.windows.sort();
    let window = killed.windows.get(killed.windows.len() / 2).map_or(f64::NAN, Duration::as_secs_f64);
    report.add(&figure("kills", kills as f64, ""));
    report.add(&figure("kills-in-window", killed.in_window as f64, ""));
    report.add(&figure("kills-lost", killed.lost as f64, "logins").at_most(killed.in_window as f64));
    report.add(&figure("kills-lost-otherwise", killed.lost_otherwise as f64, "logins").at_most(0.0));
    report.add(&figure("window", window * 1e3, "ms"));
}
