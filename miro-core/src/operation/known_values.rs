use std::marker::PhantomData;

/// A type whose values have names that Miro documents: what [`open_enum!`](crate::open_enum) declares.
pub trait KnownValues {
    /// Every documented value, as it stands on the wire.
    const VALUES: &'static [&'static str];

    /// Whether this is one of them, and not a text that a program means or that Miro has sent.
    fn is_known(&self) -> bool {
        true
    }
}

/// The known values of a type, none if it is not [`KnownValues`].
///
/// `Known::<T>::VALUES` finds the constant of the type first, which exists for `KnownValues` only, and that of the trait
/// [`Otherwise`] where there is none: expansions know a type by its name alone.
#[derive(Debug)]
pub struct Known<T>(PhantomData<T>);

impl<T: KnownValues> Known<T> {
    /// Those of the type.
    pub const VALUES: &'static [&'static str] = T::VALUES;
}

/// See [`Known`].
pub trait Otherwise {
    /// None.
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
    fn values_are_known_of_what_has_them() {
        assert_eq!(Known::<Side>::VALUES, ["left", "right"]);
        assert!(Known::<String>::VALUES.is_empty());
    }
}
