//! Legal holds, exports of boards, and logs, on the Enterprise plan.
//!
//! ```no_run
//! use futures_util::TryStreamExt;
//! use miro::model::compliance::{NewCase, NewLegalHold};
//! use miro::wire::Timestamp;
//!
//! # async fn run(api: miro::MiroApi) -> Result<(), Box<dyn std::error::Error>> {
//! let compliance = api.compliance("3074457345821141000");
//! let case = compliance.cases().create(NewCase::new("Smith v. Example")).await?;
//! compliance.case(&case).legal_holds().create(NewLegalHold::new("Sales", ["ada@example.com"])).await?;
//!
//! let since: Timestamp = "2026-11-01T00:00:00Z".parse()?;
//! let mut events = api.audit_logs().list(since, Timestamp::now()).stream();
//! while let Some(event) = events.try_next().await? {
//!     println!("{:?} {:?}", event.created_at, event.event);
//! }
//! # Ok(())
//! # }
//! ```

mod ai_interaction_logs;
mod audit_logs;
mod board_exports;
mod cases;
mod content_logs;
mod export_tasks;
mod id;
mod legal_holds;
mod logs;

pub use ai_interaction_logs::{AiInteractionLog, AiInteractionLogObject};
pub use audit_logs::{AuditActor, AuditActorKind, AuditContext, AuditEvent, AuditLogOrder, AuditObject};
pub(crate) use board_exports::CANCELLED;
pub use board_exports::{
    BoardExportFormat, ExportJob, ExportJobState, ExportJobStatus, ExportJobStatusFilter, ExportTasksCount,
    NewBoardExport, StartedExport,
};
pub use cases::{Case, CaseUser, NewCase};
pub use content_logs::{ContentAction, ContentItemKind, ContentLog, ContentRelationship};
pub use export_tasks::{
    ExportErrorKind, ExportLink, ExportResult, ExportResults, ExportTask, ExportTaskStatus,
    ExportTaskStatusFilter, ExportedBoard,
};
pub use id::{CaseId, ExportJobId, ExportRequestId, ExportTaskId, LegalHoldId};
pub use legal_holds::{HeldContent, LegalHold, LegalHoldScope, LegalHoldState, NewLegalHold};
pub use logs::{LogActor, LogOrder};
