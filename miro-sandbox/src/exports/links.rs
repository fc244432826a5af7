//! Links to exported documents. Miro's lead to a storage that takes no token and rejects requests with one.

use std::time::Duration;

use http::StatusCode;
use http::header::AUTHORIZATION;
use serde_json::{Value, json};

use super::document::{self, DOCUMENT};
use super::progress::{self, moment};
use super::{JOBS, jobs, tasks, tasks_of};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::links::{self, other_name};
use crate::server::response::Response;
use crate::state::clock;
use crate::state::object;
use crate::state::store::Object;

/// The path prefix of links.
const LINKS: &str = "/exports";
/// The lifetime of links, which Miro does not document.
const LIFETIME: Duration = Duration::from_secs(15 * 60);

/// `POST /v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks/{task_id}/export-link`
pub(super) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    progress::settle(call.state);
    call.require_parents()?;
    let (job_id, task_id) = (call.parameter("job_id").to_owned(), call.parameter("task_id").to_owned());
    let task = call.state.store.get(&tasks_of(&job_id), &task_id).cloned().unwrap_or_default();
    match tasks::status_of(&task) {
        tasks::CREATED | tasks::SCHEDULED => Err(ApiError::too_early("The board is not exported yet")),
        tasks::SUCCESS if is_past(call, &task, "artifactExpiredAt") => Err(expired()),
        _ => {
            let mut link = outcome(call, &job_id, &task);
            link.extend(task.get("artifactExpiredAt").map(|at| ("artifactExpiredAt".to_owned(), at.clone())));
            Ok(Response::ok(&Value::Object(link)))
        }
    }
}

/// `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}/results`: all links of a job. If it is too early, the status
/// is 400, because Miro documents no other.
pub(super) fn results(call: &mut Call<'_>) -> Result<Response, ApiError> {
    progress::settle(call.state);
    call.require_parents()?;
    let job_id = call.parameter("job_id").to_owned();
    if call.state.store.get(JOBS, &job_id).is_some_and(jobs::is_open) {
        return Err(ApiError::bad_request("The job is not finished yet"));
    }
    let of_job: Vec<Object> = call.state.store.values(&tasks_of(&job_id)).cloned().collect();
    let mut results = Vec::with_capacity(of_job.len());
    for task in &of_job {
        let mut result = outcome(call, &job_id, task);
        result.remove("linkExpiredAt");
        result.insert("boardId".to_owned(), tasks::board_of(task).into());
        results.push(result);
    }
    Ok(Response::ok(&json!({"jobId": job_id, "results": results})))
}

/// `GET /exports/{link_id}`
pub(super) fn download(call: &mut Call<'_>) -> Result<Response, ApiError> {
    if call.headers.contains_key(AUTHORIZATION) {
        return Err(ApiError::bad_request("The link is the authorization: a token must not be sent as well"));
    }
    let link = call.state.store.get(LINKS, call.parameter("link_id"));
    let link = link.ok_or_else(|| ApiError::not_found("There is no such link"))?;
    let named = |name: &str| link.get(name).and_then(Value::as_str).unwrap_or_default();
    let (job_id, task_id) = (named("jobId"), named("taskId"));
    let format = call.state.store.get(JOBS, job_id).and_then(|job| job.get("boardFormat"));
    let format = format.and_then(Value::as_str).unwrap_or_default();
    let task = call.state.store.get(&tasks_of(job_id), task_id).filter(|task| task.contains_key(DOCUMENT));
    let task = task.ok_or_else(|| ApiError::not_found("There is no such document"))?;
    if is_past(call, link, "expiresAt") || is_past(call, task, "artifactExpiredAt") {
        return Err(expired());
    }
    let document = task.get(DOCUMENT).and_then(Value::as_str).unwrap_or_default();
    Ok(Response::new(StatusCode::OK, document::media_type(format), document.to_owned()))
}

/// Returns a task's outcome: a new link with its expiry, or the error.
fn outcome(call: &mut Call<'_>, job_id: &str, task: &Object) -> Object {
    let shown = ["status", "errorType", "errorMessage"].into_iter();
    let mut outcome: Object =
        shown.filter_map(|name| Some((name.to_owned(), task.get(name)?.clone()))).collect();
    if tasks::status_of(task) == tasks::SUCCESS {
        let (address, expires) = new_link(call, job_id, task);
        outcome.insert("exportLink".to_owned(), address.into());
        outcome.insert("linkExpiredAt".to_owned(), expires.into());
    }
    outcome
}

fn new_link(call: &mut Call<'_>, job_id: &str, task: &Object) -> (String, String) {
    let id = call.state.identifiers.secret();
    let expires = clock::format(clock::later(call.state.clock.now(), LIFETIME));
    let link = json!({"id": id, "jobId": job_id, "taskId": task.get("id"), "expiresAt": &expires});
    call.state.store.insert(LINKS, &id, object(link));
    // Another host than the API's: the link rejects a client that sends its token there.
    let host = other_name(links::host(call.headers).unwrap_or("127.0.0.1"));
    (format!("http://{host}{LINKS}/{id}"), expires)
}

fn is_past(call: &Call<'_>, object: &Object, name: &str) -> bool {
    moment(object, name).is_none_or(|moment| moment <= call.state.clock.now())
}

fn expired() -> ApiError {
    ApiError::forbidden_access("The export has expired")
}
