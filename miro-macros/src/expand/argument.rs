use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use crate::model::{Argument, Placeholder, Taken};
use crate::names;
use crate::root::Root;

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

/// A list argument, of any values that convert to this type.
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

/// The value of an argument, by reference. If the type cannot be written into a URL, the error points at it.
fn value(root: &Root, name: &impl ToTokens, taken: &Taken) -> TokenStream {
    match taken {
        Taken::Plain(_) => quote!(&#name),
        Taken::Text(_) => quote!(&::core::convert::Into::<::std::string::String>::into(#name)),
        Taken::Into(ty) => {
            let (root, value) = (root.at(ty.span()), converted(name, ty));
            quote_spanned!(ty.span()=> #root::__private::url_value(#value))
        }
    }
}

fn converted(name: &impl ToTokens, ty: &Type) -> TokenStream {
    quote_spanned!(ty.span()=> &::core::convert::Into::<#ty>::into(#name))
}

/// The value of a placeholder.
pub(super) fn segment(root: &Root, placeholder: &Placeholder) -> TokenStream {
    let Placeholder { name, taken, typed } = placeholder;
    let written = names::plain(name);
    match taken {
        // `{board}` expects a `Board`, which is hardly ever intended.
        Taken::Into(ty) if !typed && !written.ends_with("_id") => {
            let value = converted(name, ty);
            let checked = checked(&written, ty);
            quote_spanned!(ty.span()=> { #checked segment(#value) })
        }
        _ => value(root, name, taken),
    }
}

/// A function that accepts types that can be written into a URL; for others, its error suggests a placeholder.
fn checked(name: &str, ty: &Type) -> TokenStream {
    let camel = names::camel(name);
    let message =
        format!("`{camel}`, the type of the placeholder `{{{{{name}}}}}`, cannot be written into a URL");
    let label = format!("write `{{{{{name}_id}}}}`, whose type is `{camel}Id`");
    let note = format!("or name the type: `{{{{{name}: {camel}Id}}}}`, `{{{{{name}: str}}}}` for any text");
    quote_spanned! {ty.span()=>
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        trait Segment: ::core::fmt::Display {}
        #[diagnostic::do_not_recommend]
        impl<T: ::core::fmt::Display> Segment for T {}
        fn segment<T: Segment>(value: &T) -> &dyn ::core::fmt::Display {
            value
        }
    }
}

/// The statements that add an argument to a request's query.
pub(super) fn set_query(root: &Root, request: &Ident, argument: &Argument) -> TokenStream {
    let Argument { wire, name, taken, range, .. } = argument;
    if argument.list {
        return push_query(root, request, argument);
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
            let value = value(root, name, taken);
            quote!(#request.set_query(#wire, #value);)
        }
    }
}

/// An integer as `i64`; one beyond `i64` is beyond every range as well.
fn wide(name: &Ident, ty: &Type) -> TokenStream {
    match ty.to_token_stream().to_string().as_str() {
        "i64" => name.to_token_stream(),
        "u64" => quote!(<i64 as ::core::convert::TryFrom<u64>>::try_from(#name).unwrap_or(i64::MAX)),
        _ => quote!(<i64 as ::core::convert::From<#ty>>::from(#name)),
    }
}

fn push_query(root: &Root, request: &Ident, argument: &Argument) -> TokenStream {
    let Argument { wire, name, taken, range, .. } = argument;
    let item = Ident::new("item", proc_macro2::Span::mixed_site());
    let taken = match taken {
        Taken::Plain(ty) => Taken::Into(ty.clone()),
        taken => taken.clone(),
    };
    let value = value(root, &item, &taken);
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
