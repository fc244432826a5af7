//! Images on boards. Uploaded files are untrusted, so browsers may draw them and nothing else.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse as _, Response as HttpResponse};
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::overview::not_found;
use crate::server::Server;
use crate::server::guard;
use crate::server::response::Response;

/// Returns the path prefix of a board's files.
pub(super) fn path_of(board_id: &str) -> String {
    format!("/_sandbox/page/boards/{}/files", utf8_percent_encode(board_id, NON_ALPHANUMERIC))
}

/// `GET /_sandbox/page/boards/{board_id}/files/{id}`
pub(super) async fn picture(
    Shared(server): Shared<Arc<Server>>,
    Path((board_id, id)): Path<(String, String)>,
) -> HttpResponse {
    let state = server.state();
    let mut files = state
        .boards
        .get(&board_id)
        .into_iter()
        .flat_map(|board| board.items.values())
        .filter_map(|item| item.file.as_deref());
    let Some(file) = files.find(|file| file.id == id && file.is_drawable()) else {
        return not_found("The board has no such picture");
    };
    let mut response = Response { body: file.bytes.clone(), ..Response::empty(StatusCode::OK) };
    response.set_header(CONTENT_TYPE.as_str(), &file.media_type);
    response.set_header(CONTENT_DISPOSITION.as_str(), "attachment");
    response.headers.insert(CONTENT_SECURITY_POLICY, guard::POLICY);
    // The address changes with the picture.
    response.set_header(CACHE_CONTROL.as_str(), "private, max-age=3600, immutable");
    response.into_response()
}
