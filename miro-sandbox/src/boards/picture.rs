//! A board for its picture: copied while the state is locked, so that drawing does not block requests.

use std::collections::{HashMap, HashSet};

use miro_picture as picture;

use super::board::Board;
use crate::items::Item;

/// Maximum number of items and of connectors drawn: boards may have a million, a browser can show some thousands.
pub(crate) const MAX_DRAWN: usize = 2_000;

/// Returns the part of a board to draw. Images are shown if their files are served under `files`.
pub(crate) fn drawable(board: &Board, files: Option<&str>) -> picture::Board {
    let mut items: Vec<&Item> = board.all_items().take(MAX_DRAWN).collect();
    // A child's position counts from its frame, which may come later in the list.
    let mut known: HashSet<&str> = items.iter().map(|item| item.id()).collect();
    let parents: Vec<&str> = items.iter().filter_map(|item| item.parent_id()).collect();
    let missing = parents.into_iter().filter(|id| known.insert(id));
    items.extend(missing.filter_map(|id| board.item(id)));
    let tags: HashMap<&str, picture::Tag> = board
        .tags
        .values()
        .map(|tag| {
            let (title, color) = tag.label();
            (tag.id.as_str(), picture::Tag { title: title.to_owned(), color: color.to_owned() })
        })
        .collect();
    let item = |item: &&Item| {
        let mut json = item.wire();
        json.entry("id").or_insert_with(|| item.id().into());
        let tags = item.tags.iter().filter_map(|id| tags.get(id.as_str())).cloned().collect();
        let image = image(item, &json, files);
        picture::Item { json, tags, image }
    };
    picture::Board {
        name: board.name().to_owned(),
        items: items.iter().map(item).collect(),
        connectors: board
            .connectors
            .values()
            .take(MAX_DRAWN)
            .map(|connector| connector.wire.clone())
            .collect(),
        all_items: Some(board.items.len() + board.experimental_items.len()),
        all_connectors: Some(board.connectors.len()),
    }
}

/// Returns the address of an image. It contains the time of the last change, so that browsers do not cache a
/// replaced image.
fn image(item: &Item, json: &picture::Object, files: Option<&str>) -> Option<String> {
    let file = item.file.as_ref().filter(|file| file.is_drawable())?;
    let moment = json.get("modifiedAt").and_then(|moment| moment.as_str()).unwrap_or_default();
    let moment: String = moment.chars().filter(char::is_ascii_digit).collect();
    Some(format!("{}/{}?{moment}", files?, file.id))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::connectors::CAP_NAMES;
    use crate::items::kinds::KINDS;
    use crate::items::vocabulary;
    use crate::state::object;

    fn note(id: &str, x: f64, y: f64) -> Value {
        json!({"id": id, "type": "sticky_note", "geometry": {"width": 100, "height": 100}, "position": {"x": x, "y": y}})
    }

    fn put(board: &mut Board, id: &str, wire: Value) {
        board.items.insert(id, Item::raw(id, object(wire)));
    }

    fn place<'a>(picture: &'a str, text: &str) -> &'a str {
        picture.find(text).map(|at| &picture[at..]).unwrap_or_else(|| panic!("no {text} in {picture}"))
    }

    #[test]
    fn number_of_drawn_items_is_limited() {
        let details = object(json!({"name": "Many"}));
        let mut board = Board::new("b1=".to_owned(), "7", details, "2026-01-01T00:00:00.000Z".to_owned());
        for number in 0..MAX_DRAWN + 500 {
            put(&mut board, &number.to_string(), note(&number.to_string(), number as f64 * 120.0, 0.0));
        }
        // The frame of the first item comes last, and still counts.
        let mut first = note("0", 10.0, 10.0);
        first["parent"] = json!({"id": "frame"});
        put(&mut board, "0", first);
        put(&mut board, "frame", json!({"type": "frame", "position": {"x": 0, "y": 5_000}}));
        let drawn = drawable(&board, None).to_svg();
        assert_eq!(drawn.matches("data-kind=").count(), MAX_DRAWN + 1);
        place(&drawn, &format!("Drawn are {} of {} items", MAX_DRAWN + 1, MAX_DRAWN + 501));
        place(&drawn, r#"data-id="frame""#);
    }

    #[test]
    fn every_kind_and_style_has_a_drawing() {
        let kinds: Vec<_> = picture::kinds().collect();
        assert!(KINDS.iter().all(|kind| kinds.contains(&kind.name)), "{kinds:?}");
        let shapes: Vec<_> = picture::shapes().collect();
        assert!(vocabulary::SHAPES.iter().all(|shape| shapes.contains(shape)), "{shapes:?}");
        assert_eq!(shapes.len(), vocabulary::SHAPES.len());
        let caps: Vec<_> = picture::caps().collect();
        let known = CAP_NAMES.iter().copied().filter(|name| !matches!(*name, "none" | "unknown"));
        assert_eq!(caps, known.collect::<Vec<_>>());
        // A color whose name is missing from the palette is drawn in this gray.
        for color in vocabulary::STICKY_NOTE_COLORS {
            let note = json!({"id": "1", "type": "sticky_note", "style": {"fillColor": color}});
            let mut board = picture::Board::new("");
            board.items.extend(picture::Item::from_json(note));
            assert!(!board.to_svg().contains("#e6e6e6"), "{color}");
        }
    }
}
