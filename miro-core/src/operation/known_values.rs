use std::marker::PhantomData;

/// A type whose values have documented names, as [`open_enum!`](crate::open_enum) declares.
pub trait KnownValues {
    /// Every documented value, in its wire form.
    const VALUES: &'static [&'static str];

    /// Whether this is a documented value, instead of another text from the program or from Miro.
    fn is_known(&self) -> bool {
        true
    }
}

/// The known values of a type; empty if it is not [`KnownValues`].
///
/// `Known::<T>::VALUES` resolves to the constant of the type first, which exists for `KnownValues` only, and
/// otherwise to that of the trait [`Otherwise`]: expansions know a type by its name alone.
#[derive(Debug)]
pub struct Known<T>(PhantomData<T>);

impl<T: KnownValues> Known<T> {
    /// The known values of the type.
    pub const VALUES: &'static [&'static str] = T::VALUES;
}

/// See [`Known`].
pub trait Otherwise {
    /// No values.
    const VALUES: &'static [&'static str] = &[];
}

impl<T> Otherwise for Known<T> {}

#[cfg(test)]
mod tests {
    use super::{Known, Otherwise as _};

    crate::open_enum! {
        /// One of two.
        pub(crate) Side { Left = "left", Right = "right" }
    }

    #[test]
    fn only_known_values_types_have_values() {
        assert_eq!(Known::<Side>::VALUES, ["left", "right"]);
        assert!(Known::<String>::VALUES.is_empty());
    }
}
