//! A board as a picture: a pure function from what is on it to SVG.
//!
//! The picture has no styles, scripts, links or fonts of its own, so a page can take it in under the strictest
//! policy. Items, frames and connectors carry `data-id` and `data-kind`.

mod caps;
mod color;
mod connectors;
mod geometry;
mod items;
mod markup;
mod outlines;
mod plain;
mod route;
mod scene;
mod text;
mod wire;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use geometry::{Bounds, Point};
use markup::{Element, number};
pub(crate) use plain::plain;
use scene::Placed;
pub(crate) use scene::Scene;

const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/// The picture of a board.
pub(crate) fn draw(scene: &Scene) -> String {
    let placed = scene.placed();
    let by_id: HashMap<&str, &Placed> = placed.iter().map(|item| (item.id.as_str(), item)).collect();
    let connectors: Vec<_> =
        scene.connectors().filter_map(|connector| connectors::draw(connector, &by_id)).collect();
    let of_items = placed.iter().map(Placed::bounds);
    let content = of_items.chain(connectors.iter().filter_map(|drawn| drawn.bounds)).reduce(Bounds::union);
    let title_size = content.map_or(0.0, |content| content.width().max(content.height()) * 0.016).max(14.0);
    let frames = || placed.iter().filter(|item| item.kind == "frame");
    let titles = frames().map(|frame| {
        let bounds = frame.bounds();
        Bounds { top: bounds.top - items::title_height(title_size), ..bounds }
    });
    let view = view(titles.chain(content).reduce(Bounds::union));
    let (items_drawn, connectors_drawn) = (placed.len(), connectors.len());
    let summary = format!(
        "{items_drawn} of {} items, {connectors_drawn} of {} connectors",
        scene.all_items, scene.all_connectors
    );
    let view_box = [view.left, view.top, view.width(), view.height()].map(number).join(" ");
    let mut picture = Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", view_box)
        .with("role", "img")
        .with("font-family", FONTS)
        .with("data-items", items_drawn)
        .with("data-all-items", scene.all_items)
        .with("data-connectors", connectors_drawn)
        .with("data-all-connectors", scene.all_connectors)
        .child(Element::new("title").text(&format!("Board {}", scene.name)))
        .child(Element::new("desc").text(&summary))
        .child(Element::new("g").children(placed.iter().filter_map(|item| items::branch(item, &by_id))))
        .child(Element::new("g").children(placed.iter().map(items::draw)))
        .child(Element::new("g").children(frames().map(|frame| items::frame_title(frame, title_size))))
        .child(Element::new("g").children(connectors.into_iter().map(|drawn| drawn.element)));
    if items_drawn < scene.all_items || connectors_drawn < scene.all_connectors {
        picture = picture.child(notice(&summary, view));
    }
    let mut svg = String::new();
    picture.write(&mut svg);
    svg
}

/// What a picture shows of the canvas: the content with a margin, or some of the middle if there is none.
fn view(content: Option<Bounds>) -> Bounds {
    let empty = Bounds::around(Point::new(0.0, 0.0), 800.0, 450.0, 0.0);
    content.map_or(empty, |content| content.grown((content.width().max(content.height()) * 0.04).max(40.0)))
}

/// Says that not all is drawn, as large as the picture needs it to be read.
fn notice(summary: &str, view: Bounds) -> Element {
    let size = view.width().max(view.height()) * 0.016;
    Element::new("text")
        .with("x", view.left + size)
        .with("y", view.top + size * 1.6)
        .with("font-size", size)
        .with("fill", "#656b81")
        .text(&format!("Drawn are {summary}."))
}
