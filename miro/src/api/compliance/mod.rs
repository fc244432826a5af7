//! Legal holds, board exports and logs, on the Enterprise plan.

modules! {
    handle cases legal_holds board_exports content_logs ai_interaction_logs audit_logs
}
