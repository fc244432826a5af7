//! Draws a Miro board as SVG, from its items and connectors as the REST API sends them.
//!
//! [`Board::to_svg`] is a pure function of the JSON. The picture has no styles, scripts, links or fonts, and no
//! images except those whose URLs the caller provides, so a page can embed it under the strictest content security
//! policy. No text of a board becomes markup.
//!
//! Items, frames and connectors have `data-id` and `data-kind`. If a few items are far from all others, `data-far`
//! lists their places, and `data-whole` has the view box of the whole board. Colors that a dark canvas needs are
//! in `color`, and `data-dark` lists the properties that use them.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod board;
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
pub use rich::plain;
use scene::Placed;
use view::Spread;
use wire::Wire;

pub use board::{Board, Item, Object, Tag};

const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/// The kinds of items with a specific drawing. Others are drawn as a box with their text.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    items::kinds()
}

/// The shapes with a specific outline. Others are drawn as rectangles.
pub fn shapes() -> impl Iterator<Item = &'static str> {
    outlines::SHAPES.iter().map(|shape| shape.name)
}

/// The supported caps of connectors. Others are left out.
pub fn caps() -> impl Iterator<Item = &'static str> {
    caps::names()
}

/// Draws the picture of a board.
fn draw(board: &Board) -> String {
    let placed = scene::placed(board);
    let all_items = board.all_items.unwrap_or(board.items.len());
    let all_connectors = board.all_connectors.unwrap_or(board.connectors.len());
    let by_id: HashMap<&str, &Placed> = placed.iter().map(|item| (item.id.as_str(), item)).collect();
    let connectors: Vec<_> = board
        .connectors
        .iter()
        .map(Wire)
        .filter_map(|connector| connectors::draw(connector, &by_id))
        .collect();
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
    let summary =
        format!("{items_drawn} of {all_items} items, {connectors_drawn} of {all_connectors} connectors");
    let mut picture = Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", numbers(view))
        .with("role", "img")
        .with("font-family", FONTS)
        .with("data-items", items_drawn)
        .with("data-all-items", all_items)
        .with("data-connectors", connectors_drawn)
        .with("data-all-connectors", all_connectors)
        .child(Element::new("title").text(&format!("Board {}", board.name)))
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
    if items_drawn < all_items || connectors_drawn < all_connectors {
        picture = picture.child(notice(&summary, view));
    }
    let mut svg = String::new();
    picture.write(&mut svg);
    svg
}

/// Formats a box for SVG.
fn numbers(bounds: Bounds) -> String {
    [bounds.left, bounds.top, bounds.width(), bounds.height()].map(number).join(" ")
}

/// Returns the visible part of the canvas: the content with a margin, or an area around the origin if there is
/// none.
fn view(content: Option<Bounds>) -> Bounds {
    let empty = Bounds::around(Point::new(0.0, 0.0), 800.0, 450.0, 0.0);
    content.map_or(empty, |content| content.grown((content.width().max(content.height()) * 0.04).max(40.0)))
}

/// Draws the notice that the board is incomplete, large enough to be read.
fn notice(summary: &str, view: Bounds) -> Element {
    let size = view.width().max(view.height()) * 0.016;
    let notice = Element::new("text")
        .with("x", view.left + size)
        .with("y", view.top + size * 1.6)
        .with("font-size", size)
        .text(&format!("Drawn are {summary}."));
    dark::filled(notice, "#656b81")
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
