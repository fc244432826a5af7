//! Code widgets, and mind maps with their branches.

use std::collections::HashMap;

use super::super::color::INK;
use super::super::markup::Element;
use super::super::rich::{Paragraph, Rich};
use super::super::scene::Placed;
use super::super::text::{Align, Text};
use super::{PADDING, centered, number, whole};

const GROUND: &str = "#1f2330";
const LETTERS: &str = "#e4e7f2";
const BRANCH: &str = "#8a90a6";

pub(super) fn code(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let (title, code) = (wire.text("data", "title"), wire.word("data", "code"));
    let mut content = Rich::of_text(code);
    if !title.is_empty() {
        content.0.splice(0..0, title.0.into_iter().chain([Paragraph::default()]));
    }
    let text = Text {
        left: PADDING - item.width / 2.0,
        align: Align::Start,
        vertical: Align::Start,
        color: LETTERS,
        ..centered(item, &content)
    };
    vec![whole(item).with("rx", 6.0).with("fill", GROUND), text.draw()]
}

pub(super) fn mind_map_node(item: &Placed) -> Vec<Element> {
    let data = item.json.get("data");
    let content = data.and_then(|data| data.pointer("/nodeView/data/content")?.as_str()).unwrap_or_default();
    let content = Rich::of_html(content);
    let radius = item.height.min(item.width) / 2.0;
    let outline = whole(item).with("rx", radius).with("fill", "#ffffff").with("stroke", INK);
    vec![outline, centered(item, &content).fitted(8.0, 16.0).draw()]
}

/// Draws the line from a node to its parent.
pub(in super::super) fn branch(node: &Placed, by_id: &HashMap<&str, &Placed>) -> Option<Element> {
    let parent = by_id.get(node.parent.as_deref()?).filter(|_| node.kind == "mindmap_node")?;
    let (from, to) = (parent.center, node.center);
    let middle = number((from.x + to.x) / 2.0);
    let [from_x, from_y, to_x, to_y] = [from.x, from.y, to.x, to.y].map(number);
    let path = format!("M {from_x} {from_y} C {middle} {from_y} {middle} {to_y} {to_x} {to_y}");
    Some(Element::new("path").with("d", path).with("fill", "none").with("stroke", BRANCH))
}
