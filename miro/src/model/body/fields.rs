use std::fmt;

use miro_core::operation::KnownValues;
use miro_core::wire;
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::{Map, Value};

use super::frame::FrameSize;
use super::paths::Paths;
use crate::model::{HexColor, Percent};

/// The JSON object that a body sends.
///
/// Nothing here is generic over the body: setters stay one call deep, so that tables of them cost little to compile.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Fields {
    object: Paths,
    problem: Option<Box<str>>,
    /// The size of the frame in which the item is placed: infinite if it is not known.
    frame: Option<FrameSize>,
}

impl Fields {
    /// Sets the field at a dotted path (`style.fillColor`), and creates the objects on the way.
    pub(crate) fn set(&mut self, path: &'static str, value: Value) {
        self.object.set(path.into(), value);
    }

    /// Creates a body with these fields.
    #[cfg(feature = "scim")]
    pub(crate) fn of(object: Map<String, Value>) -> Self {
        Self { object: object.into(), ..Self::default() }
    }

    /// Sets a top-level field whose name contains dots, such as a SCIM extension. A serialization error becomes the
    /// problem of the body.
    #[cfg(feature = "scim")]
    pub(crate) fn set_extension<T: Serialize>(&mut self, name: &str, value: &T) {
        match wire::serialized(|| serde_json::to_value(value)) {
            Ok(value) => self.object.set_extension(name.to_owned(), value),
            Err(error) => self.refuse(name, &error),
        }
    }

    /// Removes a top-level field, as if it had not been set.
    #[cfg(feature = "boards")]
    pub(crate) fn remove(&mut self, name: &str) {
        self.object.remove(name);
    }

    /// Sends `null`, which clears a field at Miro.
    pub(crate) fn clear(&mut self, path: &'static str) {
        self.set(path, Value::Null);
    }

    /// Sets a field to any serializable value. A serialization error becomes the problem of the body.
    pub(crate) fn set_serialized<T: Serialize>(&mut self, path: &'static str, value: &T) {
        match wire::serialized(|| serde_json::to_value(value)) {
            Ok(value) => self.set(path, value),
            Err(error) => self.refuse(path, &error),
        }
    }

    /// Sets a value of an enum of which Miro accepts fewer values in requests than it sends in responses.
    pub(crate) fn set_one_of<T: KnownValues + Serialize>(
        &mut self,
        path: &'static str,
        value: &T,
        taken: &[&str],
    ) {
        self.set_serialized(path, value);
        let Some(Value::String(text)) = self.get(path) else { return };
        if value.is_known() && !taken.contains(&text.as_str()) {
            let text = text.clone();
            self.refuse(path, &format_args!("Miro takes only {} in requests, not {text}", taken.join(", ")));
        }
    }

    /// Sets the frame in which an item is placed, and its size.
    #[cfg(feature = "boards")]
    pub(crate) fn set_frame<T: Serialize>(&mut self, path: &'static str, id: &T, size: Option<FrameSize>) {
        self.set_serialized(path, id);
        self.frame = size.or(Some((f64::INFINITY, f64::INFINITY)));
    }

    /// Sets a field to a list of serializable elements.
    pub(crate) fn set_list<T: Serialize>(
        &mut self,
        path: &'static str,
        list: &[T],
        range: Option<(usize, usize)>,
    ) {
        if let Some((least, most)) = range {
            let count = list.len();
            if count < least || count > most {
                self.refuse(path, &format_args!("{count} elements, but Miro takes {least} to {most}"));
            }
        }
        self.set_serialized(path, &list);
    }

    pub(crate) fn set_text(&mut self, path: &'static str, text: String, range: Option<(usize, usize)>) {
        if let Some((least, most)) = range {
            let length = text.chars().count();
            if length < least || length > most {
                self.refuse(path, &format_args!("{length} characters, but Miro takes {least} to {most}"));
            }
        }
        self.set(path, Value::String(text));
    }

