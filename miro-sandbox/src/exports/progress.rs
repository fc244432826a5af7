//! The progress of export jobs: each waits, then runs while as many as allowed are in progress, then its documents
//! are written.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::document::{self, DOCUMENT};
use super::jobs::{self, DUE};
use super::{JOBS, tasks};
use crate::state::State;
use crate::state::clock;
use crate::state::store::Object;

/// The lifetime of documents, which Miro does not document.
const DOCUMENT_LIFETIME: std::time::Duration = std::time::Duration::from_secs(7 * 24 * 60 * 60);

/// Updates all jobs to the current time.
pub(super) fn settle(state: &mut State) {
    let now = state.clock.now();
    let (open, over): (Vec<&Object>, Vec<&Object>) =
        state.store.values(JOBS).partition(|job| jobs::is_open(job));
    // A job starts when an earlier one finished, even if that is detected later.
    let mut free: Vec<Timestamp> = over.iter().filter_map(|job| moment(job, "modifiedAt")).collect();
    free.resize(free.len() + state.settings.export_jobs_at_once, Timestamp::MIN);
    free.sort();
    let mut free = free.split_off(free.len() - state.settings.export_jobs_at_once);
    let open: Vec<Object> = open.into_iter().cloned().collect();
    for mut job in open {
        let Some(mut due) = moment(&job, DUE) else { continue };
        if job.get("status") == Some(&jobs::CREATED.into()) {
            let start = free.iter().min().map_or(due, |free| due.max(*free));
            if start > now {
                return;
            }
            due = clock::later(start, state.settings.export_step);
            begin(state, &mut job, start, due);
        }
        if due <= now {
            finish(state, &mut job, due);
        }
        if let Some(next) = free.iter_mut().min() {
            *next = due;
        }
    }
}

fn begin(state: &mut State, job: &mut Object, start: Timestamp, due: Timestamp) {
    job.insert(DUE.to_owned(), due.to_string().into());
    let id = enter(state, job, jobs::IN_PROGRESS, start);
    tasks::set_status(state, &id, tasks::SCHEDULED);
}

fn finish(state: &mut State, job: &mut Object, end: Timestamp) {
    let format = job.get("boardFormat").and_then(Value::as_str).unwrap_or_default().to_owned();
    let expires = clock::format(clock::later(end, DOCUMENT_LIFETIME));
    let (mut success, mut error) = (0, 0);
    let id = job.get("id").and_then(Value::as_str).unwrap_or_default();
    tasks::change(state, id, |state, task| {
        let outcome = match state.boards.get(tasks::board_of(task)) {
            Some(board) => {
                success += 1;
                let document = document::write(board, &format);
                json!({
                    "status": tasks::SUCCESS,
                    "artifactExpiredAt": expires,
                    "sizeInBytes": document.len(),
                    DOCUMENT: document,
                })
            }
            None => {
                error += 1;
                let message = "The board does not exist any more";
                json!({"status": tasks::ERROR, "errorType": "FATAL", "errorMessage": message})
            }
        };
        task.extend(outcome.as_object().cloned().unwrap_or_default());
    });
    job.insert(
        "tasksCount".to_owned(),
        json!({"total": success + error, "success": success, "error": error}),
    );
    job.remove(DUE);
    enter(state, job, jobs::FINISHED, end);
}

/// Stores the job in a new state and returns its id.
fn enter(state: &mut State, job: &mut Object, status: &str, at: Timestamp) -> String {
    job.insert("status".to_owned(), status.into());
    job.insert("modifiedAt".to_owned(), clock::format(at).into());
    let id = job.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    state.store.insert(JOBS, &id, job.clone());
    id
}

/// Parses a timestamp in an object.
pub(super) fn moment(object: &Object, name: &str) -> Option<Timestamp> {
    object.get(name)?.as_str()?.parse().ok()
}
