//! Sizes of items, and the sizes that requests can set.

use serde_json::{Map, Value};

use crate::validation::fields::{self, Field};
use crate::validation::messages;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

/// The geometry rule of a kind of item.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Geometry {
    /// No geometry.
    None,
    /// Any width, height and rotation.
    Free { width: f64, height: f64, min_size: f64 },
    /// Any width and height, but no rotation.
    Upright { width: f64, height: f64 },
    /// Width or height; the other one follows from the ratio.
    FixedRatio { ratio: Ratio, rotation: bool },
    /// Width only; the height follows from the text.
    WidthOfText,
    /// Width only; the height is unknown.
    Width,
}

/// The source of a fixed ratio.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ratio {
    /// A default width and height.
    Of(f64, f64),
    /// The item's current picture, or a default width and height if its size is unknown.
    OfPicture(f64, f64),
    /// The sticky note's current shape.
    OfStickyNoteShape,
}

const SIZE: Rule = Rule::Number { above: Some(0.0) };
const WIDTH: Field = Field::optional("width", SIZE);
const HEIGHT: Field = Field::optional("height", SIZE);
const ROTATION: Field = Field::optional("rotation", Rule::Number { above: None });

/// Minimum width of a text, as a multiple of its font size. Miro rejects narrower ones.
const MIN_TEXT_WIDTH: f64 = 1.7;

impl Geometry {
    /// Returns the fields that a request can set.
    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Geometry::None => &[],
            Geometry::Free { .. } | Geometry::FixedRatio { rotation: true, .. } => &[WIDTH, HEIGHT, ROTATION],
            Geometry::Upright { .. } | Geometry::FixedRatio { rotation: false, .. } => &[WIDTH, HEIGHT],
            Geometry::WidthOfText => &[WIDTH, ROTATION],
            Geometry::Width => &[WIDTH],
        }
    }

    /// Returns the geometry after a request, completed by derived values. `item` has its new data and style.
    pub(crate) fn settle(
        self,
        item: &Map<String, Value>,
        current: Option<&Map<String, Value>>,
        sent: &Map<String, Value>,
        problems: &mut Problems,
    ) -> Option<Map<String, Value>> {
        let mut merged = fields::merge(self.fields(), current, sent, "geometry", problems);
        let set = |name: &str| sent.get(name).and_then(Value::as_f64);
        let (width, height) = match self {
            Geometry::None => return None,
            Geometry::Width => return (!merged.is_empty()).then_some(merged),
            Geometry::Free { width, height, min_size } => {
                for side in ["width", "height"] {
                    if set(side).is_some_and(|size| size < min_size) {
                        problems.add(format!("geometry.{side}"), format!("must be at least {min_size}"));
                    }
                }
                (number(&merged, "width").unwrap_or(width), number(&merged, "height").unwrap_or(height))
            }
            Geometry::Upright { width, height } => {
                (number(&merged, "width").unwrap_or(width), number(&merged, "height").unwrap_or(height))
            }
            Geometry::FixedRatio { ratio, .. } => {
                let (default_width, default_height) = ratio.default_size(item, current);
                match (set("width"), set("height")) {
                    (Some(_), Some(_)) => {
                        problems.add("geometry", messages::FIXED_RATIO);
                        return None;
                    }
                    (Some(width), None) => (width, width * default_height / default_width),
                    (None, _) => {
                        let height = number(&merged, "height").unwrap_or(default_height);
                        (height * default_width / default_height, height)
                    }
                }
            }
            Geometry::WidthOfText => {
                let (font_size, text) =
                    (text_of(item, "style", "fontSize"), text_of(item, "data", "content"));
                let font_size: f64 = font_size.parse().unwrap_or(14.0);
                let min_width = font_size * MIN_TEXT_WIDTH;
                if set("width").is_some_and(|width| width < min_width) {
                    problems.add("geometry.width", format!("must be at least {min_width}"));
                }
                let natural = text.chars().count() as f64 * font_size * 0.6;
                let width = number(&merged, "width").unwrap_or(natural.max(min_width));
                let lines = (natural / width).ceil().max(1.0);
                (width, lines * font_size * 1.5)
            }
        };
        merged.insert("width".to_owned(), width.into());
        merged.insert("height".to_owned(), height.into());
        Some(merged)
    }
}

