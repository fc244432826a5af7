//! Creation and change of items of any kind.

use serde_json::{Map, Value, json};

use super::bounds;
use super::completion;
use super::form::Form;
use super::geometry;
use super::item::Item;
use super::kinds::Kind;
use super::source::Media;
use crate::boards::board::Board;
use crate::state::behavior::Behavior;
use crate::validation::fields::{self, Field};
use crate::validation::messages;
use crate::validation::problems::{Problems, join};
use crate::validation::rules::Rule;

pub(crate) const POSITION: &[Field] = &[
    Field::number("x", Rule::Number { above: None }, 0.0),
    Field::number("y", Rule::Number { above: None }, 0.0),
];
/// Miro's example of the JSON for files contains the origin of the position.
const POSITION_OF_FILE: &[Field] =
    &[POSITION[0], POSITION[1], Field::optional("origin", Rule::OneOf(&["center"]))];
const PARENT: &[Field] = &[Field::required("id", Rule::NumericId)];

/// The context of a draft.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) board: &'a Board,
    pub(crate) user_id: &'a str,
    pub(crate) item_id: &'a str,
    /// The current time of the sandbox's clock.
    pub(crate) now: &'a str,
    pub(crate) behavior: Behavior,
}

/// Creates an item, or returns what is wrong with the request.
pub(crate) fn create(kind: &Kind, setting: Setting<'_>, sent: &Map<String, Value>) -> Result<Item, Problems> {
    create_by(Form::Creation, kind, setting, sent)
}

/// Like [`create`], for other forms of requests.
pub(crate) fn create_by(
    form: Form<'_>,
    kind: &Kind,
    setting: Setting<'_>,
    sent: &Map<String, Value>,
) -> Result<Item, Problems> {
    let mut wire = Map::new();
    wire.insert("id".to_owned(), setting.item_id.into());
    wire.insert("type".to_owned(), kind.name.into());
    let author = json!({"id": setting.user_id, "type": "user"});
    wire.insert("createdAt".to_owned(), setting.now.into());
    wire.insert("createdBy".to_owned(), author);
    apply(form, kind, setting, wire, sent).map(Item::new)
}

