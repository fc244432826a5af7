use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use super::{argument, docs, fallback, operation};
use crate::model::{Body, Endpoint, Form, Group, Paging, Response};
use crate::names;
use crate::root::Root;

/// Everything before a method's visibility.
pub(super) fn head(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let attributes = &endpoint.attributes;
    let docs = docs::endpoint(group, endpoint);
    let allowed = match group.form {
        Form::Accessor { .. } => allowed(endpoint),
        Form::Trait => TokenStream::new(),
    };
    quote!(#(#attributes)* #docs #allowed)
}

/// Allows the lints that a placeholder would trigger.
pub(super) fn allowed(endpoint: &Endpoint) -> TokenStream {
    if endpoint.sound { TokenStream::new() } else { fallback::allowed() }
}

/// `fn list(&self, ..) -> BoardsList`
pub(super) fn signature(endpoint: &Endpoint) -> TokenStream {
    let name = &endpoint.name;
    let placeholders = endpoint.path.placeholders.iter().map(argument::placeholder);
    let required = endpoint.required.iter().map(argument::query);
    let body = endpoint.body.as_ref().and_then(|body| match body {
        Body::One(ty) => {
            let name = body_argument(endpoint, body, ty);
            Some(quote!(#name: #ty))
        }
        // Often only a file is uploaded.
        Body::Multipart(ty) => {
            let name = body_argument(endpoint, body, ty);
            Some(quote!(#name: impl ::core::convert::Into<#ty>))
        }
        Body::List(ty, _) => {
            let (name, list) = (body_argument(endpoint, body, ty), argument::list(ty));
            Some(quote!(#name: #list))
        }
        Body::Constant(_) => None,
    });
    let arguments = placeholders.chain(required).chain(body);
    let builder = &endpoint.builder;
    quote!(fn #name(&self #(, #arguments)*) -> #builder)
}

/// Spanned at its type. In a placeholder, an earlier argument may have the same name.
fn body_argument(endpoint: &Endpoint, body: &Body, ty: &Type) -> Ident {
    let span = if endpoint.sound { ty.span() } else { Span::mixed_site() };
    Ident::new(body.name().unwrap_or("body"), span)
}

/// The type that sends a request: `Call<Board>` or `List<OffsetPage<Board>>`.
pub(super) fn call(root: &Root, response: &Response) -> TokenStream {
    match response {
        Response::Paged(..) => {
            let page = output(root, response);
            quote!(#root::__private::List<#page>)
        }
        _ => {
            let output = output(root, response);
            quote!(#root::__private::Call<#output>)
        }
    }
}

/// The type of the response: `Board` or `OffsetPage<Board>`.
pub(super) fn output(root: &Root, response: &Response) -> TokenStream {
    match response {
        Response::Empty(_) => quote!(()),
        Response::One(ty) => quote!(#ty),
        Response::Option(ty) => quote!(::core::option::Option<#ty>),
        Response::Paged(paging, item, _) => {
            let page = page(*paging);
            quote!(#root::__private::#page<#item>)
        }
    }
}

fn page(paging: Paging) -> TokenStream {
    match paging {
        Paging::Offset => quote!(OffsetPage),
        Paging::Cursor => quote!(CursorPage),
        Paging::StartIndex => quote!(StartIndexPage),
    }
}

pub(super) fn body(group: &Group, endpoint: &Endpoint) -> TokenStream {
    if !endpoint.sound || endpoint.meta.is_none() {
        return fallback::body();
    }
    // A name that only the macro can write cannot conflict with an argument.
    let request = Ident::new("request", Span::mixed_site());
    let (root, operation) = (&group.root, operation::path(group, endpoint));
    let resource = match &group.form {
        Form::Accessor { .. } => quote!(&self.resource),
        Form::Trait => quote!(#root::__private::Handle::resource(self)),
    };
    let statements: Vec<_> = statements(root, &request, endpoint).collect();
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    let finish = finish(root, &request, endpoint);
    let builder = &endpoint.builder;
    quote! {
        let #mutable #request = #root::__private::Request::new(#resource, #operation);
        #(#statements)*
        #builder(#finish)
    }
}

fn statements(root: &Root, request: &Ident, endpoint: &Endpoint) -> impl Iterator<Item = TokenStream> {
    let path = endpoint.path.placeholders.iter().map(move |placeholder| {
        let (wire, value) = (names::plain(&placeholder.name), argument::segment(root, placeholder));
        quote!(#request.set_path(#wire, #value);)
    });
    let fixed = endpoint.fixed.iter().map(move |fixed| {
        let (wire, value) = (&fixed.wire, &fixed.value);
        quote!(#request.set_query(#wire, &#value);)
    });
    let required = endpoint.required.iter().map(move |argument| argument::set_query(root, request, argument));
    let body = endpoint.body.iter().map(move |body| match body {
        Body::One(ty) => {
            let (root, name) = (root.at(ty.span()), body_argument(endpoint, body, ty));
            let set = quote_spanned!(ty.span()=> #request.set_json(&#name););
            let per_item = endpoint.meta.as_ref().is_some_and(|meta| meta.per_item);
            let count = per_item.then(|| {
                quote_spanned! {ty.span()=>
                    #request.set_items(#root::__private::CountItems::count_items(&#name));
                }
            });
            quote!(#count #set)
        }
        Body::Multipart(ty) => {
            let name = body_argument(endpoint, body, ty);
            quote_spanned!(ty.span()=> #request.set_form(::core::convert::Into::<#ty>::into(#name));)
        }
        Body::Constant(path) => quote_spanned!(path.span()=> #request.set_json(&#path);),
        Body::List(ty, range) => {
            let name = body_argument(endpoint, body, ty);
            let (low, high) = Body::bounds(*range);
            let set = quote_spanned!(ty.span()=> #request.set_json_list(&#name, #low, #high););
            quote! {
                let #name: ::std::vec::Vec<#ty> = ::core::iter::Iterator::collect(::core::iter::Iterator::map(
                    ::core::iter::IntoIterator::into_iter(#name),
                    ::core::convert::Into::into,
                ));
                #set
            }
        }
    });
    path.chain(fixed).chain(required).chain(body)
}

/// The call. If the type cannot be decoded from a response, the error points at it.
fn finish(root: &Root, request: &Ident, endpoint: &Endpoint) -> TokenStream {
    let span = endpoint.response_span();
    let root = root.at(span);
    match &endpoint.response {
        Response::Empty(_) => quote!(#root::__private::Call::empty(#request)),
        Response::One(_) => quote_spanned!(span=> #root::__private::Call::json(#request)),
        Response::Option(_) => quote_spanned!(span=> #root::__private::Call::json_or_empty(#request)),
        Response::Paged(..) => quote_spanned!(span=> #root::__private::List::new(#request)),
    }
}
