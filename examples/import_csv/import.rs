//! Sends the notes, with a progress bar, until all are created or the import is stopped.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use miro::api::BoardHandle;
use miro::{MiroApi, Outcome};

use crate::rows::{Cells, Rows};

/// The result of an import.
#[derive(Debug, Default)]
pub struct Ending {
    pub created: usize,
    /// Rows that are certainly not on the board, because Miro rejected them or nothing was sent.
    pub failed: Vec<Undone>,
    /// Rows that may be on the board: they were sent, but no response confirms the outcome.
    pub unknown: Vec<Undone>,
    /// The number of rows to skip to resume, if the import was stopped before the end.
    pub resume: Option<usize>,
}

/// A row that is not certainly on the board.
#[derive(Debug)]
pub struct Undone {
    /// The index among all rows, from 0.
    pub number: usize,
    pub line: u64,
    pub reason: String,
    pub cells: Cells,
}

/// Creates the notes of these rows. After `stop` completes, it makes no more calls, and waits for those in flight.
pub async fn import(
    api: &MiroApi,
    board: &BoardHandle,
    rows: Rows,
    stop: impl Future<Output = ()>,
) -> Ending {
    let (notes, places): (Vec<_>, Vec<_>) =
        rows.good.into_iter().map(|row| (row.note, (row.number, row.line, row.cells))).unzip();
    let bar = bar(places.len());
    let mut batch = board.items().create_all(notes);
    let progress = batch.progress();
    let mut ending = Ending::default();
    let mut places = places.into_iter();
    let mut stop = pin!(stop);
    let mut stopped = false;
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
        // The batch yields results in the order of its input.
        let Some((done, (number, line, cells))) = done.and_then(|done| Some((done, places.next()?))) else {
            break;
        };
        match done.result.map_err(|error| (error.outcome(), error)) {
            Ok(_) | Err((Outcome::Done, _)) => ending.created += 1,
            Err((outcome, error)) => {
                let list = if outcome.is_undone() { &mut ending.failed } else { &mut ending.unknown };
                list.push(Undone { number, line, reason: error.to_string(), cells });
            }
        }
        bar.inc(1);
        bar.set_message(message(&ending, api.budget().remaining));
    }
    bar.finish_and_clear();
    ending.resume = places.next().map(|(number, _, _)| number);
    ending
}

fn message(ending: &Ending, credits: Option<u64>) -> String {
    let credits = credits.map_or_else(String::new, |credits| format!(", {credits} credits left"));
    format!("{} failed, {} unknown{credits}", ending.failed.len(), ending.unknown.len())
}

/// Creates the progress bar, drawn on the standard error output if that is a terminal.
fn bar(count: usize) -> ProgressBar {
    let template = "{bar:30} {pos}/{len} notes, {per_sec}, {msg}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(count as u64).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
