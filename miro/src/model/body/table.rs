/// Declares body types by a table of their fields.
///
/// ```text
/// body! {
///     /// A note to create.
///     pub create NewNote as "note" like Note;    // its kind in bulk creation, and its response type;
///                                                // both are optional
///     /// Changes to a note.
///     pub change NoteChanges;              // `create` and `change` are each optional
///
///     /// The text of the note.
///     content => "data.content": text in 0..=6000;
///     /// The outline.
///     shape => "data.shape": NoteShape;    // any `Serialize` type
///     fill_color => "style.fillColor": color;
///     font_size => "style.fontSize": quoted in 10.0..=288.0;   // a number that Miro expects as a string
///     width => "geometry.width": number from 8.0, not with "geometry.height";
///     locked => "data.locked": flag;
///     captions => "captions": [NewCaption] in 0..=20;
///     preview => "data.preview": text, never carried;    // not copied from a response
///     format => "data.format": NoteFormat, only ["custom"];   // Miro sends values that it does not accept
///     due_date => "data.dueDate": Timestamp, clear clear_due_date;
///     ..placement;                         // rows shared by several tables: see `placement!`
/// }
/// ```
///
/// - `clear` adds a method that sends `null` for the field, on `change` types only.
/// - `like` adds a constructor from the response type, by the same table: see [`Row`](super::Row).
/// - `not with` rejects the body if the other field is set too, `unlike` if the other one has the same value.
///
/// A `create` type has no public constructor. Write a `new` with the fields that Miro requires beside the table; it
/// starts from `Self::empty()`.
macro_rules! body {
    (
        $(#[$create_attribute:meta])* pub create $create:ident $(as $kind:literal)? $(like $read:ty)?;
        $(#[$change_attribute:meta])* pub change $change:ident;
        $($rows:tt)*
    ) => {
        $crate::model::body::body! {
            $(#[$create_attribute])* pub create $create $(as $kind)? $(like $read)?; $($rows)*
        }
        $crate::model::body::body! { $(#[$change_attribute])* pub change $change; $($rows)* }
    };
    ($(#[$attribute:meta])* pub create $name:ident $(as $kind:literal)? $(like $read:ty)?; $($rows:tt)*) => {
        $crate::model::body::body_type! { $(#[$attribute])* $name }
        $crate::model::body::body_rows! { $name create $($rows)* }
        $crate::model::body::body_if_like! { $($read)?; $name $($rows)* }

        impl $name {
            fn empty() -> Self {
                Self($crate::model::body::Fields::default())
            }
        }

        $(
            impl From<$name> for $crate::model::NewItem {
                fn from(body: $name) -> Self {
                    Self::of_kind($kind, body.0)
                }
            }
        )?
    };
    ($(#[$attribute:meta])* pub change $name:ident $(like $read:ty)?; $($rows:tt)*) => {
        $crate::model::body::body_type! { $(#[$attribute])* $name }
        $crate::model::body::body_rows! { $name change $($rows)* }
        $crate::model::body::body_if_like! { $($read)?; $name $($rows)* }

        impl $name {
            /// Creates a body without changes.
            pub fn new() -> Self {
                Self($crate::model::body::Fields::default())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    };
}

/// Declares the constructor of a body from a response, if the head of its table names the type.
macro_rules! body_if_like {
    (; $($table:tt)*) => {};
    ($read:ty; $name:ident $($rows:tt)*) => {
        $crate::model::body::body_like! { $name $read; $($rows)* }
    };
}

/// Declares the type of one body: a newtype around its [`Fields`](super::Fields).
macro_rules! body_type {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        #[must_use = "a body does nothing until it is given to a call"]
        pub struct $name($crate::model::body::Fields);

        impl $name {
            /// Returns the JSON object that is sent, which has only the values that were set.
            #[must_use]
            pub fn to_json(&self) -> serde_json::Map<String, serde_json::Value> {
                self.0.to_map()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }
    };
}

/// Declares the setters of one body, one per row.
macro_rules! body_rows {
    ($type:ident $role:ident
        $(
            $(#[$attribute:meta])*
            $name:ident => $path:literal : $($kind:tt)::+
            $(in $least:literal ..= $most:literal)? $(from $from:literal)?
            $(, only $taken:tt)? $(, not with $other:literal)? $(, unlike $twin:literal)? $(, clear $clear:ident)?
            $(, never $carried:ident)?;
        )*
        $(.. $shared:ident;)*
    ) => {
        impl $type {$(
            $(#[$attribute])*
            #[doc = $crate::model::body::body_range!([$($kind)::+] $($least $most)? $($from)?)]
            pub fn $name(mut self, $name: $crate::model::body::body_argument!([$($kind)::+])) -> Self {
                $(self.0.check_exclusive($path, $other);)?
                $crate::model::body::body_write!(
                    (self.0) $path $name [$($kind)::+] $(Some(($least, $most)))? $(Some(($from, f64::MAX)))? $(only &$taken)?
                );
                $(self.0.check_different($path, $twin);)?
                self
            }
            $($crate::model::body::body_clear! { $role $name $clear $path })?
        )*}
        $($crate::model::body::$shared! { $type $role })*
    };
}

pub(crate) use {body, body_if_like, body_rows, body_type};
