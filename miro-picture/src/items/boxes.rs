//! Boxes with a label, for items whose content is elsewhere or cannot be drawn: files, pages, documents.

use super::super::color::{INK, PAPER};
use super::super::dark;
use super::super::markup::Element;
use super::super::outlines::scaled;
use super::super::rich::Rich;
use super::super::scene::Placed;
use super::super::text::{Align, Text};
use super::{PADDING, centered, rectangle, whole};

const MUTED: &str = "#656b81";
const EDGE: &str = "#c8cbd6";
const GROUND: &str = "#f1f2f6";

pub(super) fn image(item: &Placed) -> Vec<Element> {
    if let Some(address) = &item.picture {
        let picture = Element::new("image").with("href", address.as_str());
        let picture = picture.with("x", -item.width / 2.0).with("y", -item.height / 2.0);
        return vec![picture.with("width", item.width).with("height", item.height)];
    }
    // A hill and the sun, the usual placeholder of a picture.
    let symbol = "M 20 75 L 42 42 L 56 62 L 66 50 L 82 75 Z M 62 30 L 72 30 L 72 40 L 62 40 Z";
    let title = item.wire().text("data", "title");
    labelled(item, symbol, &title.or("image"))
}

pub(super) fn document(item: &Placed) -> Vec<Element> {
    let symbol = "M 28 15 L 60 15 L 74 30 L 74 85 L 28 85 Z";
    let title = item.wire().text("data", "title");
    labelled(item, symbol, &title.or("document"))
}

pub(super) fn embed(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let title = [wire.text("data", "title"), wire.text("data", "providerName"), wire.text("data", "url")];
    let title = title.into_iter().find(|title| !title.is_empty());
    labelled(item, "M 35 25 L 78 50 L 35 75 Z", &title.unwrap_or_default().or("embed"))
}

pub(super) fn doc_format(item: &Placed) -> Vec<Element> {
    let content = item.wire().text("data", "content");
    let text = Text {
        left: 3.0 * PADDING - item.width / 2.0,
        top: 3.0 * PADDING - item.height / 2.0,
        width: item.width - 6.0 * PADDING,
        height: item.height - 6.0 * PADDING,
        align: Align::Start,
        vertical: Align::Start,
        ..centered(item, &content)
    };
    vec![ground(item).with("fill", PAPER).with("stroke", EDGE), text.draw()]
}

pub(super) fn unknown(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let text = [("data", "title"), ("data", "content"), ("data", "text")];
    let text = text.map(|(section, name)| wire.text(section, name));
    let text = text.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let kind = if item.kind.is_empty() { "unknown kind" } else { &item.kind };
    let label = Rich::of_text(&format!("{kind}\n{text}"));
    let outline = dark::stroked(ground(item), MUTED).with("fill", "none").with("stroke-dasharray", "6 5");
    vec![outline, Text { color: MUTED, on_canvas: true, ..centered(item, &label) }.fitted(8.0, 16.0).draw()]
}

fn ground(item: &Placed) -> Element {
    whole(item).with("rx", 4.0).with("stroke-width", 1.5)
}

/// Draws a gray box with a symbol and a label below it.
fn labelled(item: &Placed, symbol: &str, label: &Rich) -> Vec<Element> {
    let side = (item.width.min(item.height) * 0.4).min(160.0);
    let size = (item.height * 0.08).clamp(8.0, 24.0);
    let symbol = Element::new("path")
        .with("d", scaled(symbol, side, side))
        .with("fill", "#aeb4c4")
        .with("transform", format!("translate(0 {})", super::number(-size)));
    let text = Text {
        top: side / 2.0 - size / 2.0,
        height: (item.height / 2.0 - side / 2.0).max(size * 1.3),
        size,
        vertical: Align::Start,
        color: INK,
        ..centered(item, label)
    };
    let line = rectangle(-item.width / 2.0, -item.height / 2.0, item.width, item.height);
    let line = line.with("rx", 4.0).with("fill", "none").with("stroke", EDGE).with("stroke-width", 1.5);
    vec![whole(item).with("rx", 4.0).with("fill", GROUND), symbol, text.draw(), line]
}
