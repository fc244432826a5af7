/// Declares body types by a table of their fields.
///
/// ```text
/// body! {
///     /// A note to create.
///     pub create NewNote as "note" like Note;    // the kind it has in bulk creation, and what it is read as;
///                                                // both may be left out
///     /// What to change on a note.
///     pub change NoteChanges;              // may be left out, and so may the other one
///
///     /// The text of the note.
///     content => "data.content": text in 0..=6000;
///     /// The outline.
///     shape => "data.shape": NoteShape;    // anything that is `Serialize`
///     fill_color => "style.fillColor": color;
///     font_size => "style.fontSize": quoted in 10.0..=288.0;   // a number that Miro takes as a string
///     width => "geometry.width": number from 8.0, not with "geometry.height";
///     locked => "data.locked": flag;
///     captions => "captions": [NewCaption] in 0..=20;
///     preview => "data.preview": text, never carried;    // not from what was read to what is created
///     due_date => "data.dueDate": Timestamp, clear clear_due_date;
///     ..placement;                         // rows that several tables share: see `placement!`
/// }
/// ```
///
/// - `clear` adds a method that sends `null` for the field, on `change` types only.
/// - `like` adds a constructor from what was read, by the same table: see [`Row`](super::Row).
/// - `not with` refuses the body if the other field is set too, `unlike` if the other one has the same value.
///
/// A `create` type has no public constructor until `new` with what Miro requires is written beside the table; it
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
            /// Changes nothing yet.
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

/// The constructor of a body from what was read, if the head of its table names that.
macro_rules! body_if_like {
    (; $($table:tt)*) => {};
    ($read:ty; $name:ident $($rows:tt)*) => {
        $crate::model::body::body_like! { $name $read; $($rows)* }
    };
}

/// The type of one body: a newtype around its [`Fields`](super::Fields).
macro_rules! body_type {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        #[must_use = "a body does nothing until it is given to a call"]
        pub struct $name($crate::model::body::Fields);

        impl $name {
            /// The JSON object that is sent: what was set, and nothing else.
            #[must_use]
            pub fn as_json(&self) -> &serde_json::Map<String, serde_json::Value> {
                self.0.as_object()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }
    };
}

/// The setters of one body, a row each.
macro_rules! body_rows {
    ($type:ident $role:ident
        $(
            $(#[$attribute:meta])*
            $name:ident => $path:literal : $($kind:tt)::+
            $(in $least:literal ..= $most:literal)? $(from $from:literal)?
            $(, not with $other:literal)? $(, unlike $twin:literal)? $(, clear $clear:ident)?
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
                    (self.0) $path $name [$($kind)::+] $(Some(($least, $most)))? $(Some(($from, f64::MAX)))?
                );
                $(self.0.check_different($path, $twin);)?
                self
            }
            $($crate::model::body::body_clear! { $role $name $clear $path })?
        )*}
        $($crate::model::body::$shared! { $type $role })*
    };
}

/// The type of what a setter takes.
macro_rules! body_argument {
    ([text]) => { impl Into<String> };
    ([number]) => { f64 };
    ([quoted]) => { f64 };
    ([flag]) => { bool };
    ([color]) => { impl Into<$crate::model::HexColor> };
    ([percent]) => { impl Into<$crate::model::Percent> };
    ([[$element:ty]]) => { impl IntoIterator<Item = impl Into<$element>> };
    ([$type:ty]) => { impl Into<$type> };
}

/// The statement that writes what a setter was given.
macro_rules! body_write {
    (($fields:expr) $path:literal $name:ident [text]) => {
        $fields.set_text($path, $name.into(), None)
    };
    (($fields:expr) $path:literal $name:ident [text] $range:expr) => {
        $fields.set_text($path, $name.into(), $range)
    };
    (($fields:expr) $path:literal $name:ident [number]) => {
        $fields.set_number($path, $name, None)
    };
    (($fields:expr) $path:literal $name:ident [number] $range:expr) => {
        $fields.set_number($path, $name, $range)
    };
    (($fields:expr) $path:literal $name:ident [quoted] $range:expr) => {
        $fields.set_quoted_number($path, $name, $range)
    };
    (($fields:expr) $path:literal $name:ident [flag]) => {
        $fields.set($path, serde_json::Value::Bool($name))
    };
    (($fields:expr) $path:literal $name:ident [color]) => {
        $fields.set_color($path, &$name.into())
    };
    (($fields:expr) $path:literal $name:ident [percent]) => {
        $fields.set_percent($path, $name.into())
    };
    (($fields:expr) $path:literal $name:ident [[$element:ty]]) => {
        $fields.set_list($path, &$name.into_iter().map(Into::into).collect::<Vec<$element>>(), None)
    };
    (($fields:expr) $path:literal $name:ident [[$element:ty]] $range:expr) => {
        $fields.set_list($path, &$name.into_iter().map(Into::into).collect::<Vec<$element>>(), $range)
    };
    (($fields:expr) $path:literal $name:ident [$type:ty]) => {
        $fields.set_serialized::<$type>($path, &$name.into())
    };
}

