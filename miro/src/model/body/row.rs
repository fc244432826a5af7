//! The setter generated for each row of a table, by the kind of its field.

/// The argument type of a setter.
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

/// The statement that writes the argument of a setter.
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
    (($fields:expr) $path:literal $name:ident [$type:ty] only $taken:expr) => {
        $fields.set_one_of::<$type>($path, &$name.into(), $taken)
    };
}

/// The sentence that documents a range.
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
        ///
        /// Miro does not document `null` for this field, so it may reject or ignore it: check the response, which has
        /// the changed object.
        pub fn $clear(mut self) -> Self {
            self.0.clear($path);
            self
        }
    };
}

pub(crate) use {body_argument, body_clear, body_range, body_write};
