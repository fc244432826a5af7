//! What this area serves. The first match counts: where two operations fit a request, the more special one
//! comes first.

use super::{bulk, list, routes as items};
use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("create-items", "POST", "/v2/boards/{board_id}/items/bulk", WRITE, Level::Two, bulk::create).per(bulk::items),
    Operation::new("get-items-within-frame", "GET", "/v2/boards/{board_id}/items", READ, Level::Two, list::within_frame).when("parent_item_id"),
    Operation::new("get-items", "GET", "/v2/boards/{board_id}/items", READ, Level::Two, list::of_board),
    Operation::new("get-specific-item", "GET", "/v2/boards/{board_id}/items/{item_id}", READ, Level::One, items::get_any),
    Operation::new("update-item-position-or-parent", "PATCH", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::Two, items::update_any),
    Operation::new("delete-item", "DELETE", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::Three, items::delete_any),
    Operation::new("create-sticky-note-item", "POST", "/v2/boards/{board_id}/sticky_notes", WRITE, Level::Two, items::create),
    Operation::new("get-sticky-note-item", "GET", "/v2/boards/{board_id}/sticky_notes/{item_id}", READ, Level::One, items::get),
    Operation::new("update-sticky-note-item", "PATCH", "/v2/boards/{board_id}/sticky_notes/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-sticky-note-item", "DELETE", "/v2/boards/{board_id}/sticky_notes/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-shape-item", "POST", "/v2/boards/{board_id}/shapes", WRITE, Level::Two, items::create),
    Operation::new("get-shape-item", "GET", "/v2/boards/{board_id}/shapes/{item_id}", READ, Level::One, items::get),
    Operation::new("update-shape-item", "PATCH", "/v2/boards/{board_id}/shapes/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-shape-item", "DELETE", "/v2/boards/{board_id}/shapes/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-text-item", "POST", "/v2/boards/{board_id}/texts", WRITE, Level::Two, items::create),
    Operation::new("get-text-item", "GET", "/v2/boards/{board_id}/texts/{item_id}", READ, Level::One, items::get),
    Operation::new("update-text-item", "PATCH", "/v2/boards/{board_id}/texts/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-text-item", "DELETE", "/v2/boards/{board_id}/texts/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-card-item", "POST", "/v2/boards/{board_id}/cards", WRITE, Level::Two, items::create),
    Operation::new("get-card-item", "GET", "/v2/boards/{board_id}/cards/{item_id}", READ, Level::One, items::get),
    Operation::new("update-card-item", "PATCH", "/v2/boards/{board_id}/cards/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-card-item", "DELETE", "/v2/boards/{board_id}/cards/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-app-card-item", "POST", "/v2/boards/{board_id}/app_cards", WRITE, Level::Two, items::create),
    Operation::new("get-app-card-item", "GET", "/v2/boards/{board_id}/app_cards/{item_id}", READ, Level::One, items::get),
    Operation::new("update-app-card-item", "PATCH", "/v2/boards/{board_id}/app_cards/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-app-card-item", "DELETE", "/v2/boards/{board_id}/app_cards/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-frame-item", "POST", "/v2/boards/{board_id}/frames", WRITE, Level::Two, items::create),
    Operation::new("get-frame-item", "GET", "/v2/boards/{board_id}/frames/{item_id}", READ, Level::One, items::get),
    Operation::new("update-frame-item", "PATCH", "/v2/boards/{board_id}/frames/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-frame-item", "DELETE", "/v2/boards/{board_id}/frames/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-image-item-using-url", "POST", "/v2/boards/{board_id}/images", WRITE, Level::Two, items::create),
    Operation::new("get-image-item", "GET", "/v2/boards/{board_id}/images/{item_id}", READ, Level::One, items::get),
    Operation::new("update-image-item-using-url", "PATCH", "/v2/boards/{board_id}/images/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-image-item", "DELETE", "/v2/boards/{board_id}/images/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-document-item-using-url", "POST", "/v2/boards/{board_id}/documents", WRITE, Level::Two, items::create),
    Operation::new("get-document-item", "GET", "/v2/boards/{board_id}/documents/{item_id}", READ, Level::One, items::get),
    Operation::new("update-document-item-using-url", "PATCH", "/v2/boards/{board_id}/documents/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-document-item", "DELETE", "/v2/boards/{board_id}/documents/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-embed-item", "POST", "/v2/boards/{board_id}/embeds", WRITE, Level::Two, items::create),
    Operation::new("get-embed-item", "GET", "/v2/boards/{board_id}/embeds/{item_id}", READ, Level::One, items::get),
    Operation::new("update-embed-item", "PATCH", "/v2/boards/{board_id}/embeds/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-embed-item", "DELETE", "/v2/boards/{board_id}/embeds/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-doc-format-item", "POST", "/v2/boards/{board_id}/docs", WRITE, Level::Two, items::create),
    Operation::new("get-doc-format-item", "GET", "/v2/boards/{board_id}/docs/{item_id}", READ, Level::One, items::get),
    Operation::new("delete-doc-format-item", "DELETE", "/v2/boards/{board_id}/docs/{item_id}", WRITE, Level::Three, items::delete),
];