/// The sentence that tells a range.
macro_rules! body_range {
    ([$($kind:tt)+]) => {
        ""
    };
    ([$($kind:tt)+] $least:literal) => {
        concat!("\n\n", $least, " or more.")
    };
    ([text] $least:literal $most:literal) => {
        concat!("\n\n", $least, " to ", $most, " characters.")
    };
    ([[$element:ty]] $least:literal $most:literal) => {
        concat!("\n\n", $least, " to ", $most, " elements.")
    };
    ([$($kind:tt)+] $least:literal $most:literal) => {
        concat!("\n\nFrom ", $least, " to ", $most, ".")
    };
}

macro_rules! body_clear {
    (create $name:ident $clear:ident $path:literal) => {};
    (change $name:ident $clear:ident $path:literal) => {
        #[doc = concat!("Removes what [`", stringify!($name), "`](Self::", stringify!($name), ") sets: sends `null`.")]
        pub fn $clear(mut self) -> Self {
            self.0.clear($path);
            self
        }
    };
}

/// Where an item is: the same rows for every kind.
macro_rules! position {
    ($type:ident $role:ident) => {
        $crate::model::body::body_rows! { $type $role
            /// The x coordinate of the item's centre, in board units.
            ///
            /// It grows to the right: from the board's centre, or from the left edge of the frame that the item is in.
            /// The y coordinate stays what it is; see [`at`](Self::at) for both.
            x => "position.x": number;
            /// The y coordinate of the item's centre, in board units.
            ///
            /// It grows downwards: from the board's centre, or from the top edge of the frame that the item is in. The
            /// x coordinate stays what it is; see [`at`](Self::at) for both.
            y => "position.y": number;
        }

        impl $type {
            /// Where the item's centre is, in board units.
            ///
            /// From the board's centre, or from the top left corner of the frame that the item is in; x grows to the
            /// right, y downwards.
            pub fn at(self, x: f64, y: f64) -> Self {
                self.x(x).y(y)
            }
        }
    };
}

/// Where an item of a kind that can lie in a frame is.
macro_rules! placement {
    ($type:ident create) => {
        $crate::model::body::placement! { $type inside create }
    };
    ($type:ident change) => {
        $crate::model::body::placement! { $type inside change }

        impl $type {
            /// Takes the item out of the frame that it is in: sends `null` for its parent.
            ///
            /// The position then counts from the board's centre.
            pub fn leave_frame(mut self) -> Self {
                self.0.clear("parent");
                self
            }
        }
    };
    ($type:ident inside $role:ident) => {
        $crate::model::body::position! { $type $role }
        $crate::model::body::body_rows! { $type $role
            /// The frame that the item is in.
            ///
            /// The position then counts from the frame's top left corner, and must lie inside the frame.
            inside => "parent.id": $crate::model::ItemId;
        }
    };
}

/// The size of an item whose file gives its proportions.
macro_rules! file_geometry {
    ($type:ident $role:ident) => {
        $crate::model::body::body_rows! { $type $role
            /// Width in board units; the height follows from the file, so only one of both can be set.
            width => "geometry.width": number, not with "geometry.height";
            /// Height in board units; the width follows from the file, so only one of both can be set.
            height => "geometry.height": number, not with "geometry.width";
            /// The turn in degrees, clockwise; negative for counterclockwise.
            rotation => "geometry.rotation": number;
        }
    };
}

pub(crate) use {
    body, body_argument, body_clear, body_if_like, body_range, body_rows, body_type, body_write,
    file_geometry, placement, position,
};
