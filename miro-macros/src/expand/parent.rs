use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned as _;

use crate::model::Group;

/// Returns a constant of the parent. If the type cannot be a parent, the error points at it.
pub(super) fn constant(group: &Group, name: &str) -> TokenStream {
    let parent = &group.parent;
    let root = group.root.at(parent.span());
    let name = Ident::new(name, parent.span());
    quote_spanned!(parent.span()=> <#parent as #root::__private::Handle>::#name)
}
