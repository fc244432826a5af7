//! Bodies created from a response, which create a copy of the object that was read.
//!
//! Responses and bodies have most fields at the same paths, so the table of the body selects the fields to copy.

use serde::Serialize;
use serde_json::{Number, Value};

use super::Fields;
use crate::model::HexColor;

/// A field of a body, and how it is copied from the same path of a response.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    path: &'static str,
    rule: Rule,
    other: Option<&'static str>,
}

/// How a field is copied.
#[derive(Clone, Copy)]
pub(crate) enum Rule {
    /// Copies the text. A text whose length is outside this range fails when the call is made.
    Text(Option<(usize, usize)>),
    /// Copies the number, moved into this range.
    Number(Option<(f64, f64)>),
    /// Copies the number, moved into this range, as a string.
    Quoted(Option<(f64, f64)>),
    /// Copies a valid color; `transparent` is not one.
    Color,
    /// Copies the value, unless it is `unknown`.
    Same,
    /// Copies nothing.
    Never,
}

impl Row {
    pub(crate) const fn new(path: &'static str, rule: Rule) -> Self {
        Self { path, rule, other: None }
    }

    /// Skips the field if this other field was copied.
    pub(crate) const fn not_with(mut self, other: &'static str) -> Self {
        self.other = Some(other);
        self
    }
}

const ANY: Rule = Rule::Number(None);

/// The rows of `position!` and of `placement!`, without the frame, which the caller sets.
pub(crate) const POSITION: &[Row] = &[Row::new("position.x", ANY), Row::new("position.y", ANY)];

/// The rows of `file_geometry!`.
pub(crate) const FILE_GEOMETRY: &[Row] = &[
    Row::new("geometry.width", ANY).not_with("geometry.height"),
    Row::new("geometry.height", ANY).not_with("geometry.width"),
    Row::new("geometry.rotation", ANY),
];

impl Fields {
    /// Copies the fields of these tables from a response.
    pub(crate) fn like<T: Serialize>(read: &T, tables: &[&[Row]]) -> Self {
        let mut fields = Self::default();
        // Values read from JSON can always be serialized to it.
        let read = serde_json::to_value(read).unwrap_or_default();
        for row in tables.iter().copied().flatten() {
            fields.take(&read, *row);
        }
        fields
    }

    fn take(&mut self, read: &Value, row: Row) {
        let Row { path, rule, other } = row;
        if other.is_some_and(|other| self.get(other).is_some()) {
            return;
        }
        // Uploads have fields at the top level that responses have in `data`.
        let Some(value) = at(read, path).or_else(|| at(read.get("data")?, path)) else { return };
        match (rule, value) {
            (Rule::Text(range), Value::String(text)) => self.set_text(path, text.clone(), range),
            (Rule::Number(range), Value::Number(number)) => {
                self.set_number(path, nearest(number, range), None);
            }
            (Rule::Quoted(range), Value::Number(number)) => {
                self.set_quoted_number(path, nearest(number, range), None);
            }
            (Rule::Color, Value::String(text)) => {
                let color = HexColor::new(text);
                if color.for_request().is_some() {
                    self.set_color(path, &color);
                }
            }
            (Rule::Same, Value::String(text)) if text == "unknown" => {}
            (Rule::Same, value) => self.set(path, value.clone()),
            _ => {}
        }
    }
}

fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, name| value.get(name)).filter(|value| !value.is_null())
}

fn nearest(number: &Number, range: Option<(f64, f64)>) -> f64 {
    let number = number.as_f64().unwrap_or_default();
    range.map_or(number, |(least, most)| number.max(least).min(most))
}

