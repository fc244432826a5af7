/// Declares opaque identifiers, each with a separate type, so that a board's id cannot be passed for an item's.
///
/// An identifier reads a string or a number (Miro sends both for the same field), writes a string, and is
/// percent-encoded into a path as one segment. Its format is not checked. `pub BoardId from BoardAddress;` also
/// accepts text that people paste in place of the id, with [`Pasted`](crate::wire::Pasted).
///
/// ```
/// miro_core::id! {
///     /// Identifies a comment.
///     pub CommentId;
/// }
///
/// let id: CommentId = serde_json::from_str("3458764517517819000")?;
/// assert_eq!(id, CommentId::new("3458764517517819000"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! id {
    ($($(#[$attribute:meta])* $visibility:vis $name:ident $(from $pasted:ty)?;)+) => {$(
        $(#[$attribute])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(::std::string::String);

        // Not every crate that declares one uses all of it.
        #[allow(dead_code)]
        impl $name {
            #[doc = concat!("Creates a `", stringify!($name), "` from the text that Miro uses for it.")]
            #[must_use]
            $visibility fn new(id: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self::of(id.into())
            }

            fn of(text: ::std::string::String) -> Self {
                // Lines from a file and pasted text may have blanks around the id.
                let text = match text.trim() {
                    trimmed if trimmed.len() < text.len() => ::std::borrow::ToOwned::to_owned(trimmed),
                    _ => text,
                };
                $(let text = <$pasted as $crate::wire::Pasted>::find(text);)?
                Self(text)
            }

            fn report(&self) {
                $($crate::wire::report_pasted::<$pasted>(&self.0);)?
            }

            /// The text that Miro uses for it.
            #[must_use]
            $visibility fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.report();
                formatter.write_str(&self.0)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(formatter, ::core::concat!(::core::stringify!($name), "({:?})"), self.0)
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(id: ::std::string::String) -> Self {
                Self::of(id)
            }
        }

        impl ::core::convert::From<&::std::string::String> for $name {
            fn from(id: &::std::string::String) -> Self {
                Self::new(id.as_str())
            }
        }

        impl ::core::convert::From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl $crate::wire::Received for $name {
            fn received(text: &str) -> Self {
                Self(::std::borrow::ToOwned::to_owned(text))
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::Deserializer<'de>,
            {
                $crate::wire::deserialize_text(deserializer).map(Self::of)
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::Serializer,
            {
                self.report();
                $crate::wire::serialize_text(&self.0, serializer)
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    id! {
        /// A board, for the tests below.
        pub(super) BoardId;
    }

    #[test]
    fn reads_strings_and_numbers_beyond_the_precision_of_floats() {
        let text: BoardId = serde_json::from_str(r#""3458764517517819001""#).unwrap();
        let number: BoardId = serde_json::from_str("3458764517517819001").unwrap();
        assert_eq!(text, number);
        assert_eq!(text, "3458764517517819001");
    }

    #[test]
    fn null_is_not_an_id() {
        assert!(serde_json::from_str::<BoardId>("null").is_err());
    }

    #[test]
    fn writes_a_string() {
        let json = serde_json::to_string(&BoardId::new("uXjVOD6LSME=")).unwrap();
        assert_eq!(json, r#""uXjVOD6LSME=""#);
    }
}
