//! Documents of exported boards: the picture, or a list of items with their texts.

use super::pdf;
use crate::boards::board::Board;
#[cfg(feature = "page")]
use crate::boards::picture::drawable;
use crate::items::Item;

/// Internal property: a task's document.
pub(super) const DOCUMENT: &str = "_document";

/// Exports a board in a format.
pub(super) fn write(board: &Board, format: &str) -> String {
    match format {
        "HTML" => html(board),
        "PDF" => pdf::write(board.name(), &board.items.values().map(line).collect::<Vec<_>>()),
        _ => svg(board),
    }
}

pub(super) fn media_type(format: &str) -> &'static str {
    match format {
        "HTML" => "text/html;charset=UTF-8",
        "PDF" => "application/pdf",
        _ => "image/svg+xml",
    }
}

fn line(item: &Item) -> String {
    format!("{}: {}", item.kind(), text(item))
}

/// Returns an item's text without formatting.
fn text(item: &Item) -> String {
    let wire = item.wire();
    let text = |name: &str| wire.get("data").and_then(|data| data[name].as_str());
    plain(text("content").or_else(|| text("title")).unwrap_or_default())
}

#[cfg(feature = "page")]
use miro_picture::plain;

/// Keeps the formatting, because removing it needs a crate of the feature `page`.
#[cfg(not(feature = "page"))]
fn plain(text: &str) -> String {
    text.to_owned()
}

#[cfg(feature = "page")]
fn svg(board: &Board) -> String {
    drawable(board, None).to_svg()
}

/// Draws the board's name, without its content.
#[cfg(not(feature = "page"))]
fn svg(board: &Board) -> String {
    let name = escaped(board.name());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-400 -225 800 450\"><title>Board {name}</title></svg>"
    )
}

fn html(board: &Board) -> String {
    let name = escaped(board.name());
    let mut page = format!(
        "<!doctype html>\n<html>\n<head><meta charset=\"utf-8\"><title>{name}</title></head>\n<body>\n\
         <h1>{name}</h1>\n<ul>\n"
    );
    for item in board.items.values() {
        let (id, kind, content) = (escaped(item.id()), escaped(item.kind()), escaped(&text(item)));
        page += &format!("<li id=\"{id}\" class=\"{kind}\">{content}</li>\n");
    }
    page + "</ul>\n</body>\n</html>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
