use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{argument, builder, deprecated, docs, method, operation, parent, shared};
use crate::ast::Link;
use crate::model::{Form, Group, Host, Prefix};
use crate::names;

pub(super) fn group(group: &Group) -> TokenStream {
    let own = match &group.form {
        Form::Accessor { link, accessor } => {
            let handle = handle(group);
            let accessor = accessor_of(group, *link, accessor);
            let methods = inherent(group);
            quote!(#handle #accessor #methods)
        }
        Form::Trait => extension(group),
    };
    let builders = group.endpoints.iter().map(|endpoint| builder::builder(group, endpoint));
    let assertions = assertions(group);
    quote! {
        #own
        #(#builders)*
        #assertions
    }
}

/// The type of the group, and the constants that its own groups need.
fn handle(group: &Group) -> TokenStream {
    let Group { root, attributes, visibility, name, .. } = group;
    let docs = docs::group(group);
    let shared = shared(attributes);
    let path = match &group.at {
        Some(at) if group.sound && !at.text.is_empty() => {
            let (above, text) = (parent::constant(group, "PATH"), &at.text);
            quote!(#root::__private::const_concat!(#above, #text))
        }
        _ => parent::constant(group, "PATH"),
    };
    let above = parent::constant(group, "RUST");
    let rust = docs::accessor_call(group);
    let host = match group.host {
        Host::Scim => quote!(#root::__private::Host::Scim),
        Host::Api | Host::Parents => parent::constant(group, "HOST"),
    };
    // Located at the group, so that rustc does not suggest it for a misspelled type in the group's own endpoints.
    let located = Span::call_site().located_at(group.body);
    let item = quote_spanned! {located=>
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[must_use = "this makes no request: call one of its methods"]
        #visibility struct #name {
            resource: #root::__private::Resource,
        }
    };
    quote! {
        #(#attributes)*
        #docs
        #item

        #shared
        impl #root::__private::Handle for #name {
            const PATH: &'static str = #path;
            const RUST: &'static str = #root::__private::const_concat!(#above, #rust);
            const HOST: #root::__private::Host = #host;

            fn resource(&self) -> &#root::__private::Resource {
                &self.resource
            }
        }
    }
}

