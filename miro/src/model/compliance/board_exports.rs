use miro_core::open_enum;
use miro_core::wire::Received as _;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::ExportJobId;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{BoardId, Extra, UserRef};

object! {
    /// An export of boards. In the list of a case only the id is set.
    pub ExportJob {
        /// Identifies the job.
        id => "id": ExportJobId, required;
        /// The job's name.
        name => "name": text;
        /// The file format of the boards.
        board_format => "boardFormat": BoardExportFormat;
        /// The job's status.
        status => "status": ExportJobStatus;
        /// When the job was started.
        created_at => "createdAt": time;
        /// When the job last changed.
        modified_at => "modifiedAt": time;
        /// The number of tasks, one for each board.
        tasks_count => "tasksCount": ExportTasksCount;
        /// The user who started the job.
        creator => "creator": UserRef;
    }

    /// The number of tasks of an export job, one for each board.
    #[derive(Default)]
    pub ExportTasksCount {
        /// The total number.
        total => "total": count;
        /// The number of completed tasks.
        success => "success": count;
        /// The number of failed tasks.
        error => "error": count;
    }

    /// An export job that was started.
    pub StartedExport {
        /// Identifies the job.
        job_id => "jobId": ExportJobId, required;
    }
}

impl From<&ExportJob> for ExportJobId {
    fn from(job: &ExportJob) -> Self {
        job.id.clone()
    }
}

impl From<&StartedExport> for ExportJobId {
    fn from(export: &StartedExport) -> Self {
        export.job_id.clone()
    }
}

open_enum! {
    /// The status of an export job. Miro uses upper case in some responses and lower case in others.
    pub ExportJobStatus {
        /// The job has not begun: an organization has one job in progress at a time.
        Created = "CREATED" | "created",
        InProgress = "IN_PROGRESS" | "in_progress",
        /// There will be no further results.
        Cancelled = "CANCELLED" | "cancelled",
        /// The results are available.
        Finished = "FINISHED" | "finished",
    }

    /// The status by which export jobs are listed; converted from an [`ExportJobStatus`].
    pub ExportJobStatusFilter {
        Created = "JOB_STATUS_CREATED",
        InProgress = "JOB_STATUS_IN_PROGRESS",
        Cancelled = "JOB_STATUS_CANCELLED",
        Finished = "JOB_STATUS_FINISHED",
    }

    /// The file format of an exported board.
    pub BoardExportFormat {
        /// Miro's default.
        Svg = "SVG",
        Html = "HTML",
        Pdf = "PDF",
    }
}

impl From<ExportJobStatus> for ExportJobStatusFilter {
    fn from(status: ExportJobStatus) -> Self {
        match status {
            ExportJobStatus::Unknown(text) => Self::Unknown(text.prefixed("JOB_STATUS_")),
            status => Self::from(format!("JOB_STATUS_{status}").as_str()),
        }
    }
}

/// The state of an export job.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ExportJobState {
    /// The status.
    pub status: Option<ExportJobStatus>,
    /// Fields that this version of the crate does not know, as Miro sent them.
    pub extra: Extra,
}

object! {
    /// The response to a status request, and the one to a cancellation, which has the status under another name. For
    /// the latter Miro's specification requires an object and a string at once, so both are read.
    #[derive(Default)]
    StateAnswer {
        job_status => "jobStatus": ExportJobStatus;
        status => "status": json;
    }
}

impl<'de> Deserialize<'de> for ExportJobState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let StateAnswer { job_status, status, mut extra } = StateAnswer::deserialize(deserializer)?;
        let told = match &status {
            Some(Value::Object(inner)) => inner.get("jobStatus").and_then(Value::as_str),
            status => status.as_ref().and_then(Value::as_str),
        };
        let told = told.map(ExportJobStatus::received);
        // Any other value is kept as received.
        let is_read = match &status {
            Some(Value::Object(inner)) => inner.len() == 1 && told.is_some(),
            Some(_) => told.is_some(),
            None => true,
        };
        let is_same = job_status.is_none() || told.is_none() || job_status == told;
        if let Some(status) = status.filter(|_| !is_read || !is_same) {
            extra.insert("status".to_owned(), status);
        }
        Ok(Self { status: job_status.or(told), extra })
    }
}

impl Serialize for ExportJobState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let extra = self.extra.clone();
        StateAnswer { job_status: self.status.clone(), extra, ..StateAnswer::default() }.serialize(serializer)
    }
}

body! {
    /// Boards to export.
    ///
    /// ```
    /// use miro::model::compliance::{BoardExportFormat, NewBoardExport};
    ///
    /// let export = NewBoardExport::of(["uXjVOD6LSME=", "o9J_kzlUDmo="]).board_format(BoardExportFormat::Pdf);
    /// ```
    pub create NewBoardExport;

    /// The file format; SVG if it is not set.
    board_format => "boardFormat": BoardExportFormat;
}

