//! Converts `model` to tokens. They refer only to `$crate::__private`, `::core`, `::std` and names from the user,
//! and every item has the position of the token that it comes from.

mod argument;
mod builder;
mod docs;
mod fallback;
mod group;
mod method;
mod operation;
mod parent;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use crate::ast::Collection;
use crate::error::Errors;
use crate::model::Model;

pub(crate) fn expand((model, errors): (Model, Errors)) -> TokenStream {
    let errors = errors.into_compile_errors();
    let collection = model.collection.as_ref().map(|constant| collection(constant, &model));
    let groups = model.groups.iter().map(group::group);
    quote! {
        #errors
        #collection
        #(#groups)*
    }
}

fn collection(constant: &Collection, model: &Model) -> TokenStream {
    let Collection { attributes, visibility, name } = constant;
    let root = &model.root;
    let docs = docs::collection(attributes);
    let operations = model.groups.iter().flat_map(|group| operation::paths(group, true));
    quote! {
        #(#attributes)*
        #docs
        #[allow(deprecated)]
        #visibility const #name: &[&#root::__private::Operation] = &[#(#operations),*];
    }
}

/// The attributes that every generated item needs: its conditions, and the permission to use deprecated items if
/// it is deprecated itself.
fn shared(attributes: &[Attribute]) -> TokenStream {
    let conditions = conditions(attributes);
    let allowed = deprecated(attributes).map(|_| quote!(#[allow(deprecated)]));
    quote!(#conditions #allowed)
}

fn conditions(attributes: &[Attribute]) -> TokenStream {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    quote!(#(#conditions)*)
}

fn deprecated(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))
}

#[cfg(test)]
mod tests;
