//! Cards and app cards: a title, and the fields of the task.

use super::super::color::{self, INK, PAPER};
use super::super::lines::width_of;
use super::super::markup::Element;
use super::super::rich::{Rich, plain};
use super::super::scene::Placed;
use super::super::text::{Align, Text};
use super::{PADDING, centered, rectangle, whole};

const THEME: &str = "#2d9bf0";
const MUTED: &str = "#656b81";
const EDGE: &str = "#d5d7e0";

pub(super) fn card(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let theme = color::hex(wire.word("style", "cardTheme"), THEME);
    let due = wire.word("data", "dueDate").get(..10).unwrap_or_default();
    let title = wire.text("data", "title");
    let description = wire.text("data", "description");
    let mut drawn = vec![paper(item), bar(item, theme)];
    drawn.extend(words(item, &title, &description));
    if !due.is_empty() {
        let size = 11.0;
        let due = Rich::of_text(&format!("due {due}"));
        let text = Text {
            top: item.height / 2.0 - size * 2.2,
            height: size * 1.4,
            size,
            align: Align::End,
            color: MUTED,
            ..centered(item, &due)
        };
        drawn.push(text.draw());
    }
    drawn
}

pub(super) fn app_card(item: &Placed) -> Vec<Element> {
    let wire = item.wire();
    let theme = color::hex(wire.word("style", "fillColor"), THEME);
    let title = wire.text("data", "title");
    let description = wire.text("data", "description");
    let mut drawn = vec![paper(item), bar(item, theme)];
    drawn.extend(words(item, &title, &description));
    let size = 11.0;
    let (mut x, y, height) = (2.0 * PADDING - item.width / 2.0, item.height / 2.0 - size * 2.0, size * 1.6);
    for field in wire.list("data", "fields") {
        let value = field.0.get("value").and_then(|value| value.as_str()).unwrap_or_default();
        let value = plain(value);
        let word = |name: &str| field.0.get(name).and_then(|value| value.as_str()).unwrap_or_default();
        let fill = color::hex(word("fillColor"), "#eef0f5");
        let width = width_of(&value, size) + size;
        if value.is_empty() || x + width > item.width / 2.0 - PADDING {
            continue;
        }
        drawn.push(rectangle(x, y, width, height).with("rx", 3.0).with("fill", fill));
        let shown = Rich::of_text(&value);
        let text = Text {
            left: x,
            top: y,
            width,
            height,
            size,
            color: color::hex(word("textColor"), color::readable_on(fill)),
            ..centered(item, &shown)
        };
        drawn.push(text.draw());
        x += width + 4.0;
    }
    drawn
}

fn paper(item: &Placed) -> Element {
    whole(item).with("rx", 6.0).with("fill", PAPER).with("stroke", EDGE).with("stroke-width", 1.0)
}

fn bar(item: &Placed, theme: &str) -> Element {
    rectangle(-item.width / 2.0, -item.height / 2.0, 6.0, item.height).with("rx", 3.0).with("fill", theme)
}

/// Draws the title, and below it the description if there is room.
fn words(item: &Placed, title: &Rich, description: &Rich) -> Vec<Element> {
    let (left, width) = (2.0 * PADDING - item.width / 2.0, item.width - 3.0 * PADDING);
    let top = PADDING - item.height / 2.0;
    let below =
        Text { left, top, width, align: Align::Start, vertical: Align::Start, ..centered(item, title) };
    let title = Text { height: 20.0, size: 15.0, color: INK, bold: true, ..below };
    let room = item.height - 2.0 * PADDING - 44.0;
    let mut drawn = vec![title.draw()];
    if !description.is_empty() && room > 0.0 {
        let text =
            Text { text: description, top: top + 22.0, height: room, size: 12.0, color: MUTED, ..below };
        drawn.push(text.draw());
    }
    drawn
}
