use super::ComplianceHandle;
use crate::endpoints;
use crate::model::UserId;
use crate::model::compliance::{
    CANCELLED, ExportJob, ExportJobId, ExportJobState, ExportJobStatusFilter, ExportLink, ExportRequestId,
    ExportResults, ExportTask, ExportTaskId, ExportTaskStatusFilter, NewBoardExport, StartedExport,
};

endpoints! {
    pub(super) const OPERATIONS;

    /// Exports of boards to files.
    ///
    /// A job exports up to 1,000 boards, with one task per board. Miro runs one job per organization at a time. All calls
    /// are of level 4, which allows 50 per minute, so poll slowly.
    ///
    /// ```no_run
    /// use miro::model::compliance::NewBoardExport;
    ///
    /// # async fn run(compliance: miro::api::ComplianceHandle) -> Result<(), miro::Error> {
    /// let export = NewBoardExport::of(["uXjVOD6LSME="]);
    /// let started = compliance.board_exports().create("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", export).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub BoardExports of ComplianceHandle at "/boards/export/jobs" {
        /// Lists export jobs.
        list    GET  "" ?{ status: [ExportJobStatusFilter], "creatorId" as creator_ids: [UserId] }
                                -> Cursor<ExportJob, 1..=500>  [boards:export L4 enterprise "enterprise-board-export-jobs"];
        /// Starts an export job.
        ///
        /// The request id is a UUID of your choice. If the outcome of a call is unknown, repeat it with the same id, which does
        /// not start a second job. Miro may respond with 425: repeat the call later.
        create  POST "" ?{ request_id!: ExportRequestId } (NewBoardExport)
                                -> StartedExport               [boards:export L4 enterprise "enterprise-create-board-export"];
    }

    /// One export job.
    ///
    /// ```no_run
    /// # async fn run(compliance: miro::api::ComplianceHandle) -> Result<(), miro::Error> {
    /// let export = compliance.board_export("92343229-c532-446d-b8cb-2f155bedb807");
    /// println!("{:?}", export.status().await?.status);
    /// let page = export.tasks().limit(500).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub BoardExportHandle of ComplianceHandle at "/boards/export/jobs/{job_id: ExportJobId}" {
        /// Fetches the status of the job.
        status  GET  ""         -> ExportJobState              [boards:export L4 enterprise "enterprise-board-export-job-status"];
        /// Fetches the result for each board, with the URLs of the files, once the job is finished.
        ///
        /// All results are in one response; [`tasks`](Self::tasks) are paged.
        results GET  "/results" -> ExportResults               [boards:export L4 enterprise "enterprise-board-export-job-results"];
        /// Cancels the job, so that it creates no more files.
        cancel  PUT  "/status" (= CANCELLED)
                                -> ExportJobState              [boards:export L4 enterprise "enterprise-update-board-export-job"];
        /// Lists the tasks of the job, one per board.
        tasks   GET  "/tasks" ?{ status: [ExportTaskStatusFilter] }
                                -> Cursor<ExportTask, 1..=500> [boards:export L4 enterprise "enterprise-board-export-job-tasks"];
        /// Creates a temporary URL from which the file of a task can be downloaded.
        ///
        /// Miro responds with 425 until the file exists.
        create_export_link POST "/tasks/{task_id: ExportTaskId}/export-link"
                                -> ExportLink                  [boards:export L4 enterprise "enterprise-create-board-export-task-export-link"];
    }
}
