//! Legal holds, exports of boards, and logs: responses whose form differs from most.

use futures_util::TryStreamExt;
use miro::model::compliance::{
    AuditEvent, ExportJobStatus, ExportTaskStatus, HeldContent, NewBoardExport, NewLegalHold,
};
use miro::prelude::*;
use miro::transport::Script;
use miro::wire::Timestamp;
use serde_json::json;

use crate::environment::{scripted, target};

#[tokio::test]
async fn follows_an_export_from_start_to_files() {
    let responses = [
        json!({"jobId": "job-1"}),
        json!({"jobStatus": "IN_PROGRESS"}),
        json!({"total": 1, "data": [{"id": "job-1", "status": "in_progress", "creator": {"id": "7"}}]}),
        json!({"total": 1, "data": [{"id": "task-1", "status": "SUCCESS", "board": {"key": "a="}}]}),
        json!({"status": "SUCCESS", "exportLink": "https://s3.example.com/x", "linkExpiredAt": "2025-08-24T17:32:28Z"}),
        json!({"status": {"jobStatus": "CANCELLED"}}),
    ];
    let (transport, api) = scripted(responses.map(|response| Script::json(200, response.to_string())));
    let compliance = api.compliance("7");
    let started = compliance.board_exports().create("request-1", NewBoardExport::of(["a="])).await.unwrap();
    let export = compliance.board_export(&started);
    let status = export.status().await.unwrap().status;
    assert_eq!(status, Some(ExportJobStatus::InProgress));
    // One status, although the list spells it differently.
    let listed = compliance.board_exports().list().status(status.clone()).await.unwrap();
    assert_eq!(listed.data[0].status, status);
    let tasks = export.tasks().status([ExportTaskStatus::Success]).await.unwrap();
    let link = export.create_export_link(&tasks.data[0]).await.unwrap();
    assert_eq!(link.export_link.as_deref(), Some("https://s3.example.com/x"));
    assert_eq!(export.cancel().await.unwrap().status, Some(ExportJobStatus::Cancelled));

    let sent = transport.sent();
    let jobs = "/v2/orgs/7/boards/export/jobs";
    assert_eq!(target(&sent[0]), format!("{jobs}?request_id=request-1"));
    assert_eq!(target(&sent[2]), format!("{jobs}?status=JOB_STATUS_IN_PROGRESS&limit=500"));
    assert_eq!(target(&sent[3]), format!("{jobs}/job-1/tasks?status=TASK_STATUS_SUCCESS&limit=500"));
    assert_eq!(target(&sent[4]), format!("{jobs}/job-1/tasks/task-1/export-link"));
    assert_eq!(
        (target(&sent[5]), &sent[5].body[..]),
        (&*format!("{jobs}/job-1/status"), &br#"{"status":"CANCELLED"}"#[..])
    );
}

#[tokio::test]
async fn an_export_start_can_be_repeated_with_its_request_id() {
    let (transport, api) = scripted([Script::timeout(), Script::json(200, r#"{"jobId":"job-1"}"#)]);
    let create = api.compliance("7").board_exports().create("request-1", NewBoardExport::of(["a="]));
    assert_eq!(create.clone().await.unwrap_err().kind(), ErrorKind::Timeout);
    create.await.unwrap();
    let sent = transport.sent();
    assert_eq!(sent.len(), 2, "not retried without the caller");
    assert_eq!(target(&sent[0]), target(&sent[1]));
}

#[tokio::test]
async fn a_425_is_a_rejection() {
    let (_, api) = scripted([Script::status(425)]);
    let error = api.compliance("7").board_export("job-1").create_export_link("task-1").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().map(|status| status.as_u16())),
        (ErrorKind::Rejected, Some(425))
    );
}

#[tokio::test]
async fn audit_log_times_have_milliseconds() {
    let event = json!({"id": "2023-09-01T09:30:10.840687Z#1-DDB", "createdAt": "2023-09-01T09:30:10.840+0000",
        "event": "sign_in_succeeded", "details": {"mfa": ["NONE"]}});
    let pages = [
        json!({"type": "cursor-list", "limit": 100, "size": 1, "data": [event],
            "cursor": "2023-09-01T09:30:10.840687Z#1-DDB"}),
        json!({"type": "cursor-list", "limit": 100, "size": 0, "data": []}),
    ];
    let (transport, api) = scripted(pages.map(|page| Script::json(200, page.to_string())));
    let after: Timestamp = "2023-09-01T11:00:00+02:00".parse().unwrap();
    let before = Timestamp::from_unix_seconds(1_693_656_000);
    let events: Vec<AuditEvent> = api.audit_logs().list(after, before).stream().try_collect().await.unwrap();
    assert_eq!(events[0].details, Some(json!({"mfa": ["NONE"]})));
    let sent = transport.sent();
    let first = "/v2/audit/logs?createdAfter=2023-09-01T09%3A00%3A00.000Z&createdBefore=2023-09-02T12%3A00%3A00.000Z&limit=100";
    assert_eq!(target(&sent[0]), first);
    assert_eq!(target(&sent[1]), format!("{first}&cursor=2023-09-01T09%3A30%3A10.840687Z%231-DDB"));
}

#[tokio::test]
async fn log_filters_take_up_to_15_values() {
    let (transport, api) = scripted([]);
    let compliance = api.compliance("7");
    let (from, to) = (Timestamp::from_unix_seconds(0), Timestamp::from_unix_seconds(1));
    let content = compliance.content_logs().list(from, to).board_ids(["a="; 16]).await.unwrap_err();
    let interactions =
        compliance.ai_interaction_logs().list(from, to).emails(["a@b.c"; 16]).await.unwrap_err();
    let page = compliance.content_logs().list(from, to).limit(1_001).await.unwrap_err();
    for (error, expected) in [
        (content, "`board_ids` has 16 elements, but Miro takes 0 to 15"),
        (interactions, "`emails` has 16 elements, but Miro takes 0 to 15"),
        (page, "`limit` 1001 is not in 1 to 1000"),
    ] {
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn held_content_can_be_exported() {
    let responses = [
        json!({"id": "9", "name": "Sales", "state": "ACTIVE", "scope": {"users": [{"id": "1", "email": "ada@example.com"}]}}),
        json!({"size": 1, "data": [{"contentId": "uXjVOD6LSME=", "type": "board"}], "type": "cursor-list"}),
    ];
    let (_, api) = scripted(responses.map(|response| Script::json(200, response.to_string())));
    let case = api.compliance("7").case("8");
    let hold = case.legal_holds().create(NewLegalHold::new("Sales", ["ada@example.com"])).await.unwrap();
    let held: Vec<HeldContent> = case.legal_hold(&hold).content_items().stream().try_collect().await.unwrap();
    let boards = held.into_iter().filter_map(|content| content.content_id);
    let export = NewBoardExport::of(boards);
    assert_eq!(export.to_json()["boardIds"], json!(["uXjVOD6LSME="]));
}
