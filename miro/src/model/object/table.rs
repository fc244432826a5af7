/// Declares the types of objects by tables of their fields.
///
/// ```text
/// object! {
///     /// A note on a board.
///     pub Note {
///         /// Identifies the note.
///         id => "id": NoteId, required;      // all others may be missing or `null`
///         content => "content": text;        // Option<String>, also from a number
///         size => "fontSize": number;        // Option<f64>, also from a string
///         replies => "replyCount": count;    // Option<u64>, also from a string
///         state => "state": json;            // Option<Value>: any JSON value
///         locked => "isLocked": flag;        // Option<bool>, also from a string
///         due_date => "dueDate": time;       // Option<Timestamp>
///         progress => "progress": percent;   // Option<Percent>
///         shape => "shape": NoteShape;       // Option<NoteShape>: another object, or a type with `From<&str>`
///         tags => "tags": [Tag];             // Vec<Tag>, empty if missing or `null`
///         scopes => "scopes": words;         // Vec<String>, also from a string with spaces
///     }
/// }
/// ```
///
/// Fields that are not in the table are kept in `extra` and written back. So is a malformed value, unless its field
/// is required; of a malformed list, the valid elements are in the field as well.
macro_rules! object {
    ($(
        $(#[$attribute:meta])*
        $visibility:vis $name:ident {
            $($(#[$field_attribute:meta])* $field:ident => $wire:literal : $($kind:tt)::+ $(, $required:ident)?;)*
        }
    )+) => {$(
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        $visibility struct $name {
            $(
                $(#[$field_attribute])*
                pub $field: $crate::model::object::object_type!([$($kind)::+] $($required)?),
            )*
            /// Fields that this version of the crate does not know, and values that it cannot read, as received.
            pub extra: $crate::model::Extra,
        }

        impl $name {
            /// Creates a value for the reader to fill.
            pub(crate) fn blank() -> Self {
                Self {
                    $($field: $crate::model::object::object_blank!($($required)?),)*
                    extra: $crate::model::Extra::new(),
                }
            }
        }

        impl $crate::model::object::Object for $name {
            fn read(
                &mut self,
                name: &[u8],
                reader: &mut dyn $crate::model::object::Reader,
            ) -> Result<bool, $crate::model::object::Failed> {
                $(
                    if name == $wire.as_bytes() {
                        $crate::model::object::object_read!(reader (self.$field) [$($kind)::+] $($required)?)?;
                        return Ok(true);
                    }
                )*
                Ok(false)
            }

            fn requires(&self, _name: &[u8]) -> bool {
                false $(|| $crate::model::object::object_requires!(_name $wire $($required)?))*
            }

            fn missing(&self) -> Option<&'static str> {
                $($crate::model::object::object_require!((self.$field) $wire $($required)?);)*
                None
            }

            fn extra(&mut self) -> &mut $crate::model::Extra {
                &mut self.extra
            }
        }

        impl $crate::model::object::Read for $name {
            fn read_into(
                slot: &mut Option<Self>,
                reader: &mut dyn $crate::model::object::Reader,
            ) -> Result<(), $crate::model::object::Failed> {
                let read = reader.object(slot.insert(Self::blank()));
                if !matches!(read, Ok(true)) {
                    *slot = None;
                }
                read.map(|_| ())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::object::deserialize(deserializer)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $($crate::model::object::object_write!(map $wire (self.$field) (self.extra) [$($kind)::+] $($required)?);)*
                for (name, value) in &self.extra {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    )+};
}

/// The type of a field.
macro_rules! object_type {
    ([text]) => { Option<String> };
    ([number]) => { Option<f64> };
    ([count]) => { Option<u64> };
    ([json]) => { Option<serde_json::Value> };
    ([flag]) => { Option<bool> };
    ([time]) => { Option<miro_core::wire::Timestamp> };
    ([percent]) => { Option<$crate::model::Percent> };
    ([words]) => { Vec<String> };
    ([[$element:ty]]) => { Vec<$element> };
    ([$type:ty] required) => { $type };
    ([$type:ty]) => { Option<$type> };
}

/// The value of a field before it is read.
macro_rules! object_blank {
    (required) => {
        miro_core::wire::Received::received("")
    };
    () => {
        Default::default()
    };
}

/// The expression that reads a field.
macro_rules! object_read {
    ($reader:ident ($field:expr) [number]) => {
        $reader.number(&mut $field)
    };
    ($reader:ident ($field:expr) [count]) => {
        $reader.count(&mut $field)
    };
    ($reader:ident ($field:expr) [json]) => {
        $reader.json(&mut $field)
    };
    ($reader:ident ($field:expr) [flag]) => {
        $reader.flag(&mut $field)
    };
    ($reader:ident ($field:expr) [time]) => {
        $reader.text(&mut $crate::model::object::Parsed(&mut $field))
    };
    ($reader:ident ($field:expr) [percent]) => {
        $reader.text(&mut $crate::model::object::Parsed(&mut $field))
    };
    ($reader:ident ($field:expr) [words]) => {
        $reader.words(&mut $field)
    };
    ($reader:ident ($field:expr) [[$element:ty]]) => {
        $crate::model::object::read_list(&mut $field, $reader)
    };
    // Only types parsed from text can be required.
    ($reader:ident ($field:expr) [$type:ty] required) => {
        $reader.text(&mut $crate::model::object::Required(&mut $field))
    };
    ($reader:ident ($field:expr) [$type:ty]) => {
        $crate::model::object::Read::read_into(&mut $field, $reader)
    };
}

/// The statement that detects a missing field. An empty one counts as missing, because no call could identify the
/// object.
macro_rules! object_require {
    (($field:expr) $wire:literal required) => {
        if $field.as_str().is_empty() {
            return Some($wire);
        }
    };
    (($field:expr) $wire:literal) => {};
}

/// Whether a field with this name is the required one.
macro_rules! object_requires {
    ($name:ident $wire:literal required) => {
        $name == $wire.as_bytes()
    };
    ($name:ident $wire:literal) => {
        false
    };
}

/// The statement that writes a field, if it has a value. A partly malformed list is in `extra` and is skipped here.
macro_rules! object_write {
    ($map:ident $wire:literal ($value:expr) ($extra:expr) [$($kind:tt)+] required) => {
        $map.serialize_entry($wire, &$value)?
    };
    ($map:ident $wire:literal ($value:expr) ($extra:expr) [words]) => {
        $crate::model::object::object_write!($map $wire ($value) ($extra) [[String]])
    };
    ($map:ident $wire:literal ($value:expr) ($extra:expr) [[$element:ty]]) => {
        if !$value.is_empty() && !$extra.contains_key($wire) {
            $map.serialize_entry($wire, &$value)?;
        }
    };
    ($map:ident $wire:literal ($value:expr) ($extra:expr) [$($kind:tt)+]) => {
        if let Some(value) = &$value {
            $map.serialize_entry($wire, value)?;
        }
    };
}

pub(crate) use {
    object, object_blank, object_read, object_require, object_requires, object_type, object_write,
};
