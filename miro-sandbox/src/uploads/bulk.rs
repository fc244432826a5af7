//! Up to twenty images and documents at once: a JSON file in `data`, and the files in `resources` in the same order.

use serde_json::Value;

use super::file::{self, File};
use crate::items::bulk::{self, Order};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::multipart::{MultipartForm, Part};
use crate::server::response::Response;
use crate::validation::messages;
use crate::validation::problems::Problems;

/// `POST /v2/boards/{board_id}/items/bulk`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let form = MultipartForm::of(call)?;
    let mut problems = Problems::default();
    form.allow(&["data", "resources"], &mut problems);
    let data = form.required("data", &mut problems);
    file::check_size(form.all("resources"), "resources", &mut problems);
    problems.check()?;
    let data = data.map(|data| data.json()).transpose()?.unwrap_or_default();
    let requests = bulk::requests(data)?;
    let resources: Vec<_> = form.all("resources").collect();
    if resources.len() != requests.len() {
        let message = format!("there are {} files for {} items", resources.len(), requests.len());
        return Err(ApiError::invalid("resources", message));
    }
    let mut orders = Vec::new();
    for (request, part) in requests.into_iter().zip(resources) {
        orders.push(order(call, request, part));
    }
    bulk::create_all(call, orders)
}

fn order(call: &mut Call<'_>, mut request: Value, part: &Part) -> Order {
    let mut problems = Problems::default();
    let mut file = None;
    if let Some(kind) = bulk::kind(&request, &mut problems) {
        match kind.source.filter(|source| source.upload.is_some()) {
            Some(source) => {
                let id = call.state.identifiers.numeric();
                file = File::of(part, source.media, id, "resource", &mut problems);
            }
            None => {
                problems.add("type", messages::unexpected_value(kind.name, &["image", "document"]));
            }
        }
    }
    if let (Value::Object(sent), Some(title)) = (&mut request, file::title(part)) {
        sent.entry("title").or_insert_with(|| title.into());
    }
    Order { request, file, problems }
}

/// Returns the number of items in the JSON file for the credits, even if the creation fails.
pub(crate) fn items(call: &Call<'_>) -> u64 {
    let form = MultipartForm::of(call).ok();
    let data = form.as_ref().and_then(|form| form.all("data").next()?.json().ok());
    bulk::count(data.as_ref())
}
