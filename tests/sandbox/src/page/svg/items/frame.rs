//! Frames: the ground that other items stand on.

use super::super::color::{self, PAPER};
use super::super::markup::Element;
use super::super::scene::Placed;
use super::super::text::{Align, Text};
use super::{centered, whole};

/// How far the title reaches beyond the upper edge.
pub(in super::super) const TITLE_HEIGHT: f64 = 28.0;

pub(super) fn draw(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let title = wire.text("data", "title");
    let ground = whole(item)
        .with("fill", color::hex(wire.word("style", "fillColor"), PAPER))
        .with("stroke", "#c8cbd6")
        .with("stroke-width", 1.5);
    let text = Text {
        left: -item.width / 2.0,
        top: -item.height / 2.0 - TITLE_HEIGHT,
        width: item.width,
        height: TITLE_HEIGHT - 6.0,
        size: 16.0,
        align: Align::Start,
        vertical: Align::End,
        color: "#656b81",
        ..centered(item, &title)
    };
    vec![ground, text.draw()]
}