impl NewBoardExport {
    /// Creates an export of these boards, 1 to 1,000 of them.
    pub fn of(boards: impl IntoIterator<Item = impl Into<BoardId>>) -> Self {
        let boards: Vec<BoardId> = boards.into_iter().map(Into::into).collect();
        let mut body = Self::empty();
        body.0.set_list("boardIds", &boards, Some((1, 1_000)));
        body
    }
}

/// The new status of an export job.
pub(crate) struct StatusChange(&'static str);

/// The only status that Miro accepts.
pub(crate) const CANCELLED: StatusChange = StatusChange("CANCELLED");

impl Serialize for StatusChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("status", self.0)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_job_reads_from_either_list() {
        let job: ExportJob = serde_json::from_value(json!({
            "id": "92343229-c532-446d-b8cb-2f155bedb807", "name": "Export", "boardFormat": "SVG", "status": "in_progress",
            "createdAt": "2025-08-24T17:32:28Z", "modifiedAt": "2025-08-24T17:32:28.120Z",
            "tasksCount": {"total": 3, "success": "2", "error": null}, "creator": {"id": 3458764517517852417_u64}
        }))
        .unwrap();
        assert_eq!(
            (&job.status, &job.board_format),
            (&Some(ExportJobStatus::InProgress), &Some(BoardExportFormat::Svg))
        );
        let counts = job.tasks_count.as_ref().unwrap();
        assert_eq!((counts.total, counts.success, counts.error), (Some(3), Some(2), None));
        let of_a_case: ExportJob = serde_json::from_str(r#"{"id":"92343229"}"#).unwrap();
        assert_eq!(ExportJobId::from(&of_a_case), "92343229");
    }

    #[test]
    fn a_status_is_one_in_all_its_spellings() {
        for (status_in_response, filter) in
            [("CREATED", "JOB_STATUS_CREATED"), ("finished", "JOB_STATUS_FINISHED")]
        {
            let status = ExportJobStatus::from(status_in_response);
            assert!(status.is_known(), "{status_in_response}");
            let filter_of = ExportJobStatusFilter::from(status);
            assert_eq!((filter_of.as_str(), filter_of.is_known()), (filter, true));
        }
        assert_eq!(
            ExportJobStatusFilter::from(ExportJobStatus::from("PAUSED")).as_str(),
            "JOB_STATUS_PAUSED"
        );
    }

    #[test]
    fn a_state_is_found_wherever_miro_puts_it() {
        let state = |json: &str| serde_json::from_str::<ExportJobState>(json).unwrap().status;
        assert_eq!(state(r#"{"jobStatus":"FINISHED"}"#), Some(ExportJobStatus::Finished));
        assert_eq!(state(r#"{"status":"CANCELLED"}"#), Some(ExportJobStatus::Cancelled));
        assert_eq!(state(r#"{"status":{"jobStatus":"CANCELLED"}}"#), Some(ExportJobStatus::Cancelled));
        assert_eq!(state(r#"{"status":null,"jobStatus":null}"#), None);
        assert!(serde_json::from_str::<ExportJobState>("[]").is_err());
    }

    #[test]
    fn a_state_keeps_what_it_does_not_know() {
        for (json, status) in [
            (json!({"jobStatus": "FINISHED", "progress": 7, "by": {"id": "1"}}), Some("FINISHED")),
            (json!({"jobStatus": "PAUSED", "status": {"reason": "quota"}}), Some("PAUSED")),
            (json!({"status": 7}), None),
            (
                json!({"status": {"jobStatus": "CANCELLED", "at": "noon"}, "jobStatus": "CANCELLED"}),
                Some("CANCELLED"),
            ),
        ] {
            let state: ExportJobState = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(state.status.as_ref().map(ExportJobStatus::as_str), status, "{json}");
            assert_eq!(serde_json::to_value(&state).unwrap(), json);
        }
        let state: ExportJobState =
            serde_json::from_value(json!({"jobStatus": "FINISHED", "progress": 7})).unwrap();
        assert_eq!(state.extra["progress"], 7);
        let cancelled: ExportJobState = serde_json::from_value(json!({"status": "CANCELLED"})).unwrap();
        assert!(cancelled.extra.is_empty());
    }

    #[test]
    fn an_export_is_of_1_to_1000_boards() {
        let export = NewBoardExport::of(["a="]).board_format(BoardExportFormat::Html);
        assert_eq!(serde_json::to_value(export).unwrap(), json!({"boardIds": ["a="], "boardFormat": "HTML"}));
        for count in [0, 1_001] {
            let error = serde_json::to_value(NewBoardExport::of(vec!["a="; count])).unwrap_err();
            let told = format!("`boardIds`: {count} elements, but Miro takes 1 to 1000");
            assert_eq!(error.to_string(), told);
        }
    }
}
