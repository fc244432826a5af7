//! Sends the notes, with a progress bar, until all are there or somebody stops it.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use miro::api::BoardHandle;
use miro::{MiroApi, Outcome};

use crate::rows::{BadRow, Rows};

/// How an import ended.
#[derive(Debug)]
pub struct Ending {
    pub created: usize,
    /// What Miro did not take.
    pub failed: Vec<BadRow>,
    /// How many rows to skip to go on, if it was stopped before the end.
    pub resume: Option<usize>,
}

/// Creates the notes of these rows. Once `stop` is ready, no more calls are made, and those under way are waited for.
pub async fn import(
    api: &MiroApi,
    board: &BoardHandle,
    rows: Rows,
    stop: impl Future<Output = ()>,
) -> Ending {
    let places: Vec<(usize, u64)> = rows.good.iter().map(|row| (row.number, row.line)).collect();
    let bar = bar(places.len());
    let mut batch = board.items().create_all(rows.good.into_iter().map(|row| row.note));
    let progress = batch.progress();
    let mut ending = Ending { created: 0, failed: Vec::new(), resume: None };
    let mut stop = pin!(stop);
    let mut stopped = false;
    let mut tried = 0;
    loop {
        let done = tokio::select! {
            biased;
            () = &mut stop, if !stopped => {
                stopped = true;
                progress.stop();
                bar.println(format!("Stopping: waiting for {} notes that are under way.", progress.under_way()));
                continue;
            }
            done = batch.next() => done,
        };
        let Some(done) = done else { break };
        tried = done.index + 1;
        match done.result {
            Ok(_) => ending.created += 1,
            Err(error) => {
                let line = places.get(done.index).map_or(0, |(_, line)| *line);
                let doubt = match error.outcome() {
                    Outcome::Unknown => " (it may be on the board all the same)",
                    _ => "",
                };
                let bad = BadRow { line, reason: format!("{error}{doubt}") };
                bar.println(bad.to_string());
                ending.failed.push(bad);
            }
        }
        bar.set_position(tried as u64);
        bar.set_message(message(progress.failed(), api.budget().remaining));
    }
    bar.finish_and_clear();
    ending.resume = places.get(tried).map(|(number, _)| *number);
    ending
}

fn message(failed: usize, credits: Option<u64>) -> String {
    let credits = credits.map_or_else(String::new, |credits| format!(", {credits} credits left"));
    format!("{failed} failed{credits}")
}

/// Drawn on the standard error output, if that is a terminal.
fn bar(count: usize) -> ProgressBar {
    let template = "{bar:30} {pos}/{len} notes, {per_sec}, {msg}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(count as u64).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
