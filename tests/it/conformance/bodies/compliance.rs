//! Legal holds and exports of boards.

use miro::model::compliance::{NewBoardExport, NewCase, NewLegalHold};

use crate::requests::{BOARD, Calls};

const ORG: &str = "3074457345821140946";
const CASE: &str = "3074457345619012007";
const HOLD: &str = "3074457345619012008";
const REQUEST: &str = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
const STARTED: &str = r#"{"jobId":"92343229-c532-446d-b8cb-2f155bedb807"}"#;

pub(super) async fn make(calls: &Calls) {
    let compliance = calls.api.compliance(ORG);
    let case = compliance.case(CASE);
    calls.make(compliance.cases().create(NewCase::new("Smith v. Example"))).await;
    calls.make(case.update(NewCase::new("Smith v. Example").description("All of 2026"))).await;
    let hold = NewLegalHold::new("Sales", ["ada@example.com"]);
    calls.make(case.legal_holds().create(hold.clone())).await;
    calls.make(case.legal_hold(HOLD).update(hold.description("The sales team"))).await;
    let export = compliance.board_exports().create(REQUEST, NewBoardExport::of([BOARD]));
    calls.make_with_response(STARTED, export).await;
}
