use miro_core::open_enum;

use super::{ExportJobId, ExportTaskId};
use crate::model::BoardId;
use crate::model::object::object;

object! {
    /// A task of an export job: the export of one board.
    pub ExportTask {
        /// Identifies the task.
        id => "id": ExportTaskId, required;
        /// How far it is.
        status => "status": ExportTaskStatus;
        /// The board.
        board => "board": ExportedBoard;
        /// How large the file is, in bytes.
        size_in_bytes => "sizeInBytes": count;
        /// When Miro deletes the file.
        artifact_expired_at => "artifactExpiredAt": time;
        /// Why it failed, in Miro's words.
        error_message => "errorMessage": text;
        /// Whether it is worth another try.
        error_kind => "errorType": ExportErrorKind;
    }

    /// A board, as a task of an export job refers to one.
    #[derive(Default)]
    pub ExportedBoard {
        /// Identifies the board.
        key => "key": BoardId;
    }

    /// Where the file of a task can be had.
    #[derive(Default)]
    pub ExportLink {
        /// How far the task is.
        status => "status": ExportTaskStatus;
        /// The file's address at Miro's storage, for [`MiroApi::download`](crate::MiroApi::download). It opens without a token
        /// until it expires.
        export_link => "exportLink": text;
        /// When the address expires; another one can be had until Miro deletes the file.
        link_expired_at => "linkExpiredAt": time;
        /// When Miro deletes the file.
        artifact_expired_at => "artifactExpiredAt": time;
        /// Why there is no address, in Miro's words.
        error_message => "errorMessage": text;
        /// Whether it is worth another try.
        error_kind => "errorType": ExportErrorKind;
    }

    /// What an export job has made, as a whole.
    #[derive(Default)]
    pub ExportResults {
        /// The job.
        job_id => "jobId": ExportJobId;
        /// What became of each board.
        results => "results": [ExportResult];
    }

    /// What became of one board of an export job.
    #[derive(Default)]
    pub ExportResult {
        /// The board.
        board_id => "boardId": BoardId;
        /// How far its export is.
        status => "status": ExportTaskStatus;
        /// The file's address at Miro's storage, for [`MiroApi::download`](crate::MiroApi::download). It opens without a token
        /// until it expires.
        export_link => "exportLink": text;
        /// Why it failed, in Miro's words.
        error_message => "errorMessage": text;
        /// Whether it is worth another try.
        error_kind => "errorType": ExportErrorKind;
    }
}

impl From<&ExportTask> for ExportTaskId {
    fn from(task: &ExportTask) -> Self {
        task.id.clone()
    }
}

open_enum! {
    /// How far the export of one board is.
    pub ExportTaskStatus {
        Created = "CREATED",
        /// It waits to be worked on.
        Scheduled = "SCHEDULED",
        /// The file is there.
        Success = "SUCCESS",
        Error = "ERROR",
        Cancelled = "CANCELLED",
    }

    /// The status that tasks are listed by: an [`ExportTaskStatus`] will do.
    pub ExportTaskStatusFilter {
        Created = "TASK_STATUS_CREATED",
        Scheduled = "TASK_STATUS_SCHEDULED",
        Success = "TASK_STATUS_SUCCESS",
        Error = "TASK_STATUS_ERROR",
        Cancelled = "TASK_STATUS_CANCELLED",
    }

    /// What kind of failure the export of a board has met.
    pub ExportErrorKind {
        /// Another try may succeed, after some time.
        Temporary = "TEMPORARY",
        /// No try will succeed: the board is damaged, or gone.
        Fatal = "FATAL",
        /// Miro does not know either: another try may succeed, after some time.
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
        // Miro knows this value, although it is called like that.
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