fn accessor_of(group: &Group, link: Link, accessor: &Ident) -> TokenStream {
    let Group { attributes, visibility, name, parent, .. } = group;
    let docs = docs::accessor(group);
    let (shared, deprecated) = (shared(attributes), deprecated(attributes));
    let placeholders = group.at.iter().flat_map(|at| &at.placeholders);
    let arguments = placeholders.clone().map(argument::placeholder);
    let signature = quote!(fn #accessor(&self #(, #arguments)*) -> #name);
    let values = placeholders.clone().map(|placeholder| {
        let (wire, value) = (names::plain(&placeholder.name), argument::segment(&group.root, placeholder));
        quote!(.with(#wire, #value))
    });
    let this = quote!(self);
    let root = group.root.at(parent.span());
    let above = quote_spanned!(parent.span()=> <#parent as #root::__private::Handle>::resource(#this));
    let resource = match placeholders.count() {
        0 => quote!(::core::clone::Clone::clone(#above)),
        _ => quote!(#above #(#values)*),
    };
    let body = quote!({ #name { resource: #resource } });
    match link {
        Link::Of(_) => {
            let method = quote!(#docs #deprecated #visibility #signature #body);
            quote_spanned!(parent.span()=> #shared impl #parent { #method })
        }
        Link::For => {
            let extension = format_ident!("{}Ext", name);
            let extension_docs = docs::extension(group, accessor);
            quote! {
                #shared
                #extension_docs
                #visibility trait #extension {
                    #docs
                    #deprecated
                    #signature;
                }

                #shared
                impl #extension for #parent {
                    #signature #body
                }
            }
        }
    }
}

fn inherent(group: &Group) -> TokenStream {
    let Group { root, attributes, visibility, name, .. } = group;
    let shared = shared(attributes);
    let constants = group.endpoints.iter().filter_map(|endpoint| {
        let (name, value, shared) = operation::constant(group, endpoint)?;
        Some(quote!(#shared const #name: &'static #root::__private::Operation = #value;))
    });
    let operations = operation::paths(group, false);
    let methods = group.endpoints.iter().map(|endpoint| {
        let head = method::head(group, endpoint);
        let signature = method::signature(endpoint);
        let body = method::body(group, endpoint);
        quote!(#head #visibility #signature { #body })
    });
    quote! {
        #shared
        impl #name {
            /// Every operation of this group, in the order of their declaration.
            #[allow(dead_code)]
            #visibility const OPERATIONS: &'static [&'static #root::__private::Operation] = &[#(#operations),*];
            #(#constants)*
            #(#methods)*
        }
    }
}

/// The trait form: its methods are added to the parent itself.
fn extension(group: &Group) -> TokenStream {
    let Group { root, attributes, visibility, name, parent, .. } = group;
    let docs = docs::group(group);
    let shared = shared(attributes);
    let constants: Vec<_> =
        group.endpoints.iter().filter_map(|endpoint| operation::constant(group, endpoint)).collect();
    let declared = constants.iter().map(
        |(name, _, shared)| quote!(#[doc(hidden)] #shared const #name: &'static #root::__private::Operation;),
    );
    let defined = constants.iter().map(
        |(name, value, shared)| quote!(#shared const #name: &'static #root::__private::Operation = #value;),
    );
    let signatures = group.endpoints.iter().map(|endpoint| {
        let head = method::head(group, endpoint);
        let signature = method::signature(endpoint);
        quote!(#head #signature;)
    });
    let methods = group.endpoints.iter().map(|endpoint| {
        let shared = super::shared(&endpoint.attributes);
        let allowed = method::allowed(endpoint);
        let signature = method::signature(endpoint);
        let body = method::body(group, endpoint);
        quote!(#shared #allowed #signature { #body })
    });
    let operations = operation::paths(group, false);
    quote! {
        #(#attributes)*
        #docs
        #visibility trait #name {
            /// Every operation of this trait, in the order of their declaration.
            #[allow(dead_code)]
            const OPERATIONS: &'static [&'static #root::__private::Operation];
            #(#declared)*
            #(#signatures)*
        }

        #shared
        impl #name for #parent {
            const OPERATIONS: &'static [&'static #root::__private::Operation] = &[#(#operations),*];
            #(#defined)*
            #(#methods)*
        }
    }
}

/// Assertions about a parent that is declared elsewhere, which only the compiler can check: it supplies the
/// required placeholders, and none that is an argument here. The messages are format strings, so they contain no
/// braces.
fn assertions(group: &Group) -> TokenStream {
    if !group.sound {
        return TokenStream::new();
    }
    let parent = names::last(&group.parent);
    let (root, shared) = (&group.root, shared(&group.attributes));
    let above = parent::constant(group, "PATH");
    let supplied = group.inherited.iter().map(|(name, span)| {
        let message = format!(
            "`{parent}` does not supply `{name}`: give this placeholder another name, and it becomes an argument"
        );
        let condition = quote!(#root::__private::has_placeholder(#above, #name));
        quote_spanned!(*span=> #shared const _: () = ::core::assert!(#condition, #message);)
    });
    // If the whole path is visible, the check has verified this already.
    let relative = group.at.as_ref().filter(|_| matches!(group.prefix, Prefix::End(_)));
    let paths = group.endpoints.iter().filter(|endpoint| endpoint.sound).map(|endpoint| &endpoint.path);
    let mut own: Vec<(String, proc_macro2::Span)> = Vec::new();
    for template in relative.into_iter().chain(paths.filter(|_| relative.is_some())) {
        for placeholder in &template.placeholders {
            let name = names::plain(&placeholder.name);
            if !own.iter().any(|(known, _)| *known == name) {
                own.push((name, template.span));
            }
        }
    }
    let new = own.iter().map(|(name, span)| {
        let message =
            format!("`{name}` is supplied by `{parent}` already: give this placeholder another name");
        let condition = quote!(!#root::__private::has_placeholder(#above, #name));
        quote_spanned!(*span=> #shared const _: () = ::core::assert!(#condition, #message);)
    });
    quote!(#(#supplied)* #(#new)*)
}
