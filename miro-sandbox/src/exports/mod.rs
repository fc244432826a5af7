//! Board exports: jobs, one task per board, and links to the documents.

mod document;
pub(crate) mod jobs;
mod links;
pub(crate) mod operations;
mod pdf;
mod progress;
mod tasks;

/// The address of the organization's export jobs.
const JOBS: &str = "/v2/orgs/3074457345618265001/boards/export/jobs";

/// Returns the address of a job's tasks.
fn tasks_of(job_id: &str) -> String {
    format!("{JOBS}/{job_id}/tasks")
}
