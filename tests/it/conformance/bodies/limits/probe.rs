//! One value of a body, which can be set to anything.

use miro::model::NewItem;
use serde::Serialize;
use serde_json::{Value, json};

/// The body that is sent, or why it is rejected.
pub(super) type Body = Result<Value, String>;

/// Sets a value that the specification limits.
#[derive(Clone)]
pub(in crate::conformance) struct Probe {
    pub(in crate::conformance) operation: &'static str,
    /// The property, named as in [`Place`](crate::conformance::places::Place).
    pub(in crate::conformance) place: &'static str,
    pub(super) what: What,
}

#[derive(Clone)]
pub(super) enum What {
    /// A word: the values that its type knows, and a body with one.
    Value(&'static [&'static str], fn(&str) -> Body),
    Number(fn(f64) -> Body),
    /// A text.
    Text(fn(String) -> Body),
    /// A list of this many elements.
    List(fn(usize) -> Body),
}

/// A body as it is sent.
pub(super) fn alone(body: impl Serialize) -> Body {
    serde_json::to_value(body).map_err(|error| error.to_string())
}

/// A body among the items of bulk creation.
pub(super) fn in_bulk(body: impl Into<NewItem>) -> Body {
    alone(body.into()).map(|body| json!([body]))
}

/// Probes of one body: each names a place, its setter, and the type of its argument.
///
/// ```text
/// probes! { "create-tag", alone, NewTag::new("urgent");
///     "TagCreateRequest.fillColor" => fill_color(TagColor);
///     "TagCreateRequest.title" => title(text);
/// }
/// ```
///
/// The argument is a type that knows its values, a `number`, a `text`, or a `list` of an element.
macro_rules! probes {
    ($operation:expr, $sent:ident, $body:expr; $($place:expr => $setter:ident($($kind:tt)+);)+) => {
        vec![$(Probe {
            operation: $operation,
            place: $place,
            what: $crate::conformance::bodies::limits::probe::what!($sent, $body, $setter, $($kind)+),
        }),+]
    };
}

macro_rules! what {
    ($sent:ident, $body:expr, $setter:ident, number) => {
        What::Number(|number| $sent($body.$setter(number)))
    };
    ($sent:ident, $body:expr, $setter:ident, text) => {
        What::Text(|text| $sent($body.$setter(text)))
    };
    ($sent:ident, $body:expr, $setter:ident, list $element:expr) => {
        What::List(|count| $sent($body.$setter(vec![$element; count])))
    };
    ($sent:ident, $body:expr, $setter:ident, $type:ty) => {
        What::Value(<$type>::VALUES, |value| $sent($body.$setter(<$type>::from(value))))
    };
}

pub(super) use {probes, what};
