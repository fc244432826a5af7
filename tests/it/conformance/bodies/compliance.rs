//! Compliance: what the snapshots set, left out, and the other way round.

use miro::model::compliance::{NewBoardExport, NewCase, NewLegalHold};

use crate::requests::{BOARD, Calls};

const REQUEST: &str = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
const STARTED: &str = r#"{"jobId":"92343229-c532-446d-b8cb-2f155bedb807"}"#;

pub(super) async fn make(calls: &Calls) {
    let compliance = calls.api.compliance("3074457345821140946");
    let case = compliance.case("3074457345619012007");
    calls.make(compliance.cases().create(NewCase::new("Smith v. Example"))).await;
    calls.make(case.update(NewCase::new("Smith v. Example").description("All of 2026"))).await;
    let hold = NewLegalHold::new("Sales", ["ada@example.com"]);
    calls.make(case.legal_holds().create(hold.clone())).await;
    let handle = case.legal_hold("3074457345619012008");
    calls.make(handle.update(hold.description("The sales team"))).await;
    let export = NewBoardExport::of([BOARD]);
    calls.make_answered(STARTED, compliance.board_exports().create(REQUEST, export)).await;
}
