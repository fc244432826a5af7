use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use crate::model::{Argument, Placeholder, Taken};

/// `board_id: impl Into<BoardId>`
pub(super) fn placeholder(placeholder: &Placeholder) -> TokenStream {
    let (name, ty) = (&placeholder.name, ty(&placeholder.taken));
    quote!(#name: #ty)
}

/// `status: impl IntoIterator<Item = impl Into<JobStatus>>`
pub(super) fn query(argument: &Argument) -> TokenStream {
    let name = &argument.name;
    let ty = if argument.list { list(&owned(&argument.taken)) } else { ty(&argument.taken) };
    quote!(#name: #ty)
}

/// Several values, of whatever converts to this type.
pub(super) fn list(ty: &impl ToTokens) -> TokenStream {
    quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#ty>>)
}

fn ty(taken: &Taken) -> TokenStream {
    match taken {
        Taken::Plain(ty) => ty.to_token_stream(),
        Taken::Text(_) | Taken::Into(_) => {
            let owned = owned(taken);
            quote!(impl ::core::convert::Into<#owned>)
        }
    }
}

fn owned(taken: &Taken) -> TokenStream {
    match taken {
        Taken::Text(span) => quote_spanned!(*span=> ::std::string::String),
        Taken::Plain(ty) | Taken::Into(ty) => ty.to_token_stream(),
    }
}

/// The value that an argument hands over, by reference; a type that cannot be written into a URL is underlined.
pub(super) fn value(name: &impl ToTokens, taken: &Taken) -> TokenStream {
    match taken {
        Taken::Plain(_) => quote!(&#name),
        Taken::Text(_) => quote!(&::core::convert::Into::<::std::string::String>::into(#name)),
        Taken::Into(ty) => quote_spanned!(ty.span()=> &::core::convert::Into::<#ty>::into(#name)),
    }
}

/// The statements that put an argument into a request's query.
pub(super) fn set_query(request: &Ident, argument: &Argument) -> TokenStream {
    let Argument { wire, name, taken, range, .. } = argument;
    if argument.list {
        return push_query(request, argument);
    }
    let bounds = range.map(|(low, high)| (Literal::i64_unsuffixed(low), Literal::i64_unsuffixed(high)));
    match (taken, bounds) {
        (Taken::Text(_), Some((low, high))) => {
            quote! {
                let #name: ::std::string::String = ::core::convert::Into::into(#name);
                #request.check_length(#wire, &#name, #low, #high);
                #request.set_query(#wire, &#name);
            }
        }
        (Taken::Plain(ty), Some((low, high))) => {
            let wide = wide(name, ty);
            quote! {
                #request.check_range(#wire, #wide, #low, #high);
                #request.set_query(#wire, &#name);
            }
        }
        _ => {
            let value = value(name, taken);
            quote!(#request.set_query(#wire, #value);)
        }
    }
}

/// An integer as `i64`; one beyond it is beyond every range, too.
fn wide(name: &Ident, ty: &Type) -> TokenStream {
    match ty.to_token_stream().to_string().as_str() {
        "i64" => name.to_token_stream(),
        "u64" => quote!(<i64 as ::core::convert::TryFrom<u64>>::try_from(#name).unwrap_or(i64::MAX)),
        _ => quote!(<i64 as ::core::convert::From<#ty>>::from(#name)),
    }
}

fn push_query(request: &Ident, argument: &Argument) -> TokenStream {
    let Argument { wire, name, taken, range, .. } = argument;
    let item = Ident::new("item", proc_macro2::Span::mixed_site());
    let taken = match taken {
        Taken::Plain(ty) => Taken::Into(ty.clone()),
        taken => taken.clone(),
    };
    let value = value(&item, &taken);
    let push = quote!(#request.push_query(#wire, #value););
    let Some((low, high)) = range else {
        return quote! {
            #request.clear_query(#wire);
            for #item in #name {
                #push
            }
        };
    };
    let count = Ident::new("count", proc_macro2::Span::mixed_site());
    let (low, high) = (Literal::i64_unsuffixed(*low), Literal::i64_unsuffixed(*high));
    quote! {
        #request.clear_query(#wire);
        let mut #count = 0usize;
        for #item in #name {
            #push
            #count += 1;
        }
        #request.check_count(#wire, #count, #low, #high);
    }
}
