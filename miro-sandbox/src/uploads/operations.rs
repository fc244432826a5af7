//! The operations of this area. Uploads share their routes with operations on items, and are distinguished by the
//! type of their body, so this table comes first.

use super::{bulk, resources, routes as uploads};
use crate::access::rate_limit::Level;
use crate::access::{OPEN, READ, WRITE};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("create-items-in-bulk-using-file-from-device", "POST", "/v2/boards/{board_id}/items/bulk", WRITE, Level::Two, bulk::create).multipart().per(bulk::items),
    Operation::new("create-image-item-using-local-file", "POST", "/v2/boards/{board_id}/images", WRITE, Level::Two, uploads::create).multipart(),
    Operation::new("update-image-item-using-file-from-device", "PATCH", "/v2/boards/{board_id}/images/{item_id}", WRITE, Level::Two, uploads::update).multipart(),
    Operation::new("create-document-item-using-file-from-device", "POST", "/v2/boards/{board_id}/documents", WRITE, Level::Two, uploads::create).multipart(),
    Operation::new("update-document-item-using-file-from-device", "PATCH", "/v2/boards/{board_id}/documents/{item_id}", WRITE, Level::Two, uploads::update).multipart(),
    Operation::new("get-resource", "GET", "/v2/boards/{board_id}/resources/{resource_id}", READ, Level::One, resources::locate),
    Operation::new("download", "GET", "/downloads/{secret}", OPEN, Level::Free, resources::download),
    Operation::new("download-picture", "GET", "/pictures/{name}", OPEN, Level::Free, resources::picture),
];
