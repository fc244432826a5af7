use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{argument, docs, fallback, method, shared};
use crate::model::{Argument, Endpoint, Group, Response};

/// The type that an endpoint's method returns.
///
/// Every endpoint has a separate type, even without optional parameters: a parameter that is added later then changes no
/// type that a program may have named.
pub(super) fn builder(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let (root, visibility) = (&group.root, &group.visibility);
    let (outer, inner) = (shared(&group.attributes), shared(&endpoint.attributes));
    let name = &endpoint.builder;
    let docs = docs::builder(group, endpoint);
    let call = method::call(root, &endpoint.response);
    let output = method::output(root, &endpoint.response);
    let setters = endpoint.optional.iter().map(|argument| setter(group, endpoint, argument));
    let sending = sending(group, endpoint);
    quote! {
        #outer
        #inner
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[must_use = "no request is made before `.send()` or `.await`"]
        #visibility struct #name(#call);

        #outer
        #inner
        impl #name {
            #(#setters)*
            #sending
        }

        #outer
        #inner
        impl ::core::convert::From<#name> for #call {
            #[inline]
            fn from(builder: #name) -> Self {
                builder.0
            }
        }

        #outer
        #inner
        impl ::core::future::IntoFuture for #name {
            type Output = ::core::result::Result<#output, #root::__private::Error>;
            type IntoFuture = #root::__private::CallFuture<#output>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    }
}

fn setter(group: &Group, endpoint: &Endpoint, argument: &Argument) -> TokenStream {
    let visibility = &group.visibility;
    let Argument { attributes, name, .. } = argument;
    let docs = docs::setter(argument);
    let value = argument::query(argument);
    if !endpoint.sound {
        let (allowed, body) = (fallback::allowed(), fallback::body());
        return quote!(#(#attributes)* #docs #allowed #visibility fn #name(self, #value) -> Self { #body });
    }
    let request = Ident::new("request", Span::mixed_site());
    let set = argument::set_query(&group.root, &request, argument);
    quote! {
        #(#attributes)*
        #docs
        #[inline]
        #visibility fn #name(mut self, #value) -> Self {
            let #request = self.0.request_mut();
            #set
            self
        }
    }
}

/// The methods of the inner call, so that a builder need not be unwrapped.
fn sending(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let (root, visibility) = (&group.root, &group.visibility);
    let output = method::output(root, &endpoint.response);
    // If a response type does not support them, the error points at that type.
    let [send, pages, stream] = ["send", "pages", "stream"].map(|name| {
        let span = endpoint.response_span();
        // `self` refers to that of the signature only if the same macro wrote both.
        let (this, method) = (quote!(self), Ident::new(name, span));
        quote_spanned!(span=> #this.0.#method())
    });
    let Response::Paged(_, item, (min, max)) = &endpoint.response else {
        return quote! {
            #root::__private::call_settings!(#visibility, 0);

            /// Sends the request; `.await` alone does the same.
            #[inline]
            #visibility fn send(self) -> #root::__private::CallFuture<#output> {
                #send
            }

            /// Sends the request and returns the response without decoding it.
            #[inline]
            #visibility fn send_raw(self) -> #root::__private::CallFuture<#root::__private::RawResponse> {
                self.0.send_raw()
            }
        };
    };
    let limit = format!(
        " How many elements a page has, {min} to {max}; {max} if it is not set, which makes the fewest calls."
    );
    quote! {
        #[doc = #limit]
        #[inline]
        #visibility fn limit(self, limit: u32) -> Self {
            Self(self.0.limit(limit))
        }

        /// Ends a stream after this many elements.
        #[inline]
        #visibility fn max_items(self, max_items: usize) -> Self {
            Self(self.0.max_items(max_items))
        }

        /// Fetches up to this many pages ahead of the consumer of a stream. The default is 0.
        #[inline]
        #visibility fn prefetch(self, pages: usize) -> Self {
            Self(self.0.prefetch(pages))
        }

        /// Starts at an earlier place: the cursor of a page, or of the error that ended a stream.
        #[inline]
        #visibility fn resume_from(self, cursor: impl ::core::convert::Into<#root::__private::Cursor>) -> Self {
            Self(self.0.resume_from(cursor))
        }

        #root::__private::call_settings!(#visibility, 0);

        /// Fetches one page and returns the response without decoding it.
        #[inline]
        #visibility fn send_raw(self) -> #root::__private::CallFuture<#root::__private::RawResponse> {
            self.0.send_raw()
        }

        /// Fetches one page; `.await` alone does the same.
        #[inline]
        #visibility fn send(self) -> #root::__private::CallFuture<#output> {
            #send
        }

        /// Fetches all pages and returns their elements, malformed ones apart.
        #[inline]
        #visibility fn all(
            self,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<#root::__private::Elements<#item>, #root::__private::Error>,
        > + ::core::marker::Send {
            self.stream().gathered()
        }

        /// Returns all pages as a stream.
        #[inline]
        #visibility fn pages(self) -> #root::__private::Pages<#output> {
            #pages
        }

        /// Returns all elements as a stream, which fetches the pages that it needs.
        #[inline]
        #visibility fn stream(self) -> #root::__private::Items<#item> {
            #stream
        }
    }
}
