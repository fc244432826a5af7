//! Callers that give up around a refresh.

use std::time::{Duration, Instant};

use futures_util::stream::{self, StreamExt};
use miro::prelude::*;
use miro::storage::MemoryStorage;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_sandbox::Sandbox;

use miro_logins::user::{self, Refreshes};

/// The number of concurrent callers.
const TOGETHER: usize = 8;
/// The number of refreshes that are timed, to choose when callers give up.
const TIMED: usize = 20;

pub(crate) async fn take(report: &mut Report, callers: usize) -> Result<(), Failure> {
    let sandbox = user::patient_sandbox().await;
    let miro = user::client(&sandbox, MemoryStorage::new())?;
    user::log_in(&miro, &sandbox).await?;
    let longest = duration_of_a_call(&miro, &sandbox).await?;
    let mut refreshes = Refreshes::default();
    refreshes.count(&sandbox);
    let before = refreshes.rotations;
    let (mut called, mut gave_up, mut lost) = (0, 0, 0);
    while called < callers {
        // A token that expires when it is issued looks like one that an operation refuses without a reason.
        miro.finish_refreshes().await;
        sandbox.expire_access_tokens();
        let patience = || longest.mul_f64(fastrand::f64());
        let calls = stream::iter(0..TOGETHER)
            .map(|_| tokio::time::timeout(patience(), user::call(&miro)))
            .buffer_unordered(TOGETHER);
        let answers: Vec<_> = calls.collect().await;
        called += answers.len();
        gave_up += answers.iter().filter(|answer| answer.is_err()).count();
        refreshes.count(&sandbox);
        if called % 200 == 0 && user::is_lost(&miro).await? {
            lost += 1;
            user::log_in(&miro, &sandbox).await?;
        }
    }
    if user::is_lost(&miro).await? {
        lost += 1;
    }
    miro.finish_refreshes().await;
    refreshes.count(&sandbox);
    report.add(&Figure::new("logins-cancelled-callers", called as f64, ""));
    report.add(&Figure::new("logins-cancelled-gave-up", gave_up as f64, "callers"));
    let rotations = refreshes.rotations - before;
    report.add(&Figure::new("logins-cancelled-refreshes", rotations as f64, ""));
    report.add(&Figure::new("logins-cancelled-refused", refreshes.refused as f64, "requests").at_most(0.0));
    report.add(&Figure::new("logins-cancelled-lost", f64::from(lost), "logins").at_most(0.0));
    Ok(())
}

/// Returns how long a call with a refresh takes at most, if nobody gives up.
async fn duration_of_a_call(miro: &Miro, sandbox: &Sandbox) -> Result<Duration, Failure> {
    let mut durations = Vec::new();
    for _ in 0..TIMED {
        sandbox.expire_access_tokens();
        let start = Instant::now();
        user::call(miro).await?;
        durations.push(start.elapsed());
    }
    durations.sort();
    // Eight at once take longer than one.
    Ok(durations[TIMED / 2] * 2)
}