    pub(crate) fn set_number(&mut self, path: &'static str, number: f64, range: Option<(f64, f64)>) {
        self.check_number(path, number, range);
        self.set(path, Value::from(number));
    }

    /// Sets a number as a string, which Miro expects for font sizes, line widths and opacities.
    pub(crate) fn set_quoted_number(&mut self, path: &'static str, number: f64, range: Option<(f64, f64)>) {
        self.check_number(path, number, range);
        self.set(path, Value::String(number.to_string()));
    }

    /// Sets an identifier as a number, which Miro expects for a few that it sends as strings.
    #[cfg(feature = "organization")]
    pub(crate) fn set_numeric_id(&mut self, path: &'static str, id: &str) {
        match id.parse::<u64>() {
            Ok(number) => self.set(path, Value::from(number)),
            Err(_) => self.refuse(path, &format_args!("{id:?} is not a whole number, as Miro takes it here")),
        }
    }

    pub(crate) fn set_percent(&mut self, path: &'static str, percent: Percent) {
        self.check_number(path, percent.value(), Some((0.0, 100.0)));
        self.set(path, Value::String(percent.to_string()));
    }

    /// Sets a color. It is validated only here, because reading keeps any value that Miro sends.
    pub(crate) fn set_color(&mut self, path: &'static str, color: &HexColor) {
        match color.for_request() {
            Some(text) => self.set(path, Value::String(text)),
            None => self.refuse(
                path,
                &format_args!("{:?} is not a colour; write it like \"#ff9d48\"", color.as_str()),
            ),
        }
    }

    fn check_number(&mut self, path: &str, number: f64, range: Option<(f64, f64)>) {
        let (least, most) = range.unwrap_or((f64::MIN, f64::MAX));
        // No range contains NaN or the infinities.
        if (least..=most).contains(&number) {
            return;
        }
        if !number.is_finite() {
            self.refuse(path, &format_args!("{number} is not a number that JSON can hold"));
        } else if most < f64::MAX {
            self.refuse(path, &format_args!("{number} is not in {least} to {most}"));
        } else {
            self.refuse(path, &format_args!("{number} is less than {least}"));
        }
    }

    /// Rejects a field if another one is set that excludes it.
    pub(crate) fn check_exclusive(&mut self, path: &str, other: &str) {
        if self.object.has(other) {
            self.refuse(path, &format_args!("`{other}` is set too, and Miro takes only one of them"));
        }
    }

    /// Rejects two fields with the same value.
    pub(crate) fn check_different(&mut self, path: &str, other: &str) {
        if self.object.get(path) == self.object.get(other) {
            self.refuse(path, &format_args!("is the same as `{other}`, and must be another"));
        }
    }

    /// Returns the only value that was set, or its problem. The path may have any form.
    #[cfg(feature = "scim")]
    pub(crate) fn into_value(self, path: &str) -> Result<Value, Box<str>> {
        match self.problem {
            Some(problem) => Err(problem),
            None => Ok(self.object.get(path).cloned().unwrap_or_default()),
        }
    }

    /// Returns the value at a dotted path, or `None` if it was not set or is an object with fields.
    pub(crate) fn get(&self, path: &str) -> Option<&Value> {
        self.object.get(path)
    }

    /// Records a problem. Only the first one is reported, because later ones are often its consequence.
    pub(crate) fn refuse(&mut self, path: &str, reason: &dyn fmt::Display) {
        if self.problem.is_none() {
            self.problem = Some(format!("`{path}`: {reason}").into());
        }
    }

    pub(crate) fn to_map(&self) -> Map<String, Value> {
        self.object.to_map()
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", Value::Object(self.to_map()))
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(problem) = &self.problem {
            return Err(S::Error::custom(problem));
        }
        // Position and frame may be set in any order, so they are compared last.
        if let Some(problem) = self.frame.and_then(|size| super::frame::problem(&self.object, size)) {
            return Err(S::Error::custom(problem));
        }
        self.object.serialize(serializer)
    }
}
