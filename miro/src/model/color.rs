use std::borrow::Cow;
use std::fmt;

use miro_core::wire::Received;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A color by its hexadecimal value: red, green and blue, each from `00` to `ff`.
///
/// Shapes, texts, frames, cards and connectors use these; sticky notes use a
/// [`StickyColor`](crate::model::StickyColor) and tags a [`TagColor`](crate::model::TagColor), by name.
///
/// The value can be any text, because a response may carry one that is not a color. A request body accepts `#rgb`,
/// `#rrggbb` and `#rrggbbaa` (two more digits for the opacity), and fails before it is sent otherwise.
///
/// ```
/// use miro::model::HexColor;
///
/// assert_eq!(HexColor::from("#ff9d48"), HexColor::ORANGE);
/// assert_eq!(HexColor::rgb(255, 157, 72), HexColor::ORANGE);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HexColor(Cow<'static, str>);

/// The colors of Miro's palette for shapes and frames, with the names of the sticky note colors.
macro_rules! palette {
    ($($name:ident = $text:literal;)+) => {
        impl HexColor {
            $(
                #[doc = concat!("`", $text, "`, of Miro's palette for shapes and frames.")]
                pub const $name: Self = Self(Cow::Borrowed($text));
            )+

            /// Every color of Miro's palette for shapes and frames.
            pub const PALETTE: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

palette! {
    GRAY = "#f5f6f8";
    LIGHT_YELLOW = "#fff9b1";
    YELLOW = "#f5d128";
    ORANGE = "#ff9d48";
    LIGHT_GREEN = "#d5f692";
    GREEN = "#d0e17a";
    DARK_GREEN = "#93d275";
    CYAN = "#67c6c0";
    LIGHT_PINK = "#ffcee0";
    PINK = "#ea94bb";
    VIOLET = "#b384bb";
    RED = "#f16c7f";
    LIGHT_BLUE = "#a6ccf5";
    BLUE = "#23bfe7";
    DARK_BLUE = "#7b92ff";
    BLACK = "#000000";
}

impl HexColor {
    /// Creates a color from its text, e.g. `#ff9d48`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Cow::Owned(text.into()))
    }

    /// Creates a color from its red, green and blue components.
    #[must_use]
    pub fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self(Cow::Owned(format!("#{red:02x}{green:02x}{blue:02x}")))
    }

    /// Returns the color as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the color as requests send it, or `None` if it is not one: six or eight digits, because Miro does not
    /// document the short form.
    pub(crate) fn for_request(&self) -> Option<String> {
        let digits = self.0.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        match digits.len() {
            3 => Some(std::iter::once('#').chain(digits.chars().flat_map(|digit| [digit, digit])).collect()),
            6 | 8 => Some(self.0.to_string()),
            _ => None,
        }
    }
}

impl Received for HexColor {
    fn received(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<&str> for HexColor {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for HexColor {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&HexColor> for HexColor {
    fn from(color: &HexColor) -> Self {
        color.clone()
    }
}

impl fmt::Display for HexColor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for HexColor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        miro_core::wire::deserialize_text(deserializer).map(Self::new)
    }
}

impl Serialize for HexColor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_carry_six_digits_or_eight() {
        for (color, sent) in [
            (HexColor::from("#1A1a1a"), Some("#1A1a1a")),
            (HexColor::from("#f80"), Some("#ff8800")),
            (HexColor::from("#ffffffff"), Some("#ffffffff")),
            (HexColor::rgb(0, 10, 255), Some("#000aff")),
            (HexColor::from("yellow"), None),
            (HexColor::from("ff9d48"), None),
            (HexColor::from("#ff9d4"), None),
            (HexColor::from("#ff9d4é"), None),
            (HexColor::from(String::new()), None),
        ] {
            assert_eq!(color.for_request().as_deref(), sent, "{color}");
        }
        assert!(HexColor::PALETTE.iter().all(|color| color.for_request().is_some()));
    }

    #[test]
    fn reading_keeps_whatever_came() {
        for text in ["\"#ff9d48\"", "\"transparent\"", "\"\"", "\"-1\""] {
            let color: HexColor = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&color).unwrap(), text);
        }
        assert_eq!(serde_json::from_str::<Option<HexColor>>("null").unwrap(), None);
    }
}
