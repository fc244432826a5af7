//! Connectors: lines between two items.

pub(crate) mod operations;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::boards::board::Board;
use crate::paging::{CursorPaging, CursorRules};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

/// Shapes for the ends of a line.
pub(crate) const CAP_NAMES: &[&str] = &[
    "none",
    "stealth",
    "rounded_stealth",
    "diamond",
    "filled_diamond",
    "oval",
    "filled_oval",
    "arrow",
    "triangle",
    "filled_triangle",
    "erd_one",
    "erd_many",
    "erd_only_one",
    "erd_zero_or_one",
    "erd_one_or_many",
    "erd_zero_or_many",
    "unknown",
];
const CAPS: Rule = Rule::OneOf(CAP_NAMES);
const OFFSET: &[Field] = &[Field::optional("x", Rule::Percentage), Field::optional("y", Rule::Percentage)];
const END: &[Field] = &[
    Field::required("id", TEXT),
    Field::optional("position", Rule::Object(OFFSET)),
    Field::optional("snapTo", Rule::OneOf(&["auto", "top", "right", "bottom", "left"])),
];
const CAPTION: &[Field] = &[
    Field::required("content", Rule::Text { min: 0, max: 200 }),
    Field::text("position", Rule::Percentage, "50%"),
    Field::text("textAlignVertical", Rule::OneOf(&["top", "middle", "bottom"]), "middle"),
];
const STYLE: &[Field] = &[
    Field::text("color", Rule::HexColor, "#1a1a1a"),
    Field::text("endStrokeCap", CAPS, "stealth"),
    Field::text("fontSize", Rule::WholeInString { min: 10.0, max: 288.0 }, "14"),
    Field::text("startStrokeCap", CAPS, "none"),
    Field::text("strokeColor", Rule::HexColor, "#000000"),
    Field::text("strokeStyle", Rule::OneOf(&["normal", "dotted", "dashed"]), "normal"),
    Field::text("strokeWidth", Rule::DecimalInString { min: 1.0, max: 24.0 }, "1.0"),
    Field::text("textOrientation", Rule::OneOf(&["horizontal", "aligned"]), "aligned"),
];
const CONNECTOR: &[Field] = &[
    Field::required("startItem", Rule::Object(END)),
    Field::required("endItem", Rule::Object(END)),
    Field::text("shape", Rule::OneOf(&["straight", "elbowed", "curved"]), "curved"),
    Field::list("captions", Rule::Objects { of: CAPTION, max: 20 }),
    Field::optional("style", Rule::Object(STYLE)),
];
const ENDS: [&str; 2] = ["startItem", "endItem"];

/// A connector in Miro's JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Connector {
    pub(crate) wire: Map<String, Value>,
}

impl Connector {
    pub(crate) fn id(&self) -> &str {
        self.wire.get("id").and_then(Value::as_str).unwrap_or_default()
    }

    /// Iterates over the ids of the connected items.
    pub(crate) fn item_ids(&self) -> impl Iterator<Item = &str> {
        ENDS.iter().filter_map(|end| self.wire.get(*end)?.get("id")?.as_str())
    }

    fn shown(&self) -> Value {
        Value::Object(self.wire.clone())
    }
}

/// `GET /v2/boards/{board_id}/connectors`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &CursorRules::BOARD)?;
    Ok(paging.page_of(&call.board_to_read()?.connectors, |_| true, Connector::shown))
}

/// `POST /v2/boards/{board_id}/connectors`: responds with 200, or with 201 under the other behavior
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let id = call.state.identifiers.numeric();
    let author = json!({"id": call.user_id(), "type": "user"});
    let (now, behavior) = (call.state.clock.timestamp(), call.state.settings.behavior);
    let board = call.board_to_write()?;
    let mut wire = apply(board, None, &sent)?;
    wire.insert("links".to_owned(), json!({"self": format!("{}/connectors/{id}", board.address())}));
    wire.insert("id".to_owned(), id.as_str().into());
    wire.insert("type".to_owned(), "connector".into());
    wire.insert("isSupported".to_owned(), true.into());
    wire.insert("createdAt".to_owned(), now.as_str().into());
    wire.insert("createdBy".to_owned(), author.clone());
    wire.insert("modifiedAt".to_owned(), now.into());
    wire.insert("modifiedBy".to_owned(), author);
    let connector = Connector { wire };
    let shown = connector.shown();
    let response = if behavior.connectors_created { Response::created(&shown) } else { Response::ok(&shown) };
    board.connectors.insert(id, connector);
    Ok(response)
}

