//! The picture as a whole, and that nothing on a board becomes markup.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::scene::MOST;
use super::{Scene, draw};
use crate::boards::board::Board;
use crate::connectors::{CAP_NAMES, Connector};
use crate::items::kinds::KINDS;
use crate::items::{Item, vocabulary};
use crate::state::object;

fn board(name: &str) -> Board {
    let details = object(json!({"name": name}));
    Board::new("b1=".to_owned(), "7", details, "2026-01-01T00:00:00.000Z".to_owned())
}

fn put(board: &mut Board, id: &str, wire: Value) {
    board.items.insert(id, Item::raw(id, object(wire)));
}

fn connect(board: &mut Board, id: &str, wire: Value) {
    board.connectors.insert(id, Connector { wire: object(wire) });
}

fn picture(board: &Board) -> String {
    draw(&Scene::of(board))
}

/// Where a text begins in a picture; the test fails if it does not.
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
fn children_stand_on_their_frame_wherever_it_comes() {
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
fn an_item_is_turned_about_its_centre() {
    let mut board = board("Turned");
    let mut shape = note("1", 10.0, 20.0);
    shape["type"] = "shape".into();
    shape["geometry"]["rotation"] = 45.into();
    put(&mut board, "1", shape);
    place(&picture(&board), r#"transform="translate(10 20) rotate(45)""#);
}

#[test]
fn connectors_run_between_the_places_that_they_name() {
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
        line.contains(r##"stroke="#ff0000" stroke-width="2""##)
            && line.contains(r#"stroke-dasharray="10 8""#)
    );
    assert!(line.contains(">yes &amp; no<") && line.contains("translate(350 0)"), "{line}");
    // One whose end is nowhere is not drawn, and the picture says so.
    connect(&mut board, "4", ends("1", "99"));
    let drawn = picture(&board);
    assert_eq!(drawn.matches(r#"data-kind="connector""#).count(), 1);
    place(&drawn, "Drawn are 2 of 2 items, 1 of 2 connectors.");
}

#[test]
fn every_kind_shape_colour_and_cap_is_drawn() {
    let mut board = board("All");
    let mut number = 0;
    let mut add = |kind: &str, data: Value, style: Value| {
        number += 1;
        let id = number.to_string();
        put(&mut board, &id, json!({"id": id, "type": kind, "data": data, "style": style}));
    };
    for kind in KINDS {
        add(kind.name, json!({"title": "words", "content": "words"}), json!({}));
    }
    for shape in vocabulary::SHAPES {
        add("shape", json!({"shape": shape, "content": "words"}), json!({}));
    }
    for color in vocabulary::STICKY_NOTE_COLORS {
        add("sticky_note", json!({"content": "words"}), json!({"fillColor": color}));
    }
    add("widget_of_tomorrow", json!({"title": "words"}), json!({}));
    for cap in CAP_NAMES {
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
    assert_eq!(drawn.matches("data-kind=").count(), number + CAP_NAMES.len());
    assert!(
        drawn.contains(r#"data-kind="widget_of_tomorrow""#) && drawn.contains(r#"stroke-dasharray="6 5""#)
    );
}

#[test]
fn only_the_first_of_very_many_are_drawn() {
    let mut board = board("Many");
    for number in 0..MOST + 500 {
        put(&mut board, &number.to_string(), note(&number.to_string(), number as f64 * 120.0, 0.0));
    }
    // The frame of the first item comes after all others, and still counts.
    let mut first = note("0", 10.0, 10.0);
    first["parent"] = json!({"id": "frame"});
    put(&mut board, "0", first);
    put(&mut board, "frame", json!({"id": "frame", "type": "frame", "position": {"x": 0, "y": 5_000}}));
    let drawn = picture(&board);
    assert_eq!(drawn.matches("data-kind=").count(), MOST + 1);
    place(&drawn, &format!("Drawn are {} of {} items", MOST + 1, MOST + 501));
    place(&drawn, r#"data-id="frame""#);
}

#[test]
fn an_empty_board_has_a_picture() {
    let drawn = picture(&board(""));
    check(&drawn);
    place(&drawn, r#"viewBox="-400 -225 800 450""#);
}

/// Pieces that have broken out of markup before, and some that are hard to measure or to write.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "</text>",
        "</svg>",
        "<p>",
        "</p>",
        "<br",
        "\"",
        "'",
        ">",
        "<",
        "&",
        "&lt;",
        "&#60;",
        "&#0;",
        "&quot;",
        "]]>",
        "<!--",
        "<![CDATA[",
        "<?xml ?>",
        "\0",
        "\u{8}",
        "\u{1b}",
        "\u{ffff}",
        "\" onload=\"alert(1)",
        "javascript:alert(1)",
        "url(#x)",
        "#12",
        "50%",
        "NaN",
        "1e999",
        "-0",
        "名前",
        "🎉",
        "\u{202e}",
        "a very long word",
        "\n",
        "\t",
        " ",
        "x",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

fn hostile_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => hostile().prop_map(Value::from),
        1 => prop::num::f64::ANY.prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!([{"value": "<b>", "content": "<i>\"", "fillColor": "\"", "position": "9%"}])),
        1 => Just(json!({"id": "1", "x": "50%", "y": "1e300%"})),
    ]
}

prop_compose! {
    fn hostile_item()(
        kind in prop_oneof![
            3 => (0..KINDS.len()).prop_map(|index| KINDS[index].name.to_owned()),
            1 => hostile(),
        ],
        shape in prop::sample::select(vocabulary::SHAPES),
        values in prop::collection::vec(hostile_value(), 20),
    ) -> Value {
        let mut values = values.into_iter();
        let mut next = || values.next().unwrap_or_default();
        json!({
            "type": kind,
            "data": {"content": next(), "title": next(), "description": next(), "dueDate": next(), "url": next(),
                     "fields": next(), "shape": shape},
            "style": {"fillColor": next(), "color": next(), "borderColor": next(), "borderWidth": next(),
                      "borderStyle": next(), "fontSize": next(), "fillOpacity": next(), "cardTheme": next()},
            "position": {"x": next(), "y": next()},
            "geometry": {"width": next(), "height": next(), "rotation": next()},
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_on_a_board_becomes_markup(
        name in hostile(),
        items in prop::collection::vec((hostile(), hostile_item()), 1..6),
        line in (prop::sample::select(CAP_NAMES), prop::collection::vec(hostile_value(), 12)),
    ) {
        let mut board = board(&name);
        put(&mut board, "1", note("1", 0.0, 0.0));
        for (id, item) in &items {
            put(&mut board, id, item.clone());
        }
        let end = items.first().map_or("1", |(id, _)| id);
        let (cap, values) = line;
        let mut values = values.into_iter();
        let mut next = || values.next().unwrap_or_default();
        connect(&mut board, "2", json!({
            "id": next(),
            "shape": next(),
            "startItem": {"id": "1", "position": {"x": next(), "y": next()}},
            "endItem": {"id": end, "position": next()},
            "style": {"strokeColor": next(), "strokeWidth": next(), "strokeStyle": next(), "endStrokeCap": cap},
            "captions": [{"content": next(), "position": next()}, next()],
        }));
        check(&picture(&board));
    }
}

/// Fails unless a picture is well-formed and consists of nothing but what the drawing uses.
fn check(svg: &str) {
    const ELEMENTS: &[&str] = &["svg", "title", "desc", "g", "rect", "path", "text", "tspan"];
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        check_text(&rest[..start], svg);
        let (tag, behind) = rest[start + 1..].split_once('>').expect("a tag has an end");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
        } else {
            let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            assert!(ELEMENTS.contains(&name), "<{name}> in {svg}");
            check_attributes(attributes, svg);
            if !is_empty {
                open.push(name);
            }
        }
        rest = behind;
        assert!(!open.is_empty() || rest.is_empty(), "something behind the end of {svg}");
    }
    assert!(open.is_empty() && rest.is_empty(), "{open:?} is open in {svg}");
}

fn check_attributes(mut rest: &str, svg: &str) {
    const ATTRIBUTES: &[&str] = &[
        "xmlns",
        "viewBox",
        "role",
        "font-family",
        "font-size",
        "font-weight",
        "text-anchor",
        "x",
        "y",
        "width",
        "height",
        "rx",
        "d",
        "transform",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-linejoin",
        "stroke-linecap",
        "stroke-dasharray",
        "data-id",
        "data-kind",
        "data-items",
        "data-all-items",
        "data-connectors",
        "data-all-connectors",
    ];
    const NUMERIC: &[&str] =
        &["x", "y", "width", "height", "rx", "font-size", "fill-opacity", "stroke-width"];
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest} in {svg}"));
        let (value, behind) = behind.split_once('"').unwrap_or_else(|| panic!("{rest} in {svg}"));
        assert!(ATTRIBUTES.contains(&name), "{name} in {svg}");
        check_text(value, svg);
        if NUMERIC.contains(&name) {
            assert!(value.parse::<f64>().is_ok_and(f64::is_finite), "{name}={value} in {svg}");
        }
        if matches!(name, "fill" | "stroke") {
            let is_color = value == "none"
                || value.starts_with('#') && value[1..].bytes().all(|digit| digit.is_ascii_hexdigit());
            assert!(is_color, "{name}={value} in {svg}");
        }
        if matches!(name, "d" | "transform" | "viewBox") {
            assert!(!value.contains("NaN") && !value.contains("inf"), "{name}={value} in {svg}");
        }
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
}

/// Every ampersand is the beginning of an entity that XML knows, and every character is one that it allows.
fn check_text(text: &str, svg: &str) {
    assert!(!text.contains(['>', '"', '\'', '\0', '\u{8}', '\u{1b}', '\u{ffff}']), "{text} in {svg}");
    for behind in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        assert!(known.iter().any(|entity| behind.starts_with(entity)), "&{behind} in {svg}");
    }
}
