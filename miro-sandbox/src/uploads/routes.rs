//! Uploads of images and documents: `multipart/form-data` with the file in `resource` and JSON in `data`.

use serde_json::{Map, Value};

use super::file::{self, File};
use crate::items::draft::{self, Setting};
use crate::items::form::{Form, Uploaded};
use crate::items::kinds::Kind;
use crate::items::lock;
use crate::items::routes::{find, get, kind_of_route};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::multipart::MultipartForm;
use crate::server::response::Response;
use crate::validation::messages;
use crate::validation::problems::Problems;

/// `POST /v2/boards/{board_id}/{kind}`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let kind = kind_of_route(call);
    let Upload { file, title, mut sent } = upload(call, kind)?;
    if let Some(title) = title {
        sent.entry("title").or_insert_with(|| title.into());
    }
    let item_id = call.state.identifiers.numeric();
    let (now, behavior) = (call.state.clock.timestamp(), call.state.settings.behavior);
    let user_id = call.user_id().to_owned();
    let board = call.board_to_write()?;
    let setting = Setting { board, user_id: &user_id, item_id: &item_id, now: &now, behavior };
    let form = Form::UploadedCreation(Uploaded::of(&file));
    let mut item = draft::create_by(form, kind, setting, &sent).map_err(Problems::into_error)?;
    item.file = Some(Box::new(file));
    let response = Response::created(&item.typed(board));
    board.add_item(item);
    Ok(response)
}

/// `PATCH /v2/boards/{board_id}/{kind}/{item_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let kind = kind_of_route(call);
    let Upload { file, sent, .. } = upload(call, kind)?;
    let (now, behavior) = (call.state.clock.timestamp(), call.state.settings.behavior);
    let item_id = call.parameter("item_id").to_owned();
    let user_id = call.user_id().to_owned();
    let board = call.board_to_write()?;
    let item = find(board, &item_id, Some(kind))?;
    lock::check(item, behavior, None)?;
    let setting = Setting { board, user_id: &user_id, item_id: &item_id, now: &now, behavior };
    let form = Form::UploadedChange(Uploaded::of(&file));
    let wire = draft::change(form, kind, setting, item, &sent).map_err(Problems::into_error)?;
    if let Some(item) = board.items.get_mut(&item_id) {
        item.change(wire);
        item.file = Some(Box::new(file));
    }
    get(call)
}

/// The content of an upload.
struct Upload {
    file: File,
    /// The title, derived from the file name.
    title: Option<String>,
    /// The JSON about the file.
    sent: Map<String, Value>,
}

fn upload(call: &mut Call<'_>, kind: &Kind) -> Result<Upload, ApiError> {
    let media = kind.source.expect("an operation on files names a kind that has them").media;
    let form = MultipartForm::of(call)?;
    let mut problems = Problems::default();
    form.allow(&["data", "resource"], &mut problems);
    let data = form.optional("data", &mut problems);
    let resource = form.required("resource", &mut problems);
    let id = call.state.identifiers.numeric();
    let file = resource.and_then(|part| File::of(part, media, id, "resource", &mut problems));
    file::check_size(resource.into_iter(), "resource", &mut problems);
    problems.check()?;
    let sent = data.map(|data| data.json_object()).transpose()?.unwrap_or_default();
    let file =
        file.ok_or_else(|| ApiError::invalid("resource", messages::required("resource", messages::OBJECT)))?;
    Ok(Upload { file, title: resource.and_then(file::title).map(str::to_owned), sent })
}
