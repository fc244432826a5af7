//! Frames, the background of other items.

use super::super::color::{self, PAPER};
use super::super::dark;
use super::super::markup::Element;
use super::super::scene::Placed;
use super::super::text::{Align, Text};
use super::{centered, whole};

pub(super) fn draw(item: &Placed) -> Vec<Element> {
    let ground = whole(item).with("stroke", "#c8cbd6").with("stroke-width", 1.5);
    if dark::is_sheet(item) {
        return vec![dark::sheet(ground)];
    }
    vec![ground.with("fill", color::hex(item.wire().word("style", "fillColor"), PAPER))]
}

/// Returns the height of a title of this size above its frame.
pub(in super::super) fn title_height(size: f64) -> f64 {
    size * 1.6
}

/// Draws the title above the upper edge.
pub(in super::super) fn title(item: &Placed, size: f64) -> Element {
    let title = item.wire().text("data", "title");
    let text = Text {
        left: item.center.x - item.width / 2.0,
        top: item.center.y - item.height / 2.0 - title_height(size),
        width: item.width,
        height: title_height(size) * 0.94,
        size,
        align: Align::Start,
        vertical: Align::End,
        color: "#656b81",
        on_canvas: true,
        ..centered(item, &title)
    };
    text.draw()
}
