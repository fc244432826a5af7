//! Content under legal hold: boards that users on hold own, share or worked on.

use serde_json::{Value, json};

use super::cases::PAGING;
use super::{CASES, legal_holds};
use crate::boards::board::Board;
use crate::paging::CursorPaging;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::State;
use crate::state::store::Object;

/// `GET /v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}/content-items`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &PAGING)?;
    legal_holds::settle(call);
    call.require_parents()?;
    let hold = call.state.store.get(&super::legal_holds(call), call.parameter("legal_hold_id"));
    let listed = |board: &Board| hold.is_some_and(|hold| holds(hold, board));
    let shown = |board: &Board| json!({"contentId": board.id, "type": "board"});
    Ok(paging.page_of(&call.state.boards, listed, shown))
}

/// Returns the cases with a legal hold on one of these boards.
pub(crate) fn cases_holding(state: &mut State, board_ids: &[&str]) -> Vec<String> {
    let cases = state.store.values(CASES).filter_map(|case| case.get("id")?.as_str());
    let mut cases: Vec<String> = cases.map(str::to_owned).collect();
    cases.retain(|case_id| {
        let address = super::legal_holds_of(case_id);
        legal_holds::settle_at(state, &address);
        let boards = || board_ids.iter().filter_map(|id| state.boards.get(id));
        state.store.values(&address).any(|hold| boards().any(|board| holds(hold, board)))
    });
    cases
}

/// Whether a hold applies to a board. It first covers the boards that its users own, and all others once it is
/// active.
fn holds(hold: &Object, board: &Board) -> bool {
    let is_active = hold.get("state") == Some(&legal_holds::ACTIVE.into());
    let users = hold.get("scope").and_then(|scope| scope["users"].as_array()).into_iter().flatten();
    users
        .filter_map(|user| user.get("id").and_then(Value::as_str))
        .any(|user_id| if is_active { board.involves(user_id) } else { board.owner_id == user_id })
}
