//! Tasks of an export job: one per board.

use serde_json::{Value, json};

use super::{progress, tasks_of};
use crate::paging::CursorRules;
use crate::resource::{self, Resource};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::State;
use crate::state::object;
use crate::state::store::Object;
use crate::validation::parameters;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

pub(super) const CREATED: &str = "CREATED";
pub(super) const SCHEDULED: &str = "SCHEDULED";
pub(super) const SUCCESS: &str = "SUCCESS";
pub(super) const ERROR: &str = "ERROR";
pub(super) const CANCELLED: &str = "CANCELLED";
const FILTERS: &[&str] = &[
    "TASK_STATUS_CREATED",
    "TASK_STATUS_SCHEDULED",
    "TASK_STATUS_SUCCESS",
    "TASK_STATUS_ERROR",
    "TASK_STATUS_CANCELLED",
];

pub(super) static TASK: Resource = Resource {
    name: "Board export task",
    paging: &CursorRules::EXPORT,
    listed: is_listed,
    settle: |call| progress::settle(call.state),
    ..Resource::PLAIN
};

/// `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let mut problems = Problems::default();
    parameters::repeated(&call.query, "status", Rule::OneOf(FILTERS), usize::MAX, &mut problems);
    problems.check()?;
    resource::list(call)
}

fn is_listed(call: &Call<'_>, task: &Object) -> bool {
    let mut wanted = call.query.all("status").peekable();
    wanted.peek().is_none()
        || wanted.any(|wanted| wanted.strip_prefix("TASK_STATUS_") == Some(status_of(task)))
}

/// Adds the tasks of a new job.
pub(super) fn add(state: &mut State, job_id: &str, board_ids: &[&str]) {
    for board_id in board_ids {
        let id = state.identifiers.uuid();
        let task = json!({"id": id, "status": CREATED, "board": {"key": board_id}});
        state.store.insert(&tasks_of(job_id), &id, object(task));
    }
}

/// Sets the status of all tasks of a job.
pub(super) fn set_status(state: &mut State, job_id: &str, status: &str) {
    change(state, job_id, |_, task| {
        task.insert("status".to_owned(), status.into());
    });
}

/// Changes all tasks of a job in order.
pub(super) fn change(state: &mut State, job_id: &str, mut apply: impl FnMut(&State, &mut Object)) {
    let address = tasks_of(job_id);
    let tasks: Vec<Object> = state.store.values(&address).cloned().collect();
    for mut task in tasks {
        apply(state, &mut task);
        let id = task.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        state.store.insert(&address, &id, task);
    }
}

pub(super) fn status_of(task: &Object) -> &str {
    task.get("status").and_then(Value::as_str).unwrap_or_default()
}

/// Returns the board id of a task.
pub(super) fn board_of(task: &Object) -> &str {
    task.get("board").and_then(|board| board["key"].as_str()).unwrap_or_default()
}
