//! Export jobs.

use serde_json::{Value, json};

use super::{JOBS, progress, tasks};
use crate::compliance::content::cases_holding;
use crate::paging::{CursorPaging, CursorRules};
use crate::resource::{self, Resource};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::clock;
use crate::state::object;
use crate::state::store::Object;
use crate::validation::fields::{self, Field};
use crate::validation::parameters;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

/// The states in lists. A job's status has them in capitals, and filters as in [`FILTERS`].
pub(super) const CREATED: &str = "created";
pub(super) const IN_PROGRESS: &str = "in_progress";
pub(super) const CANCELLED: &str = "cancelled";
pub(super) const FINISHED: &str = "finished";
const FILTERS: &[&str] =
    &["JOB_STATUS_CREATED", "JOB_STATUS_IN_PROGRESS", "JOB_STATUS_CANCELLED", "JOB_STATUS_FINISHED"];

/// Internal properties: when the state changes, the request id, and the cases of the job.
pub(super) const DUE: &str = "_due";
const REQUEST_ID: &str = "_requestId";
const CASES: &str = "_cases";

const CREATION: &[Field] = &[
    Field::required("boardIds", Rule::Texts { min: 1, max: 1_000 }),
    Field::text("boardFormat", Rule::OneOf(&["SVG", "HTML", "PDF"]), "SVG"),
];
const CANCELLATION: &[Field] = &[Field::required("status", Rule::OneOf(&["CANCELLED"]))];

pub(super) static JOB: Resource = Resource {
    name: "Board export job",
    paging: &CursorRules::EXPORT,
    listed: is_listed,
    settle: |call| progress::settle(call.state),
    ..Resource::PLAIN
};

/// `GET /v2/orgs/{org_id}/boards/export/jobs`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let mut problems = Problems::default();
    parameters::repeated(&call.query, "status", Rule::OneOf(FILTERS), usize::MAX, &mut problems);
    parameters::repeated(&call.query, "creatorId", Rule::NumericId, usize::MAX, &mut problems);
    problems.check()?;
    resource::list(call)
}

fn is_listed(call: &Call<'_>, job: &Object) -> bool {
    let state = format!("JOB_STATUS_{}", status_of(job));
    let creator = job.get("creator").and_then(|creator| creator["id"].as_str());
    let passes = |name: &str, found: Option<&str>| {
        let mut wanted = call.query.all(name).peekable();
        wanted.peek().is_none() || wanted.any(|wanted| Some(wanted) == found)
    };
    passes("status", Some(&state)) && passes("creatorId", creator)
}

/// `POST /v2/orgs/{org_id}/boards/export/jobs`: a known `request_id` returns the existing job
pub(super) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    progress::settle(call.state);
    call.require_parents()?;
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let request_id = parameters::required(&call.query, "request_id", Rule::Uuid, &mut problems);
    let description = fields::merge(CREATION, None, &sent, "", &mut problems);
    let same = |job: &&Object| job.get(REQUEST_ID).and_then(Value::as_str) == request_id.as_deref();
    let known = call.state.store.values(JOBS).find(same).and_then(|job| job.get("id").cloned());
    if let (Some(job_id), true) = (known, problems.is_empty()) {
        return Ok(Response::ok(&json!({"jobId": job_id})));
    }
    let board_ids = description.get("boardIds").and_then(Value::as_array).into_iter().flatten();
    let board_ids: Vec<&str> = board_ids.filter_map(Value::as_str).collect();
    for (index, board_id) in board_ids.iter().enumerate() {
        if call.state.boards.get(board_id).is_none() {
            problems.add(format!("boardIds.{index}"), format!("there is no board {board_id}"));
        }
    }
    problems.check()?;
    let now = call.state.clock.now();
    let due = clock::later(now, call.state.settings.export_step).to_string();
    let now = clock::format(now);
    let id = call.state.identifiers.uuid();
    let job = json!({
        "id": id,
        "name": format!("Board export {}", call.state.store.len(JOBS) + 1),
        "boardFormat": description["boardFormat"],
        "status": CREATED,
        "createdAt": now,
        "modifiedAt": now,
        "tasksCount": {"total": board_ids.len(), "success": 0, "error": 0},
        "creator": {"id": call.user_id()},
        DUE: due,
        REQUEST_ID: request_id,
        CASES: cases_holding(call.state, &board_ids),
    });
    call.state.store.insert(JOBS, &id, object(job));
    tasks::add(call.state, &id, &board_ids);
    Ok(Response::ok(&json!({"jobId": id})))
}

/// `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}`
pub(super) fn status(call: &mut Call<'_>) -> Result<Response, ApiError> {
    progress::settle(call.state);
    call.require_parents()?;
    Ok(Response::ok(&json!({"jobStatus": status_of(resource::entry(call)?)})))
}

/// `PUT /v2/orgs/{org_id}/boards/export/jobs/{job_id}/status`: only cancels jobs that are not finished
pub(super) fn cancel(call: &mut Call<'_>) -> Result<Response, ApiError> {
    progress::settle(call.state);
    call.require_parents()?;
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let change = fields::merge(CANCELLATION, None, &sent, "", &mut problems);
    problems.check()?;
    let job_id = call.parameter("job_id").to_owned();
    let now = call.state.clock.timestamp();
    let Some(job) = call.state.store.get_mut(JOBS, &job_id).filter(|job| is_open(job)) else {
        return Err(ApiError::bad_request("The job is over and cannot be cancelled"));
    };
    job.remove(DUE);
    job.insert("status".to_owned(), CANCELLED.into());
    job.insert("modifiedAt".to_owned(), now.into());
    tasks::set_status(call.state, &job_id, tasks::CANCELLED);
    Ok(Response::ok(&Value::Object(change)))
}

/// `GET /v2/orgs/{org_id}/cases/{case_id}/export-jobs`: jobs with a board under hold at their creation
pub(crate) fn of_case(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &CursorRules::ORGANIZATION)?;
    call.require_parents()?;
    let case_id = Value::from(call.parameter("case_id"));
    let belongs =
        |job: &Object| job.get(CASES).and_then(Value::as_array).is_some_and(|cases| cases.contains(&case_id));
    let jobs = call.state.store.at(JOBS);
    Ok(paging.page_of(jobs.unwrap_or(&Default::default()), belongs, |job| json!({"id": job.get("id")})))
}

/// Whether the job is waiting or in progress.
pub(super) fn is_open(job: &Object) -> bool {
    matches!(job.get("status").and_then(Value::as_str), Some(CREATED | IN_PROGRESS))
}

/// Returns the state in the form of the status endpoint.
pub(super) fn status_of(job: &Object) -> String {
    job.get("status").and_then(Value::as_str).unwrap_or_default().to_uppercase()
}
