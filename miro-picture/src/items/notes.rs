//! Sticky notes, shapes and texts.

use super::super::color::{self, INK, PAPER};
use super::super::dark;
use super::super::markup::Element;
use super::super::outlines::{self, Outline};
use super::super::scene::Placed;
use super::super::text::{Align, Text};
use super::super::wire::Wire;
use super::{PADDING, centered, rectangle, whole};

pub(super) fn sticky_note(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let fill = color::of_sticky_note(wire.word("style", "fillColor"));
    let content = wire.text("data", "content");
    let room = if item.tags.is_empty() { 0.0 } else { (item.height * 0.14).min(32.0) };
    let padding = item.width * 0.07;
    let (width, height) = (item.width - 2.0 * padding, item.height - 2.0 * padding - room);
    let text = Text {
        left: -width / 2.0,
        top: padding - item.height / 2.0,
        width,
        height,
        align: Align::of(wire.word("style", "textAlign")),
        vertical: Align::of(wire.word("style", "textAlignVertical")),
        color: color::readable_on(fill),
        ..centered(item, &content)
    };
    let shadow =
        rectangle(-item.width / 2.0, -item.height / 2.0 + item.height * 0.03, item.width, item.height);
    vec![
        shadow.with("rx", 2.0).with("fill", "#000000").with("fill-opacity", "0.1"),
        whole(item).with("rx", 2.0).with("fill", fill),
        text.fitted(item.height * 0.045, item.height * 0.15).draw(),
    ]
}

pub(super) fn shape(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let shape = outlines::by_name(wire.word("data", "shape"));
    let (width, height) = (item.width, item.height);
    let mut drawn = match shape.outline {
        Outline::Path(path) => {
            vec![Element::new("path").with("d", outlines::scaled(path, width, height))]
        }
        Outline::Rounded(share) => vec![whole(item).with("rx", width.min(height) * share)],
        Outline::Open => Vec::new(),
    };
    drawn = drawn.into_iter().map(|outline| bordered(filled(outline, wire), item)).collect();
    if !shape.lines.is_empty() {
        let lines = Element::new("path").with("d", outlines::scaled(shape.lines, width, height));
        drawn.push(bordered(lines.with("fill", "none"), item));
    }
    let content = wire.text("data", "content");
    let (text_width, text_height) = (width * shape.text.0, height * shape.text.1);
    // In small shapes the text gets most of the room.
    let padding = PADDING.min(text_width * 0.08).min(text_height * 0.08);
    let text = Text {
        left: padding - text_width / 2.0,
        top: padding - text_height / 2.0,
        width: text_width - 2.0 * padding,
        height: text_height - 2.0 * padding,
        size: font_size(wire),
        align: Align::of(wire.word("style", "textAlign")),
        vertical: Align::of(wire.word("style", "textAlignVertical")),
        color: color::hex(wire.word("style", "color"), INK),
        on_canvas: item.on_canvas,
        ..centered(item, &content)
    };
    drawn.push(text.draw());
    drawn
}

pub(super) fn text(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let content = wire.text("data", "content");
    let text = Text {
        left: -item.width / 2.0,
        top: -item.height / 2.0,
        width: item.width,
        // The sandbox only estimates the height, and no line should be cut off because of that.
        height: f64::MAX,
        size: font_size(wire),
        align: Align::of(wire.word("style", "textAlign")),
        vertical: Align::Start,
        color: color::hex(wire.word("style", "color"), INK),
        on_canvas: item.on_canvas,
        ..centered(item, &content)
    };
    vec![filled(whole(item), wire), text.draw()]
}

fn font_size(wire: Wire<'_>) -> f64 {
    wire.number("style", "fontSize").unwrap_or(14.0).clamp(1.0, 10_000.0)
}

fn filled(element: Element, wire: Wire<'_>) -> Element {
    let opacity = wire.number("style", "fillOpacity").unwrap_or(0.0).clamp(0.0, 1.0);
    element.with("fill", color::hex(wire.word("style", "fillColor"), PAPER)).with("fill-opacity", opacity)
}

fn bordered(element: Element, item: &Placed) -> Element {
    let wire = item.wire();
    let width = wire.number("style", "borderWidth").unwrap_or(2.0).clamp(0.0, 100.0);
    let opacity = wire.number("style", "borderOpacity").unwrap_or(1.0).clamp(0.0, 1.0);
    let color = color::hex(wire.word("style", "borderColor"), INK);
    let element = if item.on_canvas { dark::stroked(element, color) } else { element.with("stroke", color) };
    let element =
        element.with("stroke-width", width).with("stroke-opacity", opacity).with("stroke-linejoin", "round");
    dashed(element, wire.word("style", "borderStyle"), width)
}

/// Applies Miro's line style to a line.
pub(in super::super) fn dashed(element: Element, style: &str, width: f64) -> Element {
    let array =
        |dash: f64, gap: f64| format!("{} {}", super::number(dash * width), super::number(gap * width));
    match style {
        "dashed" => element.with("stroke-dasharray", array(5.0, 4.0)),
        "dotted" => element.with("stroke-dasharray", array(0.0, 2.5)).with("stroke-linecap", "round"),
        _ => element,
    }
}
