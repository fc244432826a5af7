//! A process that makes calls with the login of one user, as one of several instances of an app.

mod watched;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use miro::Miro;
use miro::budget::{Budget, RedisBudget};
use miro_bench::Failure;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncReadExt;

use crate::journal::Journal;
use miro_logins::backend::Backend;
use miro_logins::user;

/// The environment variable that holds the task of a worker.
pub(crate) const VARIABLE: &str = "MIRO_LOGINS_WORKER";

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) backend: Backend,
    pub(crate) location: String,
    pub(crate) lease: Duration,
    pub(crate) base_url: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) journal: PathBuf,
    pub(crate) tasks: usize,
    /// Makes one call and ends.
    pub(crate) runs_once: bool,
    /// The Redis of the budget that it shares.
    pub(crate) budget: Option<String>,
}

/// The work that a worker has done, which it prints at its end.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Done {
    pub(crate) calls: u64,
    /// The number of failed calls, by their error.
    pub(crate) failed: BTreeMap<String, u64>,
}

/// The task, if this process is a worker.
pub(crate) fn order() -> Option<Order> {
    serde_json::from_str(&std::env::var(VARIABLE).ok()?).ok()
}

/// Makes calls until the standard input ends.
pub(crate) async fn run(order: Order) -> Result<(), Failure> {
    let journal = Arc::new(Journal::create(&order.journal)?);
    let storage =
        watched::Storage::new(order.backend.open(&order.location, order.lease).await?, journal.clone());
    let mut builder = user::builder(&order.base_url, &order.client_id, &order.client_secret)
        .storage(storage)
        .transport(watched::Transport::new(journal)?);
    if let Some(redis) = &order.budget {
        builder = builder.budget(Budget::shared(RedisBudget::connect(redis).await?));
    }
    let miro = builder.build()?;
    if order.runs_once {
        return once(&miro).await;
    }
    let done = Arc::new(Mutex::new(Done::default()));
    for _ in 0..order.tasks {
        let (api, done) = (miro.api(), done.clone());
        tokio::spawn(async move {
            loop {
                let answer = api.tokens().context().await;
                {
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.calls += 1;
                    if let Err(error) = answer {
                        *done.failed.entry(error.to_string()).or_default() += 1;
                    }
                }
                tokio::time::sleep(Duration::from_millis(fastrand::u64(20..180))).await;
            }
        });
    }
    tokio::io::stdin().read_to_end(&mut Vec::new()).await?;
    // Work in flight is finished, as a well-behaved program does.
    miro.finish_refreshes().await;
    let done = done.lock().unwrap_or_else(PoisonError::into_inner);
    println!("{}", serde_json::to_string(&*done)?);
    Ok(())
}

/// The work of a program that is started for one call.
async fn once(miro: &Miro) -> Result<(), Failure> {
    let mut done = Done { calls: 1, ..Done::default() };
    if let Err(error) = miro.api().tokens().context().await {
        *done.failed.entry(error.to_string()).or_default() += 1;
    }
    miro.finish_refreshes().await;
    println!("{}", serde_json::to_string(&done)?);
    Ok(())
}