/// `GET /v2/boards/{board_id}/connectors/{connector_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let connector = find(call.board_to_read()?, call.parameter("connector_id"))?;
    Ok(Response::ok(&connector.shown()))
}

/// `PATCH /v2/boards/{board_id}/connectors/{connector_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let id = call.parameter("connector_id").to_owned();
    let author = json!({"id": call.user_id(), "type": "user"});
    let now = call.state.clock.timestamp();
    let board = call.board_to_write()?;
    let connector = find(board, &id)?;
    if connector.wire.get("isSupported") == Some(&false.into()) {
        return Err(ApiError::invalid("", format!("Connector {id} is not supported and cannot be changed")));
    }
    let mut wire = apply(board, Some(&connector.wire), &sent)?;
    wire.insert("modifiedAt".to_owned(), now.into());
    wire.insert("modifiedBy".to_owned(), author);
    board.connectors.insert(id, Connector { wire });
    get(call)
}

/// `DELETE /v2/boards/{board_id}/connectors/{connector_id}`
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let id = call.parameter("connector_id").to_owned();
    let board = call.board_to_write()?;
    find(board, &id)?;
    board.connectors.remove(&id);
    Ok(Response::no_content())
}

fn find<'a>(board: &'a Board, id: &str) -> Result<&'a Connector, ApiError> {
    board.connectors.get(id).ok_or_else(|| ApiError::item_not_found(&board.id))
}

fn apply(
    board: &Board,
    current: Option<&Map<String, Value>>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    let mut problems = Problems::default();
    let mut wire = fields::merge(CONNECTOR, current, sent, "", &mut problems);
    for end in ENDS {
        let (Some(sent), Some(item)) = (sent.get(end), wire.get_mut(end)) else { continue };
        let given = |name: &str| sent.get(name).filter(|value| !value.is_null());
        if given("position").is_some() && given("snapTo").is_some() {
            problems.add(end, "either position or snapTo can be set, not both");
        }
        // A missing id was reported above.
        let Some(id) = item["id"].as_str().map(str::to_owned) else { continue };
        match board.item(&id) {
            None => problems.add(format!("{end}.id"), format!("there is no item {id} on the board")),
            Some(frame) if frame.kind() == "frame" => {
                problems.add(format!("{end}.id"), "frames are not supported");
            }
            Some(_) => attach(end, item, given("position").is_some(), &board.link_to_item(&id)),
        }
    }
    let id_of = |end: &str| wire.get(end).and_then(|item| item["id"].as_str());
    if id_of("startItem").is_some() && id_of("startItem") == id_of("endItem") {
        problems.add("endItem.id", "must be different from startItem.id");
    }
    problems.check().map(|()| wire)
}

/// Replaces the `snapTo` side of an end by the position that Miro sends. An end without a side and a position is
/// snapped automatically.
fn attach(end: &str, item: &mut Value, placed: bool, link: &str) {
    let Some(object) = item.as_object_mut() else { return };
    let snapped = object.remove("snapTo");
    object.insert("links".to_owned(), json!({"self": link}));
    if placed {
        // The reference requires neither coordinate and documents no default: use the middle, as on a side.
        if let Some(Value::Object(position)) = object.get_mut("position") {
            for coordinate in ["x", "y"] {
                position.entry(coordinate).or_insert_with(|| "50%".into());
            }
        }
        return;
    }
    let (x, y) = match (snapped.as_ref().and_then(Value::as_str), end) {
        (Some("top"), _) => ("50%", "0%"),
        (Some("bottom"), _) => ("50%", "100%"),
        (Some("left"), _) => ("0%", "50%"),
        (Some("right"), _) | (_, "startItem") => ("100%", "50%"),
        _ => ("0%", "50%"),
    };
    object.insert("position".to_owned(), json!({"x": x, "y": y}));
}
