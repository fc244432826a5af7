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
    /// A job exports up to 1,000 boards, each by a task; Miro works on one job of an organization at a time. All calls are of
    /// level 4: the budget has room for 50 a minute, so leave time between two looks at a job.
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
        /// The request id is a UUID of your own choice. Where it is not known whether a call arrived, make it again with the
        /// same id: that starts no second job. Miro may answer 425, which means: again, but later.
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
        /// Tells how far the job is.
        status  GET  ""         -> ExportJobState              [boards:export L4 enterprise "enterprise-board-export-job-status"];
        /// Tells what became of each board, with the addresses of the files, once the job is finished.
        ///
        /// All in one answer; [`tasks`](Self::tasks) come in pages.
        results GET  "/results" -> ExportResults               [boards:export L4 enterprise "enterprise-board-export-job-results"];
        /// Cancels the job: it makes no more files.
        cancel  PUT  "/status" (= CANCELLED)
                                -> ExportJobState              [boards:export L4 enterprise "enterprise-update-board-export-job"];
        /// Lists the tasks of the job, one for each board.
        tasks   GET  "/tasks" ?{ status: [ExportTaskStatusFilter] }
                                -> Cursor<ExportTask, 1..=500> [boards:export L4 enterprise "enterprise-board-export-job-tasks"];
        /// Makes an address from which the file of a task can be downloaded, for some time.
        ///
        /// While the file is not there yet, Miro answers 425.
        create_export_link POST "/tasks/{task_id: ExportTaskId}/export-link"
                                -> ExportLink                  [boards:export L4 enterprise "enterprise-create-board-export-task-export-link"];
    }
}
