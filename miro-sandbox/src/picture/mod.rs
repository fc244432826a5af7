//! A board as a picture: a pure function from what is on it to SVG.
//!
//! The picture has no styles, scripts, links or fonts of its own, and no pictures but those that the sandbox serves, so a
//! page can take it in under the strictest policy. Items, frames and connectors carry `data-id` and `data-kind`; where a
//! few items are far from all others, `data-far` says where, and `data-whole` what all of the board takes.

mod caps;
mod color;
mod connectors;
mod dark;
mod geometry;
mod items;
mod lines;
mod markup;
mod outlines;
mod rich;
mod route;
mod scene;
mod tags;
mod text;
mod view;
mod wire;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use geometry::{Bounds, Point};
use markup::{Element, number};
pub(crate) use rich::plain;
use scene::Placed;
pub(crate) use scene::Scene;
use view::Spread;

const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/// The picture of a board.
pub(crate) fn draw(scene: &Scene) -> String {
    let placed = scene.placed();
    let by_id: HashMap<&str, &Placed> = placed.iter().map(|item| (item.id.as_str(), item)).collect();
    let connectors: Vec<_> =
        scene.connectors().filter_map(|connector| connectors::draw(connector, &by_id)).collect();
    let of_items: Vec<Bounds> = placed.iter().map(Placed::bounds).collect();
    let of_connectors = connectors.iter().filter_map(|drawn| drawn.bounds);
    let spread = Spread::of(&of_items);
    let near = || placed.iter().zip(&spread.near).filter(|(_, near)| **near).map(|(item, _)| item);
    let whole = of_items.iter().copied().chain(of_connectors).reduce(Bounds::union);
    let content =
        if spread.far.is_empty() { whole } else { near().map(Placed::bounds).reduce(Bounds::union) };
    let title_size = content.map_or(0.0, |content| content.width().max(content.height()) * 0.016).max(14.0);
    let frames = || placed.iter().filter(|item| item.kind == "frame");
    let titles = near().filter(|item| item.kind == "frame").map(|frame| {
        let bounds = frame.bounds();
        Bounds { top: bounds.top - items::title_height(title_size), ..bounds }
    });
    let view = view(titles.chain(content).reduce(Bounds::union));
    let (items_drawn, connectors_drawn) = (placed.len(), connectors.len());
    let summary = format!(
        "{items_drawn} of {} items, {connectors_drawn} of {} connectors",
        scene.all_items, scene.all_connectors
    );
    let mut picture = Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", numbers(view))
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
    if !spread.far.is_empty() {
        let far: Vec<String> = spread.far.iter().copied().map(numbers).collect();
        let count = spread.near.iter().filter(|near| !**near).count();
        picture = picture.with("data-whole", numbers(self::view(whole))).with("data-far", far.join(","));
        picture = picture.with("data-far-items", count);
    }
    if items_drawn < scene.all_items || connectors_drawn < scene.all_connectors {
        picture = picture.child(notice(&summary, view));
    }
    let mut svg = String::new();
    picture.write(&mut svg);
    svg
}

/// A box as SVG writes it.
fn numbers(bounds: Bounds) -> String {
    [bounds.left, bounds.top, bounds.width(), bounds.height()].map(number).join(" ")
}

/// What a picture shows of the canvas: the content with a margin, or some of the middle if there is none.
fn view(content: Option<Bounds>) -> Bounds {
    let empty = Bounds::around(Point::new(0.0, 0.0), 800.0, 450.0, 0.0);
    content.map_or(empty, |content| content.grown((content.width().max(content.height()) * 0.04).max(40.0)))
}

/// Says that not all is drawn, as large as the picture needs it to be read.
fn notice(summary: &str, view: Bounds) -> Element {
    let size = view.width().max(view.height()) * 0.016;
    let notice = Element::new("text")
        .with("x", view.left + size)
        .with("y", view.top + size * 1.6)
        .with("font-size", size)
        .text(&format!("Drawn are {summary}."));
    dark::filled(notice, "#656b81")
}
