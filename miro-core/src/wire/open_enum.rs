/// Declares an enum of documented values that also accepts undocumented ones.
///
/// A new value on the wire becomes `Unknown` with its text, and is written back unchanged: a list is never lost
/// because one of its elements has a color from next year. A text that a program converts is checked when it is
/// sent: a request with `StickyColor::from("lightyelow")` fails before it is sent, and its error names the value
/// that was probably meant. `StickyColor::Unknown("gold".into())` is sent unchanged, and so is a value that Miro
/// has sent, although Miro refuses some of its own values in requests.
///
/// If Miro spells one value in several ways, the alternatives follow after a `|`. They are read as the first
/// spelling, which is the one that is written.
///
/// ```
/// miro_core::open_enum! {
///     /// The style of a line.
///     pub StrokeStyle {
///         /// Without gaps.
///         Normal = "normal",
///         Dashed = "dashed" | "DASHED",
///     }
/// }
///
/// let styles: Vec<StrokeStyle> = serde_json::from_str(r#"["dashed", "DASHED", "wavy"]"#)?;
/// assert_eq!(styles[0], StrokeStyle::Dashed);
/// assert_eq!(styles[1], StrokeStyle::Dashed);
/// assert_eq!(styles[2].as_str(), "wavy");
/// assert!(!styles[2].is_known());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_enum {
    ($(
        $(#[$attribute:meta])*
        $visibility:vis $name:ident {
            $($(#[$variant_attribute:meta])* $variant:ident = $text:literal $(| $other:literal)*),+ $(,)?
        }
    )+) => {$(
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $(
                #[doc = ::core::concat!("`", $text, "`")]
                #[doc = ""]
                $(#[$variant_attribute])*
                $variant,
            )+
            /// A value that this version of the crate does not know, as Miro sent it. It is sent back unchanged.
            Unknown($crate::wire::UnknownValue),
        }

        // Not every crate that declares one uses all of it.
        #[allow(dead_code)]
        impl $name {
            /// Every documented value, in its wire form.
            $visibility const VALUES: &'static [&'static str] = &[$($text),+];

            /// The value in its wire form.
            #[must_use]
            $visibility fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text.as_str(),
                }
            }

            fn report(&self) {
                if let Self::Unknown(value) = self {
                    value.report(::core::stringify!($name), Self::VALUES);
                }
            }

            /// Whether this version of the crate knows the value.
            #[must_use]
            $visibility fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::operation::KnownValues for $name {
            const VALUES: &'static [&'static str] = Self::VALUES;

            fn is_known(&self) -> bool {
                Self::is_known(self)
            }
        }

        impl $crate::wire::Received for $name {
            fn received(text: &str) -> Self {
                match Self::from(text) {
                    Self::Unknown(value) => Self::Unknown($crate::wire::UnknownValue::from(value.as_str())),
                    known => known,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text $(| $other)* => Self::$variant,)+
                    _ => Self::Unknown($crate::wire::UnknownValue::guess(text)),
                }
            }
        }

        impl ::core::convert::From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.report();
                formatter.write_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::Deserializer<'de>,
            {
                $crate::wire::deserialize_text(deserializer).map(|text| $crate::wire::Received::received(&text))
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::Serializer,
            {
                self.report();
                $crate::wire::serialize_text(self.as_str(), serializer)
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use crate::wire::{Received as _, watch};

    open_enum! {
        /// A shape, for the tests below.
        pub(super) Shape { Square = "square", RoundRectangle = "round_rectangle" }
    }

    #[test]
    fn every_value_survives_a_round_trip() {
        for text in Shape::VALUES.iter().chain(&["unknown", "", "blob"]) {
            let json = serde_json::to_string(text).unwrap();
            let shape: Shape = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&shape).unwrap(), json);
            assert_eq!(shape.is_known(), Shape::VALUES.contains(text));
        }
    }

    #[test]
    fn a_number_is_kept_like_any_unknown_value() {
        let shape: Shape = serde_json::from_str("7").unwrap();
        assert_eq!(shape, Shape::Unknown("7".into()));
    }

    #[test]
    fn an_undocumented_text_is_reported_when_it_is_written() {
        let problem = |shape: &Shape| {
            let (_, displayed) = watch(|| shape.to_string());
            let (_, serialized) = watch(|| serde_json::to_string(shape));
            assert_eq!(displayed, serialized);
            displayed
        };
        let expected = "\"sqare\" is not a value of Shape; did you mean \"square\"? Shape::Unknown(\"sqare\".into()) is sent as it is";
        assert_eq!(problem(&Shape::from("sqare")).as_deref(), Some(expected));
        assert_eq!(problem(&Shape::from("square")), None);
        for fine in [
            Shape::Square,
            Shape::Unknown("sqare".into()),
            Shape::received("sqare"),
            serde_json::from_str(r#""sqare""#).unwrap(),
        ] {
            assert_eq!(problem(&fine), None, "{fine:?}");
        }
        assert_eq!(Shape::from("sqare"), Shape::Unknown("sqare".into()));
    }
}
