#[doc = include_str!("../docs/endpoints.md")]
// `$crate` is this crate under whatever name the caller has it, or through whichever crate: a procedural macro alone
// would have to guess that name.
#[macro_export]
macro_rules! endpoints {
    ($($declarations:tt)*) => {
        $crate::__private::endpoints! { [$crate] $($declarations)* }
    };
}
