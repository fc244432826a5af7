//! The operations of this area. The last one stands in for Miro's file storage.

use super::jobs::{self, JOB};
use super::links;
use super::tasks::{self, TASK};
use crate::access::rate_limit::Level;
use crate::access::{Access, OPEN};
use crate::operation::Operation;

const EXPORT: Access = Access::CompanyAdmin(&["boards:export"]);

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("enterprise-board-export-jobs", "GET", "/v2/orgs/{org_id}/boards/export/jobs", EXPORT, Level::Four, jobs::list).of(&JOB),
    Operation::new("enterprise-create-board-export", "POST", "/v2/orgs/{org_id}/boards/export/jobs", EXPORT, Level::Four, jobs::create).of(&JOB),
    Operation::new("enterprise-board-export-job-status", "GET", "/v2/orgs/{org_id}/boards/export/jobs/{job_id}", EXPORT, Level::Four, jobs::status).of(&JOB),
    Operation::new("enterprise-board-export-job-results", "GET", "/v2/orgs/{org_id}/boards/export/jobs/{job_id}/results", EXPORT, Level::Four, links::results).of(&TASK),
    Operation::new("enterprise-update-board-export-job", "PUT", "/v2/orgs/{org_id}/boards/export/jobs/{job_id}/status", EXPORT, Level::Four, jobs::cancel).of(&JOB),
    Operation::new("enterprise-board-export-job-tasks", "GET", "/v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks", EXPORT, Level::Four, tasks::list).of(&TASK),
    Operation::new("enterprise-create-board-export-task-export-link", "POST", "/v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks/{task_id}/export-link", EXPORT, Level::Four, links::create).of(&TASK),
    Operation::new("download-export", "GET", "/exports/{link_id}", OPEN, Level::Free, links::download),
];
