//! The document of an exported board: its name, and its items with their texts, where they are.

use super::pdf;
use crate::boards::board::Board;
use crate::items::Item;

/// Where a task keeps its document: a note of the sandbox.
pub(super) const DOCUMENT: &str = "_document";
/// The space around the items of a drawing.
const MARGIN: f64 = 20.0;

/// Writes a board in a format.
pub(super) fn write(board: &Board, format: &str) -> String {
    let drawn: Vec<Drawn> = board.items.values().map(|item| Drawn::of(board, item)).collect();
    match format {
        "HTML" => html(board.name(), &drawn),
        "PDF" => pdf::write(board.name(), &drawn.iter().map(Drawn::line).collect::<Vec<_>>()),
        _ => svg(board.name(), &drawn),
    }
}

pub(super) fn media_type(format: &str) -> &'static str {
    match format {
        "HTML" => "text/html;charset=UTF-8",
        "PDF" => "application/pdf",
        _ => "image/svg+xml",
    }
}

/// What a document shows of an item.
struct Drawn {
    id: String,
    kind: String,
    text: String,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Drawn {
    fn of(board: &Board, item: &Item) -> Self {
        let wire = item.wire();
        let side = |name: &str| wire.get("geometry").and_then(|size| size[name].as_f64()).unwrap_or(0.0);
        let text = |name: &str| wire.get("data").and_then(|data| data[name].as_str());
        let (left, top) = item.top_left();
        let frame = item.parent_id().and_then(|id| board.items.get(id)).map_or((0.0, 0.0), Item::top_left);
        Self {
            id: item.id().to_owned(),
            kind: item.kind().to_owned(),
            text: without_tags(text("content").or_else(|| text("title")).unwrap_or_default()),
            left: left + frame.0,
            top: top + frame.1,
            width: side("width"),
            height: side("height"),
        }
    }

    fn line(&self) -> String {
        format!("{}: {}", self.kind, self.text)
    }
}

fn svg(name: &str, drawn: &[Drawn]) -> String {
    let least = |edge: fn(&Drawn) -> f64| drawn.iter().map(edge).fold(f64::INFINITY, f64::min);
    let most = |edge: fn(&Drawn) -> f64| drawn.iter().map(edge).fold(f64::NEG_INFINITY, f64::max);
    let (mut left, mut top, mut right, mut bottom) = (
        least(|item| item.left),
        least(|item| item.top),
        most(|item| item.left + item.width),
        most(|item| item.top + item.height),
    );
    if drawn.is_empty() {
        (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0);
    }
    let (x, y) = (left - MARGIN, top - MARGIN);
    let (width, height) = (right - left + 2.0 * MARGIN, bottom - top + 2.0 * MARGIN);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {width} {height}\">\n<title>{}</title>\n",
        escaped(name)
    );
    for Drawn { id, kind, text: content, left, top, width, height } in drawn {
        let (id, kind, content) = (escaped(id), escaped(kind), escaped(content));
        let (middle, baseline) = (left + width / 2.0, top + height / 2.0);
        text += &format!(
            "<g id=\"{id}\" class=\"{kind}\"><rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
             fill=\"none\" stroke=\"#1a1a1a\"/><text x=\"{middle}\" y=\"{baseline}\" text-anchor=\"middle\">{content}\
             </text></g>\n"
        );
    }
    text + "</svg>\n"
}

fn html(name: &str, drawn: &[Drawn]) -> String {
    let name = escaped(name);
    let mut text = format!(
        "<!doctype html>\n<html>\n<head><meta charset=\"utf-8\"><title>{name}</title></head>\n<body>\n\
         <h1>{name}</h1>\n<ul>\n"
    );
    for Drawn { id, kind, text: content, .. } in drawn {
        let (id, kind, content) = (escaped(id), escaped(kind), escaped(content));
        text += &format!("<li id=\"{id}\" class=\"{kind}\">{content}</li>\n");
    }
    text + "</ul>\n</body>\n</html>\n"
}

/// The text of content that may be HTML.
fn without_tags(html: &str) -> String {
    let mut within = false;
    let outside = html.chars().filter(|character| {
        let was_within = within;
        within = if within { *character != '>' } else { *character == '<' };
        !was_within && !within
    });
    let text: String = outside.collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// As text of SVG and HTML. Characters that XML does not know at all are left out.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.chars().filter(|character| !character.is_control() || character.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::{escaped, without_tags};

    #[test]
    fn content_becomes_text_and_text_becomes_content() {
        assert_eq!(without_tags("<p>a &lt; <b>b</b></p>"), "a < b");
        assert_eq!(without_tags("no tags"), "no tags");
        assert_eq!(escaped("a < \"b\" & \u{1}c"), "a &lt; &quot;b&quot; &amp; c");
    }
}
