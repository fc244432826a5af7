//! Futures of all kinds, dropped at random moments.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::join_all;
use miro::storage::{MemoryStorage, Storage};
use miro::token::UserKey;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_logins::user;
use miro_sandbox::Sandbox;

use crate::kind::{Kind, Subject};

/// The number of users, each of whom drops one future after the other.
const USERS: usize = 8;

/// The longest life of a future before it is dropped.
const LONGEST: Duration = Duration::from_millis(6);

/// The time allowed for cleaning up after dropped futures.
const SETTLED: Duration = Duration::from_secs(10);

pub(crate) async fn take(report: &mut Report, drops: usize) -> Result<(), Failure> {
    let sandbox = Sandbox::builder().rate_limit(1_000_000_000).keep_requests(10).start().await;
    let storage = MemoryStorage::new();
    let miro = user::client(&sandbox, storage.clone())?;
    let mut subjects = Vec::new();
    for number in 0..USERS {
        subjects.push(Subject::new(&miro.as_user(format!("user {number}")), &sandbox).await?);
    }
    let runs = subjects.iter().map(|subject| drop_futures(subject, &sandbox, drops / USERS));
    let dropped: usize = join_all(runs).await.into_iter().sum();
    miro.finish_refreshes().await;
    settled(&subjects).await;

    let (mut credits, mut waiting, mut leases, mut failed) = (0, 0, 0, 0);
    for (number, subject) in subjects.iter().enumerate() {
        let status = subject.miro.api().budget();
        credits += status.in_flight;
        waiting += status.waiting;
        let user = UserKey::new(&format!("user {number}"));
        let lease = tokio::time::timeout(Duration::from_secs(1), storage.lease(&user)).await;
        leases += usize::from(lease.is_err());
        drop(lease);
        let redirect = sandbox.allow(&subject.miro.auth_url().url).await;
        subject.miro.exchange_code(redirect).await?;
        failed += usize::from(subject.miro.api().board(&subject.board).get().await.is_err());
    }
    report.add(&Figure::new("progress-drops", dropped as f64, "futures"));
    report.add(&Figure::new("progress-drops-credits", credits as f64, "credits").at_most(0.0));
    report.add(&Figure::new("progress-drops-waiting", waiting as f64, "calls").at_most(0.0));
    report.add(&Figure::new("progress-drops-leases", leases as f64, "leases").at_most(0.0));
    report.add(&Figure::new("progress-drops-failed", failed as f64, "calls").at_most(0.0));
    Ok(())
}

/// Makes futures until this many were dropped before their end.
async fn drop_futures(subject: &Subject, sandbox: &Sandbox, count: usize) -> usize {
    let mut dropped = 0;
    while dropped < count {
        let kind = Kind::ALL[fastrand::usize(..Kind::ALL.len())];
        // One in a hundred, or nothing but refreshes would run.
        if kind == Kind::Refresh && fastrand::u8(..10) == 0 {
            kind.prepare(sandbox);
        }
        if kind.ends_the_login() && fastrand::u8(..20) != 0 {
            continue;
        }
        let mut future = kind.future(subject);
        let is_over = match fastrand::u8(..4) {
            // Never polled, polled once, or polled for a while.
            0 => false,
            1 => (&mut future).now_or_never().is_some(),
            _ => tokio::time::timeout(LONGEST.mul_f64(fastrand::f64()), &mut future).await.is_ok(),
        };
        dropped += usize::from(!is_over);
    }
    dropped
}

/// Waits until nothing is in flight, or for long enough to call it a leak.
async fn settled(subjects: &[Subject]) {
    let is_idle = || {
        subjects.iter().all(|subject| {
            let status = subject.miro.api().budget();
            (status.in_flight, status.waiting) == (0, 0)
        })
    };
    let idle = async {
        while !is_idle() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = tokio::time::timeout(SETTLED, idle).await;
}
