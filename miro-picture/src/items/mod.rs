//! The drawings of items, one row for each kind. Everything else is common to all kinds.

mod boxes;
mod cards;
mod experimental;
mod frame;
mod notes;

use super::color::{self, INK};
use super::lines::width_of;
use super::markup::Element;
use super::rich::Rich;
use super::scene::Placed;
use super::text::{Align, Text};
pub(super) use experimental::branch;
pub(super) use frame::{title as frame_title, title_height};
pub(super) use notes::dashed;

/// The drawing of one kind of item.
#[derive(Debug)]
struct Drawing {
    kind: &'static str,
    /// The size of items without one, which Miro sends without a geometry.
    size: (f64, f64),
    /// Draws an item centered at the origin, without rotation.
    draw: fn(&Placed) -> Vec<Element>,
}

static DRAWINGS: &[Drawing] = &[
    Drawing { kind: "sticky_note", size: (199.0, 228.0), draw: notes::sticky_note },
    Drawing { kind: "shape", size: (100.0, 100.0), draw: notes::shape },
    Drawing { kind: "text", size: (200.0, 24.0), draw: notes::text },
    Drawing { kind: "frame", size: (800.0, 450.0), draw: frame::draw },
    Drawing { kind: "card", size: (320.0, 94.0), draw: cards::card },
    Drawing { kind: "app_card", size: (320.0, 60.0), draw: cards::app_card },
    Drawing { kind: "image", size: (320.0, 180.0), draw: boxes::image },
    Drawing { kind: "document", size: (210.0, 297.0), draw: boxes::document },
    Drawing { kind: "embed", size: (854.0, 480.0), draw: boxes::embed },
    Drawing { kind: "doc_format", size: (480.0, 640.0), draw: boxes::doc_format },
    Drawing { kind: "code", size: (400.0, 300.0), draw: experimental::code },
    Drawing { kind: "mindmap_node", size: (160.0, 40.0), draw: experimental::mind_map_node },
];

/// The drawing of unknown kinds, which still have a place, a size and perhaps a text.
static UNKNOWN: Drawing = Drawing { kind: "", size: (200.0, 100.0), draw: boxes::unknown };

/// The distance of text from the edge around it.
const PADDING: f64 = 10.0;

/// The kinds with a drawing.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    DRAWINGS.iter().map(|drawing| drawing.kind)
}

fn drawing(kind: &str) -> &'static Drawing {
    DRAWINGS.iter().find(|drawing| drawing.kind == kind).unwrap_or(&UNKNOWN)
}

/// The size of an item of this kind that has none.
pub(super) fn default_size(kind: &str) -> (f64, f64) {
    drawing(kind).size
}

/// Draws an item at its place, with a title that browsers show as a tooltip.
pub(super) fn draw(item: &Placed) -> Element {
    let mut place = format!("translate({} {})", number(item.center.x), number(item.center.y));
    if item.rotation != 0.0 {
        place += &format!(" rotate({})", number(item.rotation));
    }
    Element::new("g")
        .with("data-id", item.id.as_str())
        .with("data-kind", item.kind.as_str())
        .with("transform", place)
        .child(Element::new("title").text(&format!("{} {}", item.kind, item.id)))
        .children((drawing(&item.kind).draw)(item))
        .children(tags(item))
}

/// Draws the tags at the lower edge, as many as fit.
fn tags(item: &Placed) -> Vec<Element> {
    let size = (item.height * 0.06).clamp(6.0, 14.0);
    let (height, y) = (size * 1.6, item.height / 2.0 - size * 2.2);
    let mut drawn = Vec::new();
    let mut x = PADDING - item.width / 2.0;
    for (title, named) in &item.tags {
        let fill = color::of_tag(named);
        let width = (width_of(title, size) + size).min(item.width - 2.0 * PADDING);
        if x + width > item.width / 2.0 - PADDING / 2.0 {
            break;
        }
        drawn.push(rectangle(x, y, width, height).with("rx", size * 0.3).with("fill", fill));
        let shown = Rich::of_text(title);
        let text = Text {
            left: x,
            top: y,
            width,
            height,
            size,
            color: color::readable_on(fill),
            ..centered(item, &shown)
        };
        drawn.push(text.draw());
        x += width + size * 0.4;
    }
    drawn
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Element {
    let element = Element::new("rect").with("x", x).with("y", y);
    element.with("width", width.max(0.0)).with("height", height.max(0.0))
}

/// Returns the rectangle that an item fills.
fn whole(item: &Placed) -> Element {
    rectangle(-item.width / 2.0, -item.height / 2.0, item.width, item.height)
}

/// Returns a text in the middle of an item.
fn centered<'a>(item: &Placed, text: &'a Rich) -> Text<'a> {
    let (width, height) = (item.width - 2.0 * PADDING, item.height - 2.0 * PADDING);
    Text {
        text,
        left: -width / 2.0,
        top: -height / 2.0,
        width,
        height,
        size: 14.0,
        align: Align::Middle,
        vertical: Align::Middle,
        color: INK,
        bold: false,
        on_canvas: false,
    }
}

fn number(value: f64) -> String {
    super::markup::number(value)
}