/// Gives an item the ratio of its picture, with the item's width if it has one, otherwise with the picture's.
pub(super) fn show_picture(item: &mut Map<String, Value>, width: f64, height: f64) {
    let mut geometry = item.get("geometry").and_then(Value::as_object).cloned().unwrap_or_default();
    let shown = number(&geometry, "width").unwrap_or(width);
    geometry.insert("width".to_owned(), shown.into());
    geometry.insert("height".to_owned(), (shown * height / width).into());
    item.insert("geometry".to_owned(), Value::Object(geometry));
}

impl Ratio {
    fn default_size(self, item: &Map<String, Value>, current: Option<&Map<String, Value>>) -> (f64, f64) {
        match self {
            Ratio::Of(width, height) => (width, height),
            Ratio::OfPicture(width, height) => {
                let side = |name: &str| number(current?, name).filter(|side| *side > 0.0);
                side("width").zip(side("height")).unwrap_or((width, height))
            }
            Ratio::OfStickyNoteShape if text_of(item, "data", "shape") == "rectangle" => (350.0, 228.0),
            Ratio::OfStickyNoteShape => (199.0, 228.0),
        }
    }
}

fn number(object: &Map<String, Value>, name: &str) -> Option<f64> {
    object.get(name).and_then(Value::as_f64)
}

fn text_of<'a>(item: &'a Map<String, Value>, section: &str, name: &str) -> &'a str {
    item.get(section).and_then(|section| section.get(name)).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Geometry, Ratio};
    use crate::validation::problems::Problems;

    fn settle(
        rule: Geometry,
        item: Value,
        current: Option<Value>,
        sent: Value,
    ) -> Result<Value, Vec<String>> {
        let mut problems = Problems::default();
        let current = current.as_ref().and_then(Value::as_object);
        let settled =
            rule.settle(item.as_object().unwrap(), current, sent.as_object().unwrap(), &mut problems);
        let fields: Vec<String> = problems.fields().into_iter().map(str::to_owned).collect();
        if fields.is_empty() { Ok(settled.map_or(Value::Null, Value::Object)) } else { Err(fields) }
    }

    const NOTE: Geometry = Geometry::FixedRatio { ratio: Ratio::OfStickyNoteShape, rotation: false };

    #[test]
    fn sticky_note_accepts_width_or_height() {
        let square = json!({"data": {"shape": "square"}});
        let wide = settle(NOTE, square.clone(), None, json!({"width": 398})).unwrap();
        assert_eq!(wide, json!({"width": 398.0, "height": 456.0}));
        assert_eq!(
            settle(NOTE, square.clone(), None, json!({"width": 1, "height": 1})).unwrap_err(),
            ["geometry"]
        );
        assert_eq!(settle(NOTE, square, None, json!({"rotation": 1})).unwrap_err(), ["geometry.rotation"]);
    }

    #[test]
    fn sticky_note_keeps_its_height_when_its_shape_changes() {
        let rectangle = json!({"data": {"shape": "rectangle"}});
        let changed =
            settle(NOTE, rectangle, Some(json!({"width": 199.0, "height": 228.0})), json!({})).unwrap();
        assert_eq!(changed, json!({"width": 350.0, "height": 228.0}));
    }

    #[test]
    fn text_width_is_at_least_1_7_font_sizes() {
        let text = json!({"data": {"content": "Hello"}, "style": {"fontSize": "14"}});
        assert!(settle(Geometry::WidthOfText, text.clone(), None, json!({"width": 24})).is_ok());
        assert_eq!(
            settle(Geometry::WidthOfText, text.clone(), None, json!({"width": 23})).unwrap_err(),
            ["geometry.width"]
        );
        assert_eq!(
            settle(Geometry::WidthOfText, text, None, json!({"height": 50})).unwrap_err(),
            ["geometry.height"]
        );
    }

    #[test]
    fn shape_is_at_least_8_wide_and_high() {
        let shape = Geometry::Free { width: 100.0, height: 100.0, min_size: 8.0 };
        assert_eq!(
            settle(shape, json!({}), None, json!({"width": 7, "height": 0})).unwrap_err(),
            ["geometry.height", "geometry.width", "geometry.height"]
        );
        let rotated = settle(shape, json!({}), None, json!({"width": 8, "rotation": -45})).unwrap();
        assert_eq!(rotated, json!({"width": 8.0, "height": 100.0, "rotation": -45.0}));
    }
}
