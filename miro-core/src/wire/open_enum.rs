/// Declares an enum of the values that Miro documents, open to those it does not.
///
/// A value that is new on the wire becomes `Unknown` with the text that came, and is written back as that text: a
/// list is never lost because one of its elements has a colour from next year.
///
/// Where Miro spells one value in several ways, the others stand behind a `|`; they are read as the first, which is
/// written.
///
/// ```
/// miro_core::open_enum! {
///     /// How a line is drawn.
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
            /// A value that this version of the crate does not know, as Miro sent it.
            Unknown(::std::boxed::Box<str>),
        }

        // Not every crate that declares one needs all of it.
        #[allow(dead_code)]
        impl $name {
            /// Every documented value, as it stands on the wire.
            $visibility const VALUES: &'static [&'static str] = &[$($text),+];

            /// The value as it stands on the wire.
            #[must_use]
            $visibility fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text,
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
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text $(| $other)* => Self::$variant,)+
                    _ => Self::Unknown(text.into()),
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
                formatter.write_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::Deserializer<'de>,
            {
                $crate::wire::deserialize_text(deserializer).map(|text| Self::from(text.as_str()))
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::Serializer,
            {
                $crate::wire::serialize_text(self.as_str(), serializer)
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
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
}
