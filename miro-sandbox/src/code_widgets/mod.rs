//! Code widgets: items with experimental routes, unknown to the routes for items of every kind.

pub(crate) mod operations;

use serde_json::{Map, Value};

use crate::items::draft::POSITION;
use crate::items::geometry::Geometry;
use crate::items::kinds::{COMMON, Kind};
use crate::items::routes as items;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

pub(crate) const KIND: Kind = Kind {
    name: "code",
    route: "code_widgets",
    data: &[
        Field::optional("code", Rule::TruncatedText { max: 6_000 }),
        Field::optional("language", TEXT),
        Field::optional("lineNumbersVisible", Rule::Boolean),
        Field::optional("title", Rule::Text { min: 0, max: 100 }),
    ],
    geometry: Geometry::Free { width: 400.0, height: 300.0, min_size: 0.0 },
    in_bulk: false,
    experimental: true,
    // A request may name the parent frame; responses never contain it.
    hidden: &["parent"],
    ..COMMON
};

/// `POST /v2-experimental/boards/{board_id}/code_widgets`: the body is optional
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.optional_json_object()?;
    items::create_from(call, &sent)
}

/// `PATCH /v2-experimental/boards/{board_id}/code_widgets/{item_id}/position`: the body is the position itself
pub(crate) fn move_to(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let position = call.json_object()?;
    let mut problems = Problems::default();
    fields::merge(POSITION, None, &position, "", &mut problems);
    problems.check()?;
    items::update_from(call, &Map::from_iter([("position".to_owned(), Value::Object(position))]))
}
