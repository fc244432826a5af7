#[doc = include_str!("../docs/endpoints.md")]
// `$crate` resolves to this crate even if the caller renamed it or depends on it through another crate. A procedural
// macro alone would have to guess the name.
#[macro_export]
macro_rules! endpoints {
    ($($declarations:tt)*) => {
        $crate::__private::endpoints! { [$crate] $($declarations)* }
    };
}
