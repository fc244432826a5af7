//! The process that receives a response and measures it.

use std::fs;
use std::process::Command;
use std::time::Instant;

use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use miro_bench::Failure;

use crate::family::{Call, Family};

/// The environment variable that holds the task of a worker.
const VARIABLE: &str = "MIRO_HOSTILE_WORKER";

/// The cost of one family.
#[derive(Debug)]
pub(crate) struct Cost {
    /// Peak memory divided by the bytes of the body.
    pub(crate) memory: f64,
    /// Seconds per byte.
    pub(crate) time: f64,
    /// The result of the call, in words.
    pub(crate) result: String,
}

/// Starts a worker, and waits for its measurement.
pub(crate) fn measure(family: Family, size: usize, rounds: usize) -> Result<Cost, Failure> {
    let order = format!("{} {size} {rounds}", family.name());
    let output = Command::new(std::env::current_exe()?)
        .env(VARIABLE, order)
        // Freed memory is returned to the system, so that it is not available when the next measurement starts.
        .env("MALLOC_TRIM_THRESHOLD_", "131072")
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut lines = text.lines();
    let mut number = || lines.next().and_then(|line| line.parse().ok());
    let (Some(memory), Some(time)) = (number(), number()) else {
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("the worker of {} failed: {error}", family.name()).into());
    };
    Ok(Cost { memory, time, result: lines.next().unwrap_or_default().to_owned() })
}

/// The task of this process, if it is a worker.
pub(crate) fn order() -> Option<String> {
    std::env::var(VARIABLE).ok()
}

pub(crate) fn run(order: &str) -> Result<(), Failure> {
    let mut words = order.split(' ');
    let mut word = || words.next().unwrap_or_default();
    let family = Family::of(word()).ok_or("there is no such family")?;
    let (size, rounds): (usize, usize) = (word().parse()?, word().parse()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        // The set-up of a first call is not caused by the response.
        receive(family.call(), r#"{"data":[]}"#.to_owned()).await;
        let body = family.body(size);
        let length = body.len() as f64;
        // Measured first, because later calls use memory that earlier ones have freed.
        let _ = fs::write("/proc/self/clear_refs", "5");
        let before = kilobytes("VmRSS:")?;
        let copy = body.clone();
        let start = Instant::now();
        let result = receive(family.call(), body).await;
        // In addition to the copy, which is used by the rounds below.
        let most = (kilobytes("VmHWM:")? - before) * 1024.0;
        let mut best = start.elapsed();
        for _ in 1..rounds {
            let body = copy.clone();
            let start = Instant::now();
            receive(family.call(), body).await;
            best = best.min(start.elapsed());
        }
        println!("{}\n{}\n{result}", most / length, best.as_secs_f64() / length);
        Ok(())
    })
}

/// Makes a call that gets this body, and returns its result in words.
async fn receive(call: Call, body: String) -> String {
    let status = if call == Call::Error { 400 } else { 200 };
    let transport = ScriptedTransport::new([Script::json(status, body)]);
    let builder = MiroApi::builder("token").transport(transport).retry(RetryPolicy::never());
    let Ok(api) = builder.build() else { return "no client".to_owned() };
    let board = api.board("b");
    let counts = |data: usize, rejected: usize| format!("{data} elements, {rejected} errors");
    let result = match call {
        Call::Items | Call::Error => {
            board.items().list().await.map(|page| counts(page.data.len(), page.rejected.len()))
        }
        Call::Stream => {
            let mut items = board.items().list().stream();
            let (mut good, mut bad) = (0, 0);
            while let Some(item) = next(&mut items).await {
                match item {
                    Ok(_) => good += 1,
                    Err(_) => bad += 1,
                }
            }
            Ok(counts(good, bad))
        }
        Call::Group => {
            board.item_groups().items("g").await.map(|page| counts(page.data.len(), page.rejected.len()))
        }
        Call::Boards => api.boards().list().await.map(|page| counts(page.data.len(), page.rejected.len())),
        Call::Users => {
            let page = api.scim("token").users().list().await;
            page.map(|page| counts(page.resources.len(), page.rejected.len()))
        }
        Call::List => {
            let found = api.org("o").members().find_by_emails(["ada@example.com"]).await;
            found.map(|list| counts(list.items.len(), list.rejected.len()))
        }
        Call::Bulk => {
            let created = board.items().create_bulk([NewItem::from(NewStickyNote::new("hello"))]).await;
            created.map(|created| counts(created.data.items.len(), created.data.rejected.len()))
        }
    };
    result.unwrap_or_else(|error| error.to_string())
}

async fn next<S: futures_util::Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    futures_util::StreamExt::next(stream).await
}

fn kilobytes(name: &str) -> Result<f64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let number = line.and_then(|line| line.strip_suffix(" kB")).ok_or("the kernel does not report memory")?;
    Ok(number.parse()?)
}
