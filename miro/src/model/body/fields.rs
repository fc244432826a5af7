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
    /// How large the frame is that an item is to be in; without limits if the program does not know it.
    frame: Option<FrameSize>,
}

impl Fields {
    /// Writes the field at a dotted path (`style.fillColor`), and makes the objects on the way.
    pub(crate) fn set(&mut self, path: &'static str, value: Value) {
        self.object.set(path.into(), value);
    }

    /// Fields that are there already.
    #[cfg(feature = "scim")]
    pub(crate) fn of(object: Map<String, Value>) -> Self {
        Self { object: object.into(), ..Self::default() }
    }

    /// Writes a field of the outermost object whose name has dots, as SCIM's extensions have; what does not serialise is
    /// a problem of the body.
    #[cfg(feature = "scim")]
    pub(crate) fn set_extension<T: Serialize>(&mut self, name: &str, value: &T) {
        match wire::serialized(|| serde_json::to_value(value)) {
            Ok(value) => self.object.set_extension(name.to_owned(), value),
            Err(error) => self.refuse(name, &error),
        }
    }

    /// Takes a field of the outermost object away, as if it had not been set.
    #[cfg(feature = "boards")]
    pub(crate) fn remove(&mut self, name: &str) {
        self.object.remove(name);
    }

    /// Sends `null`, with which Miro empties a field.
    pub(crate) fn clear(&mut self, path: &'static str) {
        self.set(path, Value::Null);
    }

    /// Writes anything that serialises; what does not is a problem of the body.
    pub(crate) fn set_serialized<T: Serialize>(&mut self, path: &'static str, value: &T) {
        match wire::serialized(|| serde_json::to_value(value)) {
            Ok(value) => self.set(path, value),
            Err(error) => self.refuse(path, &error),
        }
    }

    /// Writes a value of which Miro takes fewer in requests than it sends.
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

    /// Says which frame an item is to be in, and how large it is.
    #[cfg(feature = "boards")]
    pub(crate) fn set_frame<T: Serialize>(&mut self, path: &'static str, id: &T, size: Option<FrameSize>) {
        self.set_serialized(path, id);
        self.frame = size.or(Some((f64::INFINITY, f64::INFINITY)));
    }

    /// Writes a list of things that serialise.
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

    /// Writes a number as a string, which is how Miro takes font sizes, line widths and opacities.
    pub(crate) fn set_quoted_number(&mut self, path: &'static str, number: f64, range: Option<(f64, f64)>) {
        self.check_number(path, number, range);
        self.set(path, Value::String(number.to_string()));
    }

    /// Writes an identifier as a number, which is how Miro takes a few that it sends as strings.
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

    /// Writes a color. Reading keeps whatever Miro sends, so what it takes can only be checked here.
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
        // Neither NaN nor the infinities are in any range.
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

    /// Refuses to set a field beside another one of which Miro takes only either.
    pub(crate) fn check_exclusive(&mut self, path: &str, other: &str) {
        if self.object.has(other) {
            self.refuse(path, &format_args!("`{other}` is set too, and Miro takes only one of them"));
        }
    }

    /// Refuses two fields with the same value.
    pub(crate) fn check_different(&mut self, path: &str, other: &str) {
        if self.object.get(path) == self.object.get(other) {
            self.refuse(path, &format_args!("is the same as `{other}`, and must be another"));
        }
    }

    /// The one value that was set, or its problem; its path may have any form.
    #[cfg(feature = "scim")]
    pub(crate) fn into_value(self, path: &str) -> Result<Value, Box<str>> {
        match self.problem {
            Some(problem) => Err(problem),
            None => Ok(self.object.get(path).cloned().unwrap_or_default()),
        }
    }

    /// The value at a dotted path, if it was set; an object that has fields is none.
    pub(crate) fn get(&self, path: &str) -> Option<&Value> {
        self.object.get(path)
    }

    /// The first problem is the one that is told: later ones are often its consequence.
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
        // Position and frame may come in any order, so they are compared last.
        if let Some(problem) = self.frame.and_then(|size| super::frame::problem(&self.object, size)) {
            return Err(S::Error::custom(problem));
        }
        self.object.serialize(serializer)
    }
}
