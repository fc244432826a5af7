use miro_core::open_enum;

use super::{ExportJobId, ExportTaskId};
use crate::model::BoardId;
use crate::model::object::object;

object! {
    /// A task of an export job: the export of one board.
    pub ExportTask {
        /// Identifies the task.
        id => "id": ExportTaskId, required;
        /// The task's status.
        status => "status": ExportTaskStatus;
        /// The board.
        board => "board": ExportedBoard;
        /// The size of the file, in bytes.
        size_in_bytes => "sizeInBytes": count;
        /// When Miro deletes the file.
        artifact_expired_at => "artifactExpiredAt": time;
        /// Why the export failed, as reported by Miro.
        error_message => "errorMessage": text;
        /// Whether another attempt may succeed.
        error_kind => "errorType": ExportErrorKind;
    }

    /// A board, as a task of an export job refers to one.
    #[derive(Default)]
    pub ExportedBoard {
        /// Identifies the board.
        key => "key": BoardId;
    }

    /// The download link for the file of a task.
    #[derive(Default)]
    pub ExportLink {
        /// The task's status.
        status => "status": ExportTaskStatus;
        /// The file's address at Miro's storage, for [`MiroApi::download`](crate::MiroApi::download). It works
        /// without a token until it expires.
        export_link => "exportLink": text;
        /// When the address expires. A new one can be requested until Miro deletes the file.
        link_expired_at => "linkExpiredAt": time;
        /// When Miro deletes the file.
        artifact_expired_at => "artifactExpiredAt": time;
        /// The reason for a missing address, as reported by Miro.
        error_message => "errorMessage": text;
        /// Whether another attempt may succeed.
        error_kind => "errorType": ExportErrorKind;
    }

    /// The results of an export job.
    #[derive(Default)]
    pub ExportResults {
        /// The job.
        job_id => "jobId": ExportJobId;
        /// The result for each board.
        results => "results": [ExportResult];
    }

    /// The result for one board of an export job.
    #[derive(Default)]
    pub ExportResult {
        /// The board.
        board_id => "boardId": BoardId;
        /// The status of its export.
        status => "status": ExportTaskStatus;
        /// The file's address at Miro's storage, for [`MiroApi::download`](crate::MiroApi::download). It works
        /// without a token until it expires.
        export_link => "exportLink": text;
        /// Why the export failed, as reported by Miro.
        error_message => "errorMessage": text;
        /// Whether another attempt may succeed.
        error_kind => "errorType": ExportErrorKind;
    }
}

impl From<&ExportTask> for ExportTaskId {
    fn from(task: &ExportTask) -> Self {
        task.id.clone()
    }
}

open_enum! {
    /// The status of the export of one board.
    pub ExportTaskStatus {
        Created = "CREATED",
        /// Waiting to be processed.
        Scheduled = "SCHEDULED",
        /// The file is available.
        Success = "SUCCESS",
        Error = "ERROR",
        Cancelled = "CANCELLED",
    }

    /// The status by which tasks are listed; converted from an [`ExportTaskStatus`].
    pub ExportTaskStatusFilter {
        Created = "TASK_STATUS_CREATED",
        Scheduled = "TASK_STATUS_SCHEDULED",
        Success = "TASK_STATUS_SUCCESS",
        Error = "TASK_STATUS_ERROR",
        Cancelled = "TASK_STATUS_CANCELLED",
    }

    /// The kind of failure of a board export.
    pub ExportErrorKind {
        /// Another attempt may succeed after some time.
        Temporary = "TEMPORARY",
        /// No attempt will succeed: the board is damaged or deleted.
        Fatal = "FATAL",
        /// The cause is not known to Miro; another attempt may succeed after some time.
        Unexpected = "UNKNOWN",
    }
}

impl From<ExportTaskStatus> for ExportTaskStatusFilter {
    fn from(status: ExportTaskStatus) -> Self {
        match status {
            ExportTaskStatus::Unknown(text) => Self::Unknown(text.prefixed("TASK_STATUS_")),
            status => Self::from(format!("TASK_STATUS_{status}").as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_task_reads_what_miro_sends() {
        let task: ExportTask = serde_json::from_value(json!({
            "id": "9394a815-86ea-418c-8bfc-71772fdb692d", "status": "ERROR", "artifactExpiredAt": "2025-08-24T17:32:28Z",
            "sizeInBytes": 1048576, "errorMessage": "not now", "errorType": "UNKNOWN", "board": {"key": "o9J_kzlUDmo="}
        }))
        .unwrap();
        assert_eq!(ExportTaskId::from(&task), "9394a815-86ea-418c-8bfc-71772fdb692d");
        assert_eq!(task.board.unwrap().key, Some(BoardId::new("o9J_kzlUDmo=")));
        // `UNKNOWN` is a documented value here.
        assert_eq!(task.error_kind, Some(ExportErrorKind::Unexpected));
        assert_eq!(task.size_in_bytes, Some(1_048_576));
    }

    #[test]
    fn results_and_links_read_without_what_is_not_there_yet() {
        let json = r#"{"jobId":"1","results":[{"boardId":"a=","status":"SUCCESS","exportLink":"https://s3/x"},{"boardId":"b="}]}"#;
        let results: ExportResults = serde_json::from_str(json).unwrap();
        assert_eq!(results.results[0].status, Some(ExportTaskStatus::Success));
        assert_eq!(results.results[1].export_link, None);
        let link: ExportLink = serde_json::from_str(r#"{"status":"CREATED","exportLink":null}"#).unwrap();
        assert_eq!((link.status, link.export_link), (Some(ExportTaskStatus::Created), None));
    }

    #[test]
    fn every_status_is_a_filter() {
        for status in ExportTaskStatus::VALUES {
            assert!(ExportTaskStatusFilter::from(ExportTaskStatus::from(*status)).is_known(), "{status}");
        }
    }
}
