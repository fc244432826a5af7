//! Connectors: their ends, the route between them, and their captions.

use std::collections::HashMap;

use serde_json::Value;

use super::caps;
use super::color::{self, INK};
use super::dark;
use super::geometry::{Bounds, Point};
use super::items::dashed;
use super::lines::width_of;
use super::markup::{Element, number};
use super::route::{End, Route};
use super::scene::Placed;
use super::wire::{self, Wire};

/// A drawn connector, and its bounds.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) element: Element,
    pub(super) bounds: Option<Bounds>,
}

/// Draws a connector; `None` if one of its ends is not at an item of the picture.
pub(super) fn draw(connector: Wire<'_>, items: &HashMap<&str, &Placed>) -> Option<Drawn> {
    let item = |end: &str| items.get(connector.0.get(end)?.get("id")?.as_str()?).copied();
    let (start_item, end_item) = (item("startItem")?, item("endItem")?);
    let start = attach(connector.0.get("startItem")?, start_item, end_item.center);
    let end = attach(connector.0.get("endItem")?, end_item, start_item.center);
    let shape = connector.0.get("shape").and_then(Value::as_str).unwrap_or("curved");
    let route = Route::new(shape, start, end);
    let color = color::hex(connector.word("style", "strokeColor"), "#000000");
    let width = connector.number("style", "strokeWidth").unwrap_or(1.0).clamp(0.5, 100.0);
    let line = Element::new("path").with("d", route.path()).with("fill", "none");
    let line = dark::stroked(line, color).with("stroke-width", width).with("stroke-linejoin", "round");
    let id = connector.0.get("id").and_then(Value::as_str).unwrap_or_default();
    let (at_start, at_end) = route.tips();
    let caps = [
        caps::draw(connector.word("style", "startStrokeCap"), at_start, color, width),
        caps::draw(connector.word("style", "endStrokeCap"), at_end, color, width),
    ];
    let element = Element::new("g")
        .with("data-id", id)
        .with("data-kind", "connector")
        .child(Element::new("title").text(&format!("connector {id}")))
        .child(dashed(line, connector.word("style", "strokeStyle"), width))
        .children(caps.into_iter().flatten())
        .children(captions(connector, &route));
    Some(Drawn {
        element,
        bounds: Bounds::of(route.points().iter().copied()).map(|bounds| bounds.grown(width)),
    })
}

/// Returns the position of an end at its item: the given share of width and height, or else the middle of the side
/// that faces the other item.
fn attach(end: &Value, item: &Placed, other: Point) -> End {
    let share = |name: &str| wire::percentage(end.get("position")?.get(name)?);
    let (x, y) = match (share("x"), share("y")) {
        (Some(x), Some(y)) => (x - 0.5, y - 0.5),
        _ => facing(item, other),
    };
    let turned = |x: f64, y: f64| Point::new(x, y).rotated(item.rotation);
    let from_center = turned(x * item.width, y * item.height);
    let point = Point::new(item.center.x + from_center.x, item.center.y + from_center.y);
    // A line leaves across the edge at which it begins.
    let direction = match (x, y) {
        (x, y) if x.abs() >= y.abs() && x.abs() > 0.4 => Some(turned(x.signum(), 0.0)),
        (_, y) if y.abs() > 0.4 => Some(turned(0.0, y.signum())),
        _ => None,
    };
    End { point, direction }
}

fn facing(item: &Placed, other: Point) -> (f64, f64) {
    let (x, y) = (other.x - item.center.x, other.y - item.center.y);
    if x.abs() >= y.abs() { (0.5 * x.signum(), 0.0) } else { (0.0, 0.5 * y.signum()) }
}

fn captions(connector: Wire<'_>, route: &Route) -> Vec<Element> {
    let size = connector.number("style", "fontSize").unwrap_or(14.0).clamp(1.0, 1_000.0);
    let color = color::hex(connector.word("style", "color"), INK);
    let mut drawn = Vec::new();
    for caption in connector.0.get("captions").and_then(Value::as_array).into_iter().flatten() {
        let word = |name: &str| caption.get(name).and_then(Value::as_str).unwrap_or_default();
        let text = super::rich::plain(word("content")).replace('\n', " ");
        if text.trim().is_empty() {
            continue;
        }
        let share = caption.get("position").and_then(wire::percentage).unwrap_or(0.5);
        let point = route.at(share.clamp(0.0, 1.0));
        let y = match word("textAlignVertical") {
            "top" => point.y - size * 0.9,
            "bottom" => point.y + size * 0.9,
            _ => point.y,
        };
        let width = width_of(&text, size) + size * 0.6;
        // The line must not cross the words.
        let ground = Element::new("rect")
            .with("x", point.x - width / 2.0)
            .with("y", y - size * 0.7)
            .with("width", width)
            .with("height", size * 1.4)
            .with("rx", size * 0.2)
            .with("fill-opacity", "0.9");
        let words = Element::new("text")
            .with("x", point.x)
            .with("y", y + size * 0.35)
            .with("font-size", number(size))
            .with("text-anchor", "middle")
            .text(&text);
        drawn.extend([dark::as_canvas(ground), dark::filled(words, color)]);
    }
    drawn
}
