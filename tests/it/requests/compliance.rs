//! Legal holds, exports of boards, and logs.

use miro::api::ComplianceHandle;
use miro::model::compliance::{
    AuditLogOrder, BoardExportFormat, ExportJobStatus, ExportTaskStatus, LogOrder, NewBoardExport, NewCase,
    NewLegalHold,
};
use miro::wire::Timestamp;

use super::{BOARD, Calls, USER};

const ORG: &str = "3074457345821140946";
const CASE: &str = "3074457345619012007";
const HOLD: &str = "3074457345619012008";
const JOB: &str = "92343229-c532-446d-b8cb-2f155bedb807";
const TASK: &str = "9394a815-86ea-418c-8bfc-71772fdb692d";
const REQUEST: &str = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
const STARTED: &str = r#"{"jobId":"92343229-c532-446d-b8cb-2f155bedb807"}"#;

fn compliance(calls: &Calls) -> ComplianceHandle {
    calls.api.compliance(ORG)
}

pub(super) async fn legal_holds(calls: &Calls) {
    let cases = compliance(calls).cases();
    calls.make(cases.list()).await;
    calls.make(cases.create(NewCase::new("Smith v. Example").description("All of 2026"))).await;
    let case = compliance(calls).case(CASE);
    calls.make(case.get()).await;
    calls.make(case.update(NewCase::new("Smith v. Example Ltd."))).await;
    calls.make(case.delete()).await;
    calls.make(case.export_jobs().limit(7).resume_from("MTIz~=")).await;
    let holds = case.legal_holds();
    calls.make(holds.list()).await;
    let hold = NewLegalHold::new("Sales", ["ada@example.com", "grace@example.com"]);
    calls.make(holds.create(hold.clone().description("The sales team"))).await;
    let handle = case.legal_hold(HOLD);
    calls.make(handle.get()).await;
    calls.make(handle.update(hold)).await;
    calls.make(handle.delete()).await;
    calls.make(handle.content_items()).await;
}

pub(super) async fn board_exports(calls: &Calls) {
    let exports = compliance(calls).board_exports();
    calls.make(exports.list()).await;
    let filtered = exports
        .list()
        .status([ExportJobStatus::Created, ExportJobStatus::InProgress])
        .creator_ids([USER, "3074457345618265001"]);
    calls.make(filtered.limit(500)).await;
    let export = NewBoardExport::of([BOARD]).board_format(BoardExportFormat::Pdf);
    calls.make_with_response(STARTED, exports.create(REQUEST, export)).await;
    let export = compliance(calls).board_export(JOB);
    calls.make(export.status()).await;
    calls.make(export.results()).await;
    calls.make(export.cancel()).await;
    calls.make(export.tasks()).await;
    calls.make(export.tasks().status([ExportTaskStatus::Success, ExportTaskStatus::Error])).await;
    calls.make(export.create_export_link(TASK)).await;
}

pub(super) async fn logs(calls: &Calls) {
    let [from, to]: [Timestamp; 2] =
        ["2026-11-01T00:00:00Z", "2026-11-02T13:30:00.5+02:00"].map(|moment| moment.parse().unwrap());
    let audit_logs = calls.api.audit_logs();
    calls.make(audit_logs.list(from, to)).await;
    calls.make(audit_logs.list(from, to).sorting(AuditLogOrder::Descending).limit(10)).await;
    let content_logs = compliance(calls).content_logs();
    calls.make(content_logs.list(from, to)).await;
    let filtered = content_logs
        .list(from, to)
        .board_ids([BOARD, "o9J_kzlUDmo="])
        .emails(["ada+work@example.com"])
        .sorting(LogOrder::Descending);
    calls.make(filtered).await;
    let interactions = compliance(calls).ai_interaction_logs();
    calls.make(interactions.list(from, to)).await;
    let filtered = interactions
        .list(from, to)
        .object_ids([BOARD, ORG])
        .emails(["ada@example.com", "grace@example.com"])
        .sorting(LogOrder::Ascending);
    calls.make(filtered).await;
}
