//! Complete pictures.

mod hostile;
mod well_formed;

use serde_json::{Value, json};

use super::{Board, Item, Object, color};
use well_formed::check;

fn board(name: &str) -> Board {
    Board::new(name)
}

fn object(json: Value) -> Object {
    json.as_object().cloned().unwrap()
}

/// Adds an item, replacing any with the same id.
fn put(board: &mut Board, id: &str, json: Value) {
    let mut json = object(json);
    json.insert("id".to_owned(), id.into());
    board.items.retain(|item| item.id() != id);
    board.items.push(Item::new(json));
}

fn connect(board: &mut Board, id: &str, json: Value) {
    let mut json = object(json);
    json.entry("id").or_insert(id.into());
    board.connectors.push(json);
}

fn picture(board: &Board) -> String {
    board.to_svg()
}

/// Returns the position of a text in a picture; the test fails if it is missing.
fn place(picture: &str, text: &str) -> usize {
    picture.find(text).unwrap_or_else(|| panic!("no {text} in {picture}"))
}

fn note(id: &str, x: f64, y: f64) -> Value {
    let data = json!({"content": format!("<p>note {id}</p>")});
    let (style, geometry) = (json!({"fillColor": "pink"}), json!({"width": 100, "height": 100}));
    json!({"id": id, "type": "sticky_note", "data": data, "style": style, "geometry": geometry,
           "position": {"x": x, "y": y}})
}

#[test]
fn children_are_drawn_on_their_frame_in_any_order() {
    let mut board = board("Frames");
    let mut child = note("1", 60.0, 70.0);
    child["parent"] = json!({"id": "2"});
    put(&mut board, "1", child);
    let geometry = json!({"width": 400, "height": 200});
    let frame = json!({"id": "2", "type": "frame", "position": {"x": 1000, "y": 500}, "geometry": geometry,
                       "data": {"title": "Plan"}});
    put(&mut board, "2", frame);
    let picture = picture(&board);
    // 1000 - 400 / 2 + 60, 500 - 200 / 2 + 70
    let child = place(&picture, r#"data-id="1" data-kind="sticky_note" transform="translate(860 470)""#);
    let frame = place(&picture, r#"data-id="2" data-kind="frame" transform="translate(1000 500)""#);
    assert!(frame < child, "the frame would hide what is on it");
    assert!(
        picture.contains(r##"fill="#ea94bb""##) && picture.contains(">Plan<") && picture.contains(">note 1<")
    );
    // The frame from 800 to 1200 and its title of 14 * 1.6, with a margin of 40.
    assert!(picture.contains(r#"viewBox="760 337.6 480 302.4""#), "{picture}");
}

#[test]
fn an_item_is_rotated_about_its_center() {
    let mut board = board("Turned");
    let mut shape = note("1", 10.0, 20.0);
    shape["type"] = "shape".into();
    shape["geometry"]["rotation"] = 45.into();
    put(&mut board, "1", shape);
    place(&picture(&board), r#"transform="translate(10 20) rotate(45)""#);
}

#[test]
fn connectors_run_between_their_positions() {
    let mut board = board("Lines");
    put(&mut board, "1", note("1", 0.0, 0.0));
    put(&mut board, "2", note("2", 400.0, 0.0));
    let ends = |start: &str, end: &str| {
        json!({
            "id": "3",
            "shape": "straight",
            "startItem": {"id": start, "position": {"x": "100%", "y": "25%"}},
            "endItem": {"id": end, "position": {"x": "0%", "y": "50%"}},
            "style": {"strokeColor": "#ff0000", "strokeWidth": "2.0", "strokeStyle": "dashed",
                      "endStrokeCap": "filled_triangle"},
            "captions": [{"content": "<p>yes &amp; no</p>", "position": "50%"}],
        })
    };
    connect(&mut board, "3", ends("1", "2"));
    let drawn = picture(&board);
    let line = &drawn[place(&drawn, r#"data-kind="connector""#)..];
    assert!(line.contains(r#"d="M 50 -25 L 350 0""#), "{line}");
    assert!(
        line.contains(r##"stroke="#ff0000""##)
            && line.contains(r#"stroke-width="2""#)
            && line.contains(r#"stroke-dasharray="10 8""#)
    );
    assert!(line.contains(">yes &amp; no<") && line.contains("translate(350 0)"), "{line}");
    // A connector with a missing end is not drawn, and the notice counts it.
    connect(&mut board, "4", ends("1", "99"));
    let drawn = picture(&board);
    assert_eq!(drawn.matches(r#"data-kind="connector""#).count(), 1);
    place(&drawn, "Drawn are 2 of 2 items, 1 of 2 connectors.");
}

#[test]
fn every_kind_shape_color_and_cap_is_drawn() {
    let mut board = board("All");
    let mut number = 0;
    let mut add = |kind: &str, data: Value, style: Value| {
        number += 1;
        let id = number.to_string();
        put(&mut board, &id, json!({"id": id, "type": kind, "data": data, "style": style}));
    };
    for kind in super::kinds() {
        add(kind, json!({"title": "words", "content": "words"}), json!({}));
    }
    for shape in super::shapes() {
        add("shape", json!({"shape": shape, "content": "words"}), json!({}));
    }
    for (color, _) in color::STICKY_NOTES {
        add("sticky_note", json!({"content": "words"}), json!({"fillColor": color}));
    }
    add("widget_of_tomorrow", json!({"title": "words"}), json!({}));
    let caps: Vec<_> = super::caps().chain(["none"]).collect();
    for cap in &caps {
        let id = format!("c{cap}");
        let style = json!({"startStrokeCap": cap, "endStrokeCap": cap});
        connect(
            &mut board,
            &id,
            json!({"id": id, "startItem": {"id": "1"}, "endItem": {"id": "2"}, "style": style}),
        );
    }
    let drawn = picture(&board);
    check(&drawn);
    assert_eq!(drawn.matches("data-kind=").count(), number + caps.len());
    assert!(
        drawn.contains(r#"data-kind="widget_of_tomorrow""#) && drawn.contains(r#"stroke-dasharray="6 5""#)
    );
}

#[test]
fn a_partial_board_has_a_notice() {
    let mut board = Board { all_items: Some(700), all_connectors: Some(3), ..board("Many") };
    put(&mut board, "1", note("1", 0.0, 0.0));
    place(&picture(&board), "Drawn are 1 of 700 items, 0 of 3 connectors.");
}

#[test]
fn an_empty_board_has_a_picture() {
    let drawn = picture(&board(""));
    check(&drawn);
    place(&drawn, r#"viewBox="-400 -225 800 450""#);
}
