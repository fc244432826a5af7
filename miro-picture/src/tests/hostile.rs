//! Hostile content: nothing on a board may become markup.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::well_formed::check;
use super::{board, connect, note, picture, put};
use crate::{caps, kinds, shapes};

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
            3 => prop::sample::select(kinds().collect::<Vec<_>>()).prop_map(str::to_owned),
            1 => hostile(),
        ],
        shape in prop::sample::select(shapes().collect::<Vec<_>>()),
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
        line in (prop::sample::select(caps().collect::<Vec<_>>()), prop::collection::vec(hostile_value(), 12)),
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
