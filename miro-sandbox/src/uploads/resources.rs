//! Downloads: the address in an item leads to another one, which is valid for a minute and serves the bytes.

use bytes::Bytes;
use http::StatusCode;
use serde_json::json;

use super::placeholder;
use crate::boards::board::Board;
use crate::items::Item;
use crate::items::source::{Media, Source};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::messages;

/// `GET /v2/boards/{board_id}/resources/{resource_id}`
pub(crate) fn locate(call: &mut Call<'_>) -> Result<Response, ApiError> {
    // Both formats have the same bytes here.
    one_of(call, "format", &["preview", "original"])?;
    let redirects = one_of(call, "redirect", &["false", "true"])? == "true";
    let host = call.host()?.to_owned();
    let resource_id = call.parameter("resource_id").to_owned();
    let board = call.board_to_read()?;
    let kind = find(board, &resource_id)?.0.kind().to_owned();
    let board_id = board.id.clone();
    let secret = call.state.identifiers.secret();
    let now = call.state.clock.now();
    call.state.downloads.offer(secret.clone(), &board_id, &resource_id, now);
    let address = format!("http://{host}/downloads/{secret}");
    if redirects {
        return Ok(Response::redirect_by(StatusCode::TEMPORARY_REDIRECT, &address));
    }
    Ok(Response::ok(&json!({"type": kind, "url": address})))
}

/// `GET /downloads/{secret}`: no token is needed
pub(crate) fn download(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let unknown = || ApiError::not_found("There is no such download");
    let download = call.state.downloads.get(call.parameter("secret")).ok_or_else(unknown)?;
    if !download.is_valid(call.state.clock.now()) {
        return Err(ApiError::forbidden_access("The address of the download was valid for 60 seconds"));
    }
    let board = call.state.boards.get(&download.board_id).ok_or_else(unknown)?;
    let (item, source) = find(board, &download.resource_id)?;
    let (media_type, bytes) = match &item.file {
        Some(file) => (file.media_type.as_str(), file.bytes.clone()),
        None => placeholder::of(source.media),
    };
    // Documents lose their media type.
    let media_type = if source.media == Media::Document { "application/octet-stream" } else { media_type };
    let mut response = served(media_type, bytes);
    // Files are untrusted: an SVG can contain scripts, which would run with the rights of the sandbox's page.
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("content-disposition", "attachment"),
    ] {
        response.set_header(name, value);
    }
    Ok(response)
}

/// `GET /pictures/{name}`: a placeholder for the pictures of boards and teams, which cannot be set
pub(crate) fn picture(_: &mut Call<'_>) -> Result<Response, ApiError> {
    let (media_type, bytes) = placeholder::of(Media::Image);
    Ok(served(media_type, bytes))
}

/// Returns the item whose file has this id.
fn find<'b>(board: &'b Board, resource_id: &str) -> Result<(&'b Item, &'static Source), ApiError> {
    let mut items = board.items.values().filter_map(|item| Some((item, Source::of(item.kind())?)));
    let found = items.find(|(item, _)| item.has_resource(resource_id));
    found.ok_or_else(|| ApiError::not_found(format!("Resource {resource_id} not found")))
}

/// Returns the value of an optional parameter. The default is the first allowed value.
fn one_of<'c>(call: &'c Call<'_>, name: &str, values: &[&'static str]) -> Result<&'c str, ApiError> {
    let value = call.query.get(name).unwrap_or(values[0]);
    if values.contains(&value) {
        return Ok(value);
    }
    Err(ApiError::invalid(name, messages::unexpected_value(value, values)))
}

fn served(media_type: &str, bytes: Bytes) -> Response {
    let mut response = Response { body: bytes, status: StatusCode::OK, ..Response::no_content() };
    response.set_header("Content-Type", media_type);
    response
}
