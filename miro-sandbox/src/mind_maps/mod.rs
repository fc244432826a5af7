//! Mind maps: trees of nodes. A node is an item whose parent is a node. The routes for items of every kind do not
//! serve it, and no route changes it.

pub(crate) mod operations;

use serde_json::{Value, json};

use crate::items::Item;
use crate::items::draft::Setting;
use crate::items::geometry::Geometry;
use crate::items::kinds::{COMMON, Kind};
use crate::state::store::Object;
use crate::validation::fields::Field;
use crate::validation::rules::{Rule, TEXT};

const NAME: &str = "mindmap_node";
const TEXT_OF_NODE: &[Field] =
    &[Field::required("type", Rule::OneOf(&["text"])), Field::text("content", TEXT, "")];
const NODE: &[Field] = &[Field::optional("data", Rule::Object(TEXT_OF_NODE))];

pub(crate) const KIND: Kind = Kind {
    name: NAME,
    route: "mindmap_nodes",
    data: &[Field::required("nodeView", Rule::Object(NODE))],
    geometry: Geometry::Width,
    parent: Some(NAME),
    in_bulk: false,
    experimental: true,
    hidden: &["position", "geometry"],
    complete,
    ..COMMON
};

/// Adds properties that only responses have: the place in the tree, and the look.
fn complete(setting: Setting<'_>, wire: &mut Object) {
    let parent = wire.get("parent").and_then(|parent| parent["id"].as_str());
    let parent = parent.and_then(|id| setting.board.item(id));
    let content = text_of(wire.get("data"), "/nodeView/data/content").unwrap_or_default();
    let mut data = json!({
        "nodeView": {
            "type": "text",
            "data": {"content": content},
            "style": {"color": "#1a1a1a", "fillOpacity": "0.0", "fontSize": "14"},
        },
        "isRoot": parent.is_none(),
    });
    if let Some(parent) = parent {
        data["direction"] = direction(parent, x_of(wire)).into();
    }
    wire.insert("data".to_owned(), data);
    wire.insert("style".to_owned(), json!({"nodeColor": "#1a1a1a", "shape": "pill", "fontSize": "14"}));
    // Unlike children of a frame, a node has a position relative to the board.
    if let Some(position) = wire.get_mut("position") {
        position["relativeTo"] = "canvas_center".into();
    }
}

/// Returns the node's side of the root: that of its parent, unless the parent is the root.
fn direction(parent: &Item, x: f64) -> String {
    let parent = parent.wire();
    match text_of(parent.get("data"), "/direction") {
        Some(direction) => direction.to_owned(),
        None if x < x_of(&parent) => "start".to_owned(),
        None => "end".to_owned(),
    }
}

fn x_of(wire: &Object) -> f64 {
    wire.get("position").and_then(|position| position["x"].as_f64()).unwrap_or(0.0)
}

fn text_of<'a>(value: Option<&'a Value>, pointer: &str) -> Option<&'a str> {
    value?.pointer(pointer)?.as_str()
}
