//! Diagrams and tables: read-only items, inserted by tests as raw items.

use crate::boards::board::Board;
use crate::items::Item;
use crate::paging::{CursorPaging, CursorRules};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;

const DIAGRAM: &str = "diagram";
const TABLE: &str = "data_table_format";

/// `GET /v2/boards/{board_id}/diagrams`
pub(super) fn list_diagrams(call: &mut Call<'_>) -> Result<Response, ApiError> {
    list(call, DIAGRAM)
}

/// `GET /v2/boards/{board_id}/diagrams/{item_id}`
pub(super) fn get_diagram(call: &mut Call<'_>) -> Result<Response, ApiError> {
    get(call, DIAGRAM)
}

/// `GET /v2/boards/{board_id}/data_table_formats`
pub(super) fn list_tables(call: &mut Call<'_>) -> Result<Response, ApiError> {
    list(call, TABLE)
}

/// `GET /v2/boards/{board_id}/data_table_formats/{item_id}`
pub(super) fn get_table(call: &mut Call<'_>) -> Result<Response, ApiError> {
    get(call, TABLE)
}

fn list(call: &Call<'_>, kind: &str) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &CursorRules::BOARD)?;
    let board = call.board_to_read()?;
    Ok(paging.page_of(&board.items, |item: &Item| item.kind() == kind, |item| item.typed(board)))
}

fn get(call: &Call<'_>, kind: &str) -> Result<Response, ApiError> {
    let board: &Board = call.board_to_read()?;
    let id = call.parameter("item_id");
    let item = board.items.get(id).filter(|item| item.kind() == kind);
    let item = item.ok_or_else(|| ApiError::not_found(format!("Item {id} not found")))?;
    Ok(Response::ok(&item.typed(board)))
}