/// Declares the constructor of a body from a response, by the rows of its table.
macro_rules! body_like {
    ($type:ident $read:ty;
        $(
            $(#[$attribute:meta])*
            $name:ident => $path:literal : $($kind:tt)::+
            $(in $least:literal ..= $most:literal)? $(from $from:literal)?
            $(, only $taken:tt)? $(, not with $other:literal)? $(, unlike $twin:literal)? $(, clear $clear:ident)?
            $(, never $carried:ident)?;
        )*
        $(.. $shared:ident;)*
    ) => {
        impl $type {
            /// Creates a body with every field that a request accepts.
            pub(in crate::model) fn like(read: &$read) -> Self {
                use $crate::model::body::Row;
                const ROWS: &[Row] = &[$(
                    Row::new($path, $crate::model::body::body_rule!(
                        $($carried)? [$($kind)::+] $(Some(($least, $most)))? $(Some(($from, f64::MAX)))?
                    ))
                    $(.not_with($other))?,
                )*];
                Self($crate::model::body::Fields::like(read, &[
                    ROWS, $($crate::model::body::body_shared!($shared),)*
                ]))
            }
        }
    };
}

/// The rule for a kind of row.
macro_rules! body_rule {
    (carried $($row:tt)*) => {
        $crate::model::body::Rule::Never
    };
    ([text]) => {
        $crate::model::body::Rule::Text(None)
    };
    ([text] $range:expr) => {
        $crate::model::body::Rule::Text($range)
    };
    ([number]) => {
        $crate::model::body::Rule::Number(None)
    };
    ([number] $range:expr) => {
        $crate::model::body::Rule::Number($range)
    };
    ([quoted] $range:expr) => {
        $crate::model::body::Rule::Quoted($range)
    };
    ([color]) => {
        $crate::model::body::Rule::Color
    };
    // Lists are copied element by element, by hand.
    ([[$element:ty]] $($range:expr)?) => {
        $crate::model::body::Rule::Never
    };
    ([$($kind:tt)+]) => {
        $crate::model::body::Rule::Same
    };
}

/// The rows that several tables share.
macro_rules! body_shared {
    (file_geometry) => {
        $crate::model::body::FILE_GEOMETRY
    };
    ($position:ident) => {
        $crate::model::body::POSITION
    };
}

/// Declares the conversion from a response to the body that creates a copy, for types without special cases.
macro_rules! to_new {
    ($($read:ident $what:literal => $new:ident;)+) => {$(
        impl $read {
            #[doc = concat!("The same ", $what, " again, to be created on this board or another one.")]
            ///
            /// [`Item::to_new`](crate::model::Item::to_new) lists what is copied and what is not.
            pub fn to_new(&self) -> $new {
                $new::like(self)
            }
        }
    )+};
}

pub(crate) use {body_like, body_rule, body_shared, to_new};

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ROWS: &[Row] = &[
        Row::new("data.title", Rule::Text(Some((1, 5)))),
        Row::new("style.size", Rule::Quoted(Some((10.0, 288.0)))),
        Row::new("style.width", Rule::Number(Some((8.0, f64::MAX)))),
        Row::new("style.color", Rule::Color),
        Row::new("style.align", Rule::Same),
        Row::new("style.hidden", Rule::Same),
        Row::new("data.secret", Rule::Never),
    ];

    fn like(read: &Value) -> Value {
        Value::Object(Fields::like(read, &[ROWS, FILE_GEOMETRY]).to_map())
    }

    #[test]
    fn what_a_request_takes_is_taken() {
        let read = json!({
            "id": "1",
            "data": {"title": "title", "secret": "x", "else": 1},
            "style": {"size": 14.0, "width": 20.0, "color": "#FF9d48", "align": "justified", "hidden": false},
            "geometry": {"width": 3.0, "height": 4.0, "rotation": -5.0},
        });
        let style =
            json!({"size": "14", "width": 20.0, "color": "#FF9d48", "align": "justified", "hidden": false});
        let geometry = json!({"width": 3.0, "rotation": -5.0});
        assert_eq!(like(&read), json!({"data": {"title": "title"}, "style": style, "geometry": geometry}));
        assert_eq!(like(&json!({"geometry": {"height": 4.0}})), json!({"geometry": {"height": 4.0}}));
    }

    #[test]
    fn the_look_is_brought_to_what_a_request_takes_and_a_text_is_not() {
        let style =
            json!({"size": 500.0, "width": 1.0, "color": "transparent", "align": "unknown", "hidden": null});
        assert_eq!(like(&json!({"style": style})), json!({"style": {"size": "288", "width": 8.0}}));
        let long = Fields::like(&json!({"data": {"title": "too long"}}), &[ROWS]);
        let error = serde_json::to_string(&long).unwrap_err().to_string();
        assert_eq!(error, "`data.title`: 8 characters, but Miro takes 1 to 5");
    }

    #[test]
    fn an_upload_has_at_the_top_what_answers_have_in_their_data() {
        let fields =
            Fields::like(&json!({"data": {"title": "t"}}), &[&[Row::new("title", Rule::Text(None))]]);
        assert_eq!(fields.get("title"), Some(&json!("t")));
    }
}
