use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{conditions, docs, parent, shared};
use crate::model::{Argument, Body, Endpoint, Form, Group, Host, Meta, Paging, Response, Stability, Taken};
use crate::names;
use crate::root::Root;

/// Returns the name, the value and the attributes of an operation's constant.
///
/// It is a reference rather than a value: `http::Method` may have something to drop, so a reference to a constant
/// value would not be `'static`.
pub(super) fn constant(group: &Group, endpoint: &Endpoint) -> Option<(Ident, TokenStream, TokenStream)> {
    let meta = endpoint.meta.as_ref().filter(|_| endpoint.sound)?;
    let operation = operation(group, endpoint, meta);
    Some((name(endpoint), quote!(&#operation), shared(&endpoint.attributes)))
}

/// Returns the paths of a group's constants; `outside` of the group, they also need its conditions.
pub(super) fn paths(group: &Group, outside: bool) -> impl Iterator<Item = TokenStream> {
    let outer = if outside { conditions(&group.attributes) } else { TokenStream::new() };
    group.endpoints.iter().filter(|endpoint| endpoint.sound && endpoint.meta.is_some()).map(move |endpoint| {
        let (path, inner) = (path(group, endpoint), conditions(&endpoint.attributes));
        quote!(#outer #inner #path)
    })
}

/// Returns the path of an operation's constant.
pub(super) fn path(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let (constant, owner) = (name(endpoint), &group.name);
    match &group.form {
        Form::Accessor { .. } => quote!(#owner::#constant),
        Form::Trait => {
            let parent = &group.parent;
            quote!(<#parent as #owner>::#constant)
        }
    }
}

fn name(endpoint: &Endpoint) -> Ident {
    Ident::new(&format!("__{}", names::screaming(&names::plain(&endpoint.name))), endpoint.name.span())
}

fn operation(group: &Group, endpoint: &Endpoint, meta: &Meta) -> TokenStream {
    let (root, id) = (&group.root, &meta.operation);
    let method = Ident::new(endpoint.method.name(), endpoint.method_span);
    let (path, rust, host) = (url(group, endpoint), rust(group, endpoint), host(group));
    let scopes = &meta.scopes;
    let scopes = (!scopes.is_empty()).then(|| quote!(.with_scopes(&[#(#scopes),*])));
    let level = meta.level.map(|level| {
        let level = Ident::new(&format!("L{level}"), id.span());
        quote!(.with_level(#root::__private::Level::#level))
    });
    let effect = meta.not_idempotent.then(|| quote!(.with_effect_on_each_call()));
    let by_size = meta.by_size.then(|| quote!(.with_level_by_size()));
    let per_item = meta.per_item.then(|| quote!(.with_cost_per_item()));
    let paging = paging(root, &endpoint.response);
    let stability = stability(group, meta);
    let anonymous = meta.anonymous.then(|| quote!(.without_token()));
    let query = query(root, endpoint);
    let body = endpoint.body.as_ref().map(|body| match body {
        Body::One(_) | Body::List(..) | Body::Constant(_) => quote!(.with_body()),
        Body::Multipart(_) => quote!(.with_form()),
    });
    quote! {
        #root::__private::Operation::new(#id, #root::__private::Method::#method, #path, #rust)
            #scopes #level #per_item #by_size #effect #paging #host #stability #anonymous #query #body
    }
}

/// Returns the whole path: as a literal if possible, otherwise joined to the parent's.
fn url(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let (root, text) = (&group.root, &endpoint.path.text);
    let Some(at) = &group.at else { return quote!(#text) };
    let (above, text) = match &group.form {
        Form::Accessor { .. } => {
            let name = &group.name;
            (quote!(<#name as #root::__private::Handle>::PATH), text.clone())
        }
        Form::Trait => (parent::constant(group, "PATH"), format!("{}{text}", at.text)),
    };
    if text.is_empty() { above } else { quote!(#root::__private::const_concat!(#above, #text)) }
}

fn rust(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let (root, call) = (&group.root, docs::call(endpoint));
    let above = match &group.form {
        Form::Accessor { .. } => {
            let name = &group.name;
            quote!(<#name as #root::__private::Handle>::RUST)
        }
        Form::Trait => parent::constant(group, "RUST"),
    };
    quote!(#root::__private::const_concat!(#above, #call))
}

fn host(group: &Group) -> Option<TokenStream> {
    let root = &group.root;
    match group.host {
        Host::Api => None,
        Host::Scim => Some(quote!(.with_host(#root::__private::Host::Scim))),
        Host::Parents => {
            let host = parent::constant(group, "HOST");
            Some(quote!(.with_host(#host)))
        }
    }
}

fn paging(root: &Root, response: &Response) -> Option<TokenStream> {
    let Response::Paged(paging, _, (min, max)) = response else { return None };
    let (min, max) = (Literal::i64_unsuffixed(*min), Literal::i64_unsuffixed(*max));
    let kind = match paging {
        Paging::Offset => quote!(Offset),
        Paging::Cursor => quote!(Cursor),
        Paging::StartIndex => quote!(StartIndex),
    };
    Some(quote!(.with_paging(#root::__private::Paging::#kind { min: #min, max: #max })))
}

fn stability(group: &Group, meta: &Meta) -> Option<TokenStream> {
    let root = &group.root;
    let name = match meta.stability {
        // The default.
        Some(Stability::V2) => return None,
        Some(Stability::V1) => quote!(V1),
        Some(Stability::Experimental) => quote!(Experimental),
        Some(Stability::Enterprise) => quote!(Enterprise),
        Some(Stability::EnterpriseGuard) => quote!(EnterpriseGuard),
        Some(Stability::Scim) => quote!(Scim),
        Some(Stability::Unlisted) => quote!(Unlisted),
        None => {
            let (host, path) = (parent::constant(group, "HOST"), parent::constant(group, "PATH"));
            return Some(quote!(.with_stability(#root::__private::stability_of(#host, #path))));
        }
    };
    Some(quote!(.with_stability(#root::__private::Stability::#name)))
}

fn query(root: &Root, endpoint: &Endpoint) -> Option<TokenStream> {
    let fixed = endpoint.fixed.iter().map(|fixed| {
        let (wire, value) = (&fixed.wire, &fixed.value);
        quote!(#root::__private::Parameter::new(#wire).fixed(#value))
    });
    let parameter = |argument: &Argument, required: bool| {
        let wire = &argument.wire;
        let required = required.then(|| quote!(.required()));
        let list = argument.list.then(|| quote!(.list()));
        let range = argument.range.map(|(low, high)| {
            let (low, high) = (Literal::i64_unsuffixed(low), Literal::i64_unsuffixed(high));
            quote!(.range(#low, #high))
        });
        let values = values(root, &argument.taken);
        quote!(#root::__private::Parameter::new(#wire) #required #list #range #values)
    };
    let required = endpoint.required.iter().map(|argument| parameter(argument, true));
    let optional = endpoint.optional.iter().map(|argument| parameter(argument, false));
    let parameters: Vec<_> = fixed.chain(required).chain(optional).collect();
    (!parameters.is_empty()).then(|| quote!(.with_query(&[#(#parameters),*])))
}

/// The documented values of a type, which only the compiler knows.
fn values(root: &Root, taken: &Taken) -> Option<TokenStream> {
    match taken {
        Taken::Into(ty) => Some(quote!(.values({
            #[allow(unused_imports)]
            use #root::__private::Otherwise as _;
            #root::__private::Known::<#ty>::VALUES
        }))),
        Taken::Text(_) | Taken::Plain(_) => None,
    }
}

impl Body {
    /// The minimum and the maximum number of elements of a list.
    pub(super) fn bounds(range: Option<(i64, i64)>) -> (TokenStream, TokenStream) {
        match range {
            Some((low, high)) => {
                let (low, high) = (Literal::i64_unsuffixed(low), Literal::i64_unsuffixed(high));
                (quote!(#low), quote!(#high))
            }
            None => (quote!(0), quote!(usize::MAX)),
        }
    }
}