/// Changes an item, or returns what is wrong with the request and leaves the item unchanged.
pub(crate) fn change(
    form: Form<'_>,
    kind: &Kind,
    setting: Setting<'_>,
    item: &Item,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Problems> {
    apply(form, kind, setting, item.wire(), sent)
}

fn apply(
    form: Form<'_>,
    kind: &Kind,
    setting: Setting<'_>,
    mut wire: Map<String, Value>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Problems> {
    let mut problems = Problems::default();
    let sent = &form.sections(kind, sent, &mut problems);
    let creating = form.creates();
    if matches!(form, Form::Creation) && kind.data_required && sent.get("data").is_none_or(Value::is_null) {
        problems.required("data", messages::OBJECT);
    }
    let sections = [("data", form.data_path(), form.data(kind)), ("style", "style", form.style(kind))];
    for (name, path, table) in sections {
        match section(name, path, table, &wire, creating, sent, &mut problems) {
            Some(section) => wire.insert(name.to_owned(), Value::Object(section)),
            None => wire.remove(name),
        };
    }
    completion::complete(form, kind, setting, &mut wire, sent, &mut problems);
    let moved_from = place(kind, setting, &mut wire, sent, &mut problems);
    let table = if form.uploaded().is_some() { POSITION_OF_FILE } else { POSITION };
    let position = section("position", "position", table, &moved_from, creating, sent, &mut problems);
    if let Some(mut position) = position {
        let relative_to = if is_child(kind, &wire) { "parent_top_left" } else { "canvas_center" };
        position.insert("origin".to_owned(), "center".into());
        position.insert("relativeTo".to_owned(), relative_to.into());
        wire.insert("position".to_owned(), Value::Object(position));
    }
    let sent_geometry = sent_object("geometry", sent, &mut problems);
    let is_picture = kind.source.is_some_and(|source| source.media == Media::Image);
    if let Some((width, height)) = form.uploaded().and_then(|file| file.size).filter(|_| is_picture) {
        geometry::show_picture(&mut wire, width, height);
    }
    let current = if sent.get("geometry").is_some_and(Value::is_null) { None } else { wire.get("geometry") };
    let current = current.and_then(Value::as_object);
    if let Some(geometry) = kind.geometry.settle(&wire, current, &sent_geometry, &mut problems) {
        wire.insert("geometry".to_owned(), Value::Object(geometry));
    }
    bounds::check(kind, setting, &wire, sent, &mut problems);
    wire.insert("modifiedAt".to_owned(), setting.now.into());
    wire.insert("modifiedBy".to_owned(), json!({"id": setting.user_id, "type": "user"}));
    if !problems.is_empty() {
        return Err(problems);
    }
    (kind.complete)(setting, &mut wire);
    Ok(wire)
}

/// Whether positions of the item count from its parent. A frame's parent does not count.
fn is_child(kind: &Kind, wire: &Map<String, Value>) -> bool {
    kind.parent.is_some() && wire.get("parent").is_some_and(|parent| !parent.is_null())
}

/// Returns a section after the request, or `None` if the kind has no such section.
fn section(
    name: &str,
    path: &str,
    table: &[Field],
    wire: &Map<String, Value>,
    creating: bool,
    sent: &Map<String, Value>,
    problems: &mut Problems,
) -> Option<Map<String, Value>> {
    let changes = sent_object(name, sent, problems);
    let reset = creating || sent.get(name).is_some_and(Value::is_null);
    let current = wire.get(name).and_then(Value::as_object).filter(|_| !reset);
    if !reset && !sent.contains_key(name) {
        return current.cloned();
    }
    let merged = fields::merge(table, current, &changes, path, problems);
    (!merged.is_empty()).then_some(merged)
}

fn sent_object(name: &str, sent: &Map<String, Value>, problems: &mut Problems) -> Map<String, Value> {
    match sent.get(name) {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(object)) => object.clone(),
        Some(_) => {
            problems.add(name, messages::unexpected_type(messages::OBJECT));
            Map::new()
        }
    }
}

/// Sets or removes the parent named by the request. Returns the item with its position relative to the new parent,
/// so that a change of the parent alone does not move it.
fn place(
    kind: &Kind,
    setting: Setting<'_>,
    wire: &mut Map<String, Value>,
    sent: &Map<String, Value>,
    problems: &mut Problems,
) -> Map<String, Value> {
    let Some(sent) = sent.get("parent") else { return wire.clone() };
    let Some(kind_of_parent) = kind.parent else {
        problems.not_supported("parent");
        return wire.clone();
    };
    let parent = match sent {
        Value::Null if setting.behavior.null_parents_refused => {
            problems.add("parent", messages::unexpected_type(messages::OBJECT));
            return wire.clone();
        }
        Value::Null => None,
        // Seen at the live service; `null` above is known from mocks only.
        parent if parent.get("id").is_some_and(Value::is_null) => None,
        parent => {
            let checked = Rule::Object(PARENT).check(parent, None, "parent", problems);
            let id = checked.as_ref().and_then(|parent| parent.get("id")).and_then(Value::as_str);
            let Some(id) = id else { return wire.clone() };
            let parent = setting.board.item(id).filter(|item| item.kind() == kind_of_parent);
            if parent.is_none() {
                let message = format!("there is no item {id} of the type {kind_of_parent} on the board");
                problems.add(join("parent", "id"), message);
                return wire.clone();
            }
            parent
        }
    };
    let old =
        wire.get("parent").and_then(|parent| parent["id"].as_str()).and_then(|id| setting.board.item(id));
    let (old_left, old_top) = old.map_or((0.0, 0.0), Item::top_left);
    let (new_left, new_top) = parent.map_or((0.0, 0.0), Item::top_left);
    let mut moved = wire.clone();
    if let Some(Value::Object(position)) = moved.get_mut("position") {
        for (name, shift) in [("x", old_left - new_left), ("y", old_top - new_top)] {
            let coordinate = position.get(name).and_then(Value::as_f64).unwrap_or(0.0);
            position.insert(name.to_owned(), (coordinate + shift).into());
        }
    }
    match parent {
        None => wire.remove("parent"),
        Some(parent) => wire.insert("parent".to_owned(), json!({"id": parent.id()})),
    };
    moved
}
