// This table represents all tables, so it declares more than the tests call.
#![allow(dead_code, unreachable_pub)]

use serde_json::{Value, json};

use super::{Fields, body};
use crate::model::{Frame, Item, StrokeStyle};

body! {
    /// A row for the tests below.
    pub create NewLine;
    /// Changes to it.
    pub change LineChanges;

    /// A text with a length.
    title => "data.title": text in 1..=5;
    /// A text that can be removed.
    note => "data.note": text, clear clear_note;
    /// A number with a range.
    opacity => "style.opacity": quoted in 0.0..=1.0;
    /// A number with a lower bound.
    size => "style.size": quoted from 1.0;
    /// A number that excludes another field.
    width => "geometry.width": number from 8.0, not with "geometry.height";
    /// The excluded field.
    height => "geometry.height": number, not with "geometry.width";
    /// A flag.
    locked => "data.locked": flag;
    /// An enum.
    stroke_style => "style.strokeStyle": StrokeStyle;
    /// A color.
    color => "style.color": color;
    /// A percentage.
    middle => "middle": percent;
    /// A list with a length.
    marks => "marks": [String] in 0..=2;
    /// One end.
    start => "start.id": String, unlike "end.id";
    /// The other end.
    end => "end.id": String, unlike "start.id";
    ..placement;
}

fn sent(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).unwrap()
}

fn problem(body: &impl serde::Serialize) -> String {
    serde_json::to_string(body).unwrap_err().to_string()
}

#[test]
fn a_body_sends_what_was_set_and_nothing_else() {
    assert_eq!(sent(&NewLine::empty()), json!({}));
    assert_eq!(sent(&LineChanges::new()), json!({}));
    // The Python client would also send `y: 0`.
    assert_eq!(sent(&LineChanges::new().x(5.0)), json!({"position": {"x": 5.0}}));
    let everything = LineChanges::new()
        .title("title")
        .note("note")
        .opacity(0.5)
        .size(14.0)
        .width(8.0)
        .locked(true)
        .stroke_style(StrokeStyle::Unknown("wavy".into()))
        .color("#f80")
        .middle(50)
        .marks(["a", "b"])
        .start("1")
        .end("2")
        .at(1.0, 2.5)
        .inside("3");
    assert_eq!(
        sent(&everything),
        json!({
            "data": {"title": "title", "note": "note", "locked": true},
            "style": {"opacity": "0.5", "size": "14", "strokeStyle": "wavy", "color": "#ff8800"},
            "geometry": {"width": 8.0},
            "middle": "50%",
            "marks": ["a", "b"],
            "start": {"id": "1"},
            "end": {"id": "2"},
            "position": {"x": 1.0, "y": 2.5},
            "parent": {"id": "3"},
        })
    );
    assert_eq!(Value::Object(everything.to_json()), sent(&everything));
}

#[test]
fn the_last_value_counts() {
    assert_eq!(sent(&LineChanges::new().title("a").title("b")), json!({"data": {"title": "b"}}));
    assert_eq!(sent(&LineChanges::new().inside("1").leave_frame()), json!({"parent": {"id": null}}));
    assert_eq!(sent(&LineChanges::new().leave_frame().inside("1")), json!({"parent": {"id": "1"}}));
}

#[test]
fn clearing_sends_null() {
    assert_eq!(sent(&LineChanges::new().clear_note()), json!({"data": {"note": null}}));
    assert_eq!(
        sent(&LineChanges::new().clear_note().title("a")),
        json!({"data": {"note": null, "title": "a"}})
    );
}

#[test]
fn what_is_out_of_range_is_named_with_its_range() {
    for (body, expected) in [
        (LineChanges::new().title(""), "`data.title`: 0 characters, but Miro takes 1 to 5"),
        (LineChanges::new().title("äöüßéà"), "`data.title`: 6 characters, but Miro takes 1 to 5"),
        (LineChanges::new().opacity(1.5), "`style.opacity`: 1.5 is not in 0 to 1"),
        (LineChanges::new().opacity(-0.1), "`style.opacity`: -0.1 is not in 0 to 1"),
        (LineChanges::new().opacity(f64::NAN), "`style.opacity`: NaN is not a number that JSON can hold"),
        (LineChanges::new().size(0.0), "`style.size`: 0 is less than 1"),
        (LineChanges::new().size(f64::INFINITY), "`style.size`: inf is not a number that JSON can hold"),
        (LineChanges::new().width(7.9), "`geometry.width`: 7.9 is less than 8"),
        (LineChanges::new().x(f64::NAN), "`position.x`: NaN is not a number that JSON can hold"),
        (LineChanges::new().middle(101), "`middle`: 101 is not in 0 to 100"),
        (LineChanges::new().marks(["a"; 3]), "`marks`: 3 elements, but Miro takes 0 to 2"),
        (
            LineChanges::new().color("orange"),
            "`style.color`: \"orange\" is not a colour; write it like \"#ff9d48\"",
        ),
        // The first problem is reported.
        (LineChanges::new().size(0.0).title(""), "`style.size`: 0 is less than 1"),
    ] {
        assert_eq!(problem(&body), expected);
    }
}

