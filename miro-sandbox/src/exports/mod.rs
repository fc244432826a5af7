//! Board exports: jobs, one task for each board of a job, and links to what came of them.

mod document;
pub(crate) mod jobs;
mod links;
pub(crate) mod operations;
mod pdf;
mod progress;
mod tasks;

/// The export jobs of the organisation.
const JOBS: &str = "/v2/orgs/3074457345618265001/boards/export/jobs";

/// The address of the tasks of a job.
fn tasks_of(job_id: &str) -> String {
    format!("{JOBS}/{job_id}/tasks")
}
