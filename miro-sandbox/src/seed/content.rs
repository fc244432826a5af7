//! Content added without HTTP.

use serde_json::{Map, Value, json};

use crate::boards::routes::new_board;
use crate::connectors::Connector;
use crate::items::Item;
use crate::items::draft::{self, Setting};
use crate::items::kinds::{self, Kind};
use crate::state::user::{EXTERNAL_USER, User};
use crate::state::{DEFAULT_USER, State, object};
use crate::validation::fields::Field;
use crate::validation::rules::Rule;

/// Items per row of the layout.
const ROW: usize = 50;

pub(crate) fn guest(state: &mut State, email: &str) -> String {
    let id = state.identifiers.numeric();
    let mut guest = User::new(&id, email, email, EXTERNAL_USER, &state.clock);
    guest.license = "free".to_owned();
    state.users.insert(id.as_str(), guest);
    id
}

pub(crate) fn board(state: &mut State, name: &str) -> String {
    let sent = Map::from_iter([("name".to_owned(), Value::from(name))]);
    new_board(state, DEFAULT_USER, &sent).expect("a valid name of a board")
}

pub(crate) fn items(state: &mut State, board_id: &str, kind: &str, count: usize) -> Vec<String> {
    let kind = kinds::by_name(kind).expect("a kind of item that can be created");
    let (now, behavior) = (state.clock.timestamp(), state.settings.behavior);
    let State { boards, identifiers, .. } = state;
    let board = boards.get_mut(board_id).expect("a board of the sandbox");
    let mut ids = Vec::with_capacity(count);
    for number in 0..count {
        let item_id = identifiers.numeric();
        let setting = Setting { board, user_id: DEFAULT_USER, item_id: &item_id, now: &now, behavior };
        let sent = json!({
            "data": sample_data(kind, kind.data, number),
            "position": {"x": (number % ROW * 400) as f64, "y": (number / ROW * 400) as f64},
        });
        let sent = sent.as_object().cloned().unwrap_or_default();
        let item = draft::create(kind, setting, &sent).expect("a valid item of the sandbox's own making");
        board.add_item(item);
        ids.push(item_id);
    }
    ids
}

pub(crate) fn raw_item(state: &mut State, board_id: &str, item: Value) -> String {
    let Value::Object(mut wire) = item else { panic!("an item must be a JSON object, not {item}") };
    let new_id = state.identifiers.numeric();
    let id = wire.entry("id").or_insert_with(|| new_id.into()).clone();
    let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let board = state.boards.get_mut(board_id).expect("a board of the sandbox");
    if wire.get("type").and_then(Value::as_str) == Some("connector") {
        board.connectors.insert(id.clone(), Connector { wire });
    } else {
        board.add_item(Item::raw(&id, wire));
    }
    id
}

pub(crate) fn hand_made_frame(state: &mut State, board_id: &str) -> String {
    let (id, parent_id) = (state.identifiers.numeric(), state.identifiers.numeric());
    let now = state.clock.timestamp();
    let author = json!({"id": DEFAULT_USER, "type": "user"});
    let wire = json!({
        "id": id,
        "type": "frame",
        "data": {"title": "Frame 1", "format": "ratio_16x9", "type": "unknown", "showContent": true},
        "style": {"fillColor": "#ffffffff"},
        "position": {"x": 0.0, "y": 0.0, "origin": "center", "relativeTo": "canvas_center"},
        "geometry": {"width": 1280.0, "height": 720.0},
        "parent": {"id": parent_id},
        "createdAt": now,
        "createdBy": author,
        "modifiedAt": now,
        "modifiedBy": author,
    });
    let board = state.boards.get_mut(board_id).expect("a board of the sandbox");
    board.add_item(Item::new(object(wire)));
    id
}

/// Returns the data fields that the kind requires, and its text.
fn sample_data(kind: &Kind, fields: &[Field], number: usize) -> Value {
    let mut data = Map::new();
    for field in fields {
        let value = match field.rule {
            Rule::Text { .. } if matches!(field.name, "content" | "title") => {
                format!("{} {number}", kind.name).into()
            }
            Rule::Url if field.required => format!("https://example.com/{number}").into(),
            Rule::OneOf(words) if field.required => words[0].into(),
            Rule::Object(nested) => sample_data(kind, nested, number),
            _ => continue,
        };
        data.insert(field.name.to_owned(), value);
    }
    Value::Object(data)
}
