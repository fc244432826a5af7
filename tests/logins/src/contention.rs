//! Several processes share the login of one user.

use std::time::{Duration, Instant};

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use crate::workers;
use miro_logins::backend::{LEASE_TIME, Place};
use miro_logins::user::{self, Refreshes};

/// Two rotations a second are expected; a machine with other work may take longer.
const PATIENCE_PER_ROTATION: Duration = Duration::from_secs(5);

pub(crate) async fn take(report: &mut Report, place: &Place, rotations: usize) -> Result<(), Failure> {
    let sandbox = user::sandbox().await;
    let miro = user::client(&sandbox, place.backend.open(&place.location, LEASE_TIME).await?)?;
    user::log_in(&miro, &sandbox).await?;
    let workers = workers::start(place, &sandbox, "contention")?;

    let mut refreshes = Refreshes::default();
    let start = Instant::now();
    let patience = PATIENCE_PER_ROTATION * u32::try_from(rotations)?;
    while refreshes.rotations < rotations && start.elapsed() < patience {
        tokio::time::sleep(Duration::from_millis(fastrand::u64(100..300))).await;
        refreshes.count(&sandbox);
        // Now and then Miro ends a token early, and all callers get a 401 at once.
        if fastrand::u8(..) < 16 {
            sandbox.expire_access_tokens();
        }
    }
    let (mut calls, mut failed) = (0, 0);
    for worker in workers {
        let done = worker.stop().await?;
        calls += done.calls;
        for (error, times) in done.failed {
            eprintln!("{times} calls failed: {error}");
            failed += times;
        }
    }
    refreshes.count(&sandbox);
    let lost = user::is_lost(&miro).await?;
    miro.revoke().await?;

    let figure = |what: &str, value: f64, unit| {
        Figure::new(format!("logins-{}-{what}", place.backend.name()), value, unit)
    };
    report.add(&figure("rotations", refreshes.rotations as f64, "").at_least(rotations as f64));
    report.add(&figure("refused", refreshes.refused as f64, "requests").at_most(0.0));
    report.add(&figure("calls", calls as f64, ""));
    report.add(&figure("failed", failed as f64, "calls").at_most(0.0));
    report.add(&figure("lost", f64::from(u8::from(lost)), "logins").at_most(0.0));
    Ok(())
}
