//! The placeholder of an invalid endpoint: it has the intended signature, so that its callers report no further
//! errors.

use proc_macro2::TokenStream;
use quote::quote;

/// A body of any type.
pub(super) fn body() -> TokenStream {
    quote!(loop {})
}

pub(super) fn allowed() -> TokenStream {
    quote!(#[allow(unused_variables, dead_code, clippy::all)])
}