#[test]
fn what_excludes_each_other_is_refused_whichever_comes_first() {
    let expected = "`geometry.height`: `geometry.width` is set too, and Miro takes only one of them";
    assert_eq!(problem(&LineChanges::new().width(8.0).height(8.0)), expected);
    let expected = "`geometry.width`: `geometry.height` is set too, and Miro takes only one of them";
    assert_eq!(problem(&LineChanges::new().height(8.0).width(8.0)), expected);
}

#[test]
fn what_has_to_differ_is_refused_whichever_comes_first() {
    let expected = "`end.id`: is the same as `start.id`, and must be another";
    assert_eq!(problem(&LineChanges::new().start("1").end("1")), expected);
    let expected = "`start.id`: is the same as `end.id`, and must be another";
    assert_eq!(problem(&LineChanges::new().end("1").start("1")), expected);
}

#[test]
fn a_place_outside_of_the_frame_is_refused_whichever_comes_first() {
    let rule = "in a frame, coordinates count from its top left corner to the item's centre, not from the centre of the board";
    let expected = format!("`position`: (-1, 2) is outside the frame: {rule}");
    assert_eq!(problem(&LineChanges::new().at(-1.0, 2.0).inside("1")), expected);
    assert_eq!(problem(&LineChanges::new().inside("1").at(-1.0, 2.0)), expected);
    assert_eq!(
        problem(&LineChanges::new().inside("1").y(-0.5)),
        format!("`position`: y = -0.5 is outside the frame: {rule}")
    );
    let frame: Frame = serde_json::from_value(
        json!({"id": "1", "type": "frame", "geometry": {"width": 80.0, "height": 40.0}}),
    )
    .unwrap();
    let inside = |x, y| LineChanges::new().inside(&frame).at(x, y);
    for (x, y) in [(80.5, 0.0), (0.0, 40.5), (81.0, 41.0)] {
        let told = problem(&inside(x, y));
        assert_eq!(
            told,
            format!("`position`: ({x}, {y}) is outside the frame, which is 80 wide and 40 high: {rule}")
        );
    }
    for body in
        [inside(0.0, 0.0), inside(80.0, 40.0), inside(90.0, 1.0).inside("2"), inside(90.0, 1.0).leave_frame()]
    {
        assert!(serde_json::to_value(&body).is_ok(), "{body:?}");
    }
    let as_item = Item::Frame(frame.clone());
    assert!(problem(&LineChanges::new().at(81.0, 0.0).inside(&as_item)).contains("80 wide"));
    assert!(
        serde_json::to_value(LineChanges::new().at(-1.0, -1.0)).is_ok(),
        "on the board all places are fine"
    );
}

#[test]
fn a_misspelt_value_is_named_with_what_was_meant() {
    let expected = "`style.strokeStyle`: \"doted\" is not a value of StrokeStyle; did you mean \"dotted\"? \
                    StrokeStyle::Unknown(\"doted\".into()) is sent as it is";
    assert_eq!(problem(&LineChanges::new().stroke_style("doted")), expected);
    assert_eq!(sent(&LineChanges::new().stroke_style("dotted")), json!({"style": {"strokeStyle": "dotted"}}));
}

#[test]
fn debug_shows_the_json() {
    assert_eq!(format!("{:?}", LineChanges::new().x(1.0)), r#"LineChanges({"position":{"x":1.0}})"#);
}

#[test]
fn a_value_gives_way_to_an_object_at_its_path() {
    let mut fields = Fields::default();
    fields.set("a", json!(1));
    fields.set("a.b", json!(2));
    assert_eq!(fields.get("a.b"), Some(&json!(2)));
    assert_eq!(fields.get("a.b.c"), None);
}
