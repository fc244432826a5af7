use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// A share of a length in percent, from 0 to 100; `"50%"` on the wire.
///
/// Gives the point where a connector meets an item (in percent of the item's width and height, from its top left
/// corner), and the position of a caption on a connector (from its start).
///
/// Setters accept whole numbers directly, `position(50)`, but not fractions, because `0.5` could mean the middle as
/// well as half a percent: write [`Percent::new(12.5)`](Self::new) or
/// [`Percent::from_fraction(0.125)`](Self::from_fraction).
///
/// ```
/// # #[cfg(feature = "boards")]
/// # {
/// use miro::model::{NewCaption, Percent};
///
/// let in_the_middle = NewCaption::new("depends on").position(50);
/// assert_eq!(in_the_middle, NewCaption::new("depends on").position(Percent::from_fraction(0.5)));
/// # }
/// ```
///
/// ```compile_fail,E0277
/// # use miro::model::NewCaption;
/// let in_the_middle = NewCaption::new("depends on").position(0.5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    /// Creates a percentage: `12.5` is an eighth. A request body rejects values outside 0 to 100.
    #[must_use]
    pub const fn new(value: f64) -> Self {
        Self(value)
    }

    /// Creates a percentage from a fraction of the whole, from 0 to 1: `0.125` is an eighth, 12.5 percent.
    #[must_use]
    pub const fn from_fraction(fraction: f64) -> Self {
        Self(fraction * 100.0)
    }

    /// Returns the number of percent.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl From<i32> for Percent {
    fn from(value: i32) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}%", self.0)
    }
}

/// Parses `50%` or `50`.
impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim().trim_end_matches('%').trim_end();
        number.parse().map(Self).map_err(|_| format!("{text:?} is not a percentage like \"50%\""))
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        miro_core::wire::deserialize_text(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_the_same_percentage() {
        for json in ["\"50%\"", "\"50.0%\"", "\"50 %\"", "\"50\"", "50", "50.0"] {
            let percent: Percent = serde_json::from_str(json).unwrap();
            assert_eq!(percent, Percent::from(50), "{json}");
            assert_eq!(serde_json::to_string(&percent).unwrap(), "\"50%\"");
        }
        assert_eq!(serde_json::to_string(&Percent::new(33.25)).unwrap(), "\"33.25%\"");
    }

    #[test]
    fn null_is_absence_and_nonsense_is_named() {
        assert_eq!(serde_json::from_str::<Option<Percent>>("null").unwrap(), None);
        let error = serde_json::from_str::<Percent>("\"half\"").unwrap_err().to_string();
        assert!(error.contains("half") && error.contains("50%"), "{error}");
    }
}
