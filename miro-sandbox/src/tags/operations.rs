//! The operations of this area. Some share their routes with operations on items, and are distinguished by the tag
//! in the query.

use super::{attachments, routes as tags};
use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::items::list;
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-items-by-tag", "GET", "/v2/boards/{board_id}/items", READ, Level::One, list::by_tag).when("tag_id"),
    Operation::new("attach-tag-to-item", "POST", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::One, attachments::attach),
    Operation::new("remove-tag-from-item", "DELETE", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::One, attachments::detach).when("tag_id"),
    Operation::new("get-tags-from-item", "GET", "/v2/boards/{board_id}/items/{item_id}/tags", READ, Level::One, attachments::of_item),
    Operation::new("get-tags-from-board", "GET", "/v2/boards/{board_id}/tags", READ, Level::One, tags::list),
    Operation::new("create-tag", "POST", "/v2/boards/{board_id}/tags", WRITE, Level::One, tags::create),
    Operation::new("get-tag", "GET", "/v2/boards/{board_id}/tags/{tag_id}", WRITE, Level::One, tags::get),
    Operation::new("update-tag", "PATCH", "/v2/boards/{board_id}/tags/{tag_id}", WRITE, Level::One, tags::update),
    Operation::new("delete-tag", "DELETE", "/v2/boards/{board_id}/tags/{tag_id}", WRITE, Level::One, tags::delete),
];
