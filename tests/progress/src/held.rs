//! One future that is polled once and kept, and how long other calls wait for it.

use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, FutureExt, join_all};
use miro::budget::Priority;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use crate::kind::{Held, Kind, Subject};
use crate::setting::{Environment, Setting};

/// How long the other calls are waited for: a delay beyond it is a hang.
const HANG: Duration = Duration::from_secs(70);

/// How long the other calls took, and how many of them failed.
struct Others {
    slowest: Duration,
    failed: usize,
}

/// Takes the figures of a setting. With one round only a hang falls short, because the delay includes other work on
/// the machine.
pub(crate) async fn take(report: &mut Report, setting: Setting, rounds: usize) -> Result<(), Failure> {
    let name = setting.name();
    let Some(environment) = setting.prepare().await? else {
        eprintln!("{name} is left out: its server is not installed");
        return Ok(());
    };
    let (mut worst, mut failed) = (f64::MIN, 0);
    for kind in Kind::ALL {
        let mut delays = Vec::new();
        for _ in 0..rounds {
            let without = others(&environment, kind, false).await?;
            let with = others(&environment, kind, true).await?;
            delays.push(with.slowest.as_secs_f64() - without.slowest.as_secs_f64());
            failed += if kind.ends_the_login() { 0 } else { with.failed };
        }
        delays.sort_by(f64::total_cmp);
        let median = delays.get(delays.len() / 2).copied().unwrap_or(f64::NAN);
        eprintln!("{name} {kind:?}: {:.1} ms", median * 1_000.0);
        worst = worst.max(median);
    }
    report.add(&Figure::new(format!("progress-{name}-held"), Kind::ALL.len() as f64, "kinds"));
    // A hang is not noise, however short the run is.
    let reach = if rounds > 1 { 50.0 } else { 5_000.0 };
    report.add(&Figure::new(format!("progress-{name}-delay"), worst.max(0.0) * 1_000.0, "ms").at_most(reach));
    report.add(&Figure::new(format!("progress-{name}-failed"), failed as f64, "calls").at_most(0.0));
    Ok(())
}

/// Makes other calls of a user, with a future held or without.
async fn others(environment: &Environment, kind: Kind, with: bool) -> Result<Others, Failure> {
    let client = environment.client().await?;
    let subject = Subject::new(&client, &environment.sandbox).await?;
    // A client that has not made a call yet, for the same login.
    let subject = Subject { miro: client, ..subject };
    kind.prepare(&environment.sandbox);
    let mut held: Option<Held> = with.then(|| kind.future(&subject));
    if let Some(held) = &mut held {
        let _ = held.now_or_never();
    }
    let mut all = join_all((0..4).flat_map(|_| calls(&subject)).map(timed)).await;
    for call in calls(&subject) {
        all.push(timed(call).await);
    }
    drop(held);
    let slowest = all.iter().map(|(taken, _)| *taken).max().unwrap_or_default();
    Ok(Others { slowest, failed: all.iter().filter(|(_, is_done)| !is_done).count() })
}

/// One call of each priority, of each cost.
fn calls(subject: &Subject) -> Vec<BoxFuture<'static, bool>> {
    let api = subject.miro.api();
    let board = api.board(&subject.board);
    vec![
        board.get().priority(Priority::High).send().map(|done| done.is_ok()).boxed(),
        board.items().list().limit(10).send().map(|done| done.is_ok()).boxed(),
        api.boards().list().priority(Priority::Low).send().map(|done| done.is_ok()).boxed(),
    ]
}

async fn timed(call: BoxFuture<'static, bool>) -> (Duration, bool) {
    let start = Instant::now();
    let is_done = tokio::time::timeout(HANG, call).await.unwrap_or(false);
    (start.elapsed(), is_done)
}
