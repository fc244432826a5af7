use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{LitStr, Token, bracketed, parenthesized, token};

use super::{drain, peek_group};
use crate::ast::{Entry, Meta};
use crate::error::Errors;

/// `[boards:read L1 "get-boards"]`
pub(super) fn meta(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Meta> {
    let content;
    let bracket: token::Bracket = bracketed!(content in input);
    let mut entries = Vec::new();
    while !content.is_empty() {
        if content.peek(Token![,]) {
            content.parse::<Token![,]>()?;
            continue;
        }
        match entry(&content) {
            Ok(entry) => entries.push(entry),
            Err(error) => {
                errors.push(error);
                // Continues with the next word, which may be valid.
            }
        }
    }
    Ok(Meta { bracket: bracket.span.close(), entries })
}

fn entry(input: ParseStream<'_>) -> syn::Result<Entry> {
    if input.peek(LitStr) {
        return Ok(Entry::Operation(input.parse()?));
    }
    let Ok(word) = input.call(Ident::parse_any) else {
        let token: TokenTree = input.parse()?;
        return Err(syn::Error::new(
            token.span(),
            "expected a scope, a level, `per item`, `by size`, `anonymous`, `not idempotent`, a stability or the operationId",
        ));
    };
    if word == "other" && peek_group(input, Delimiter::Parenthesis) {
        let scope;
        parenthesized!(scope in input);
        let read = scope.parse::<LitStr>();
        drain(&scope);
        return read.map(Entry::Other).map_err(|_| {
            syn::Error::new(
                word.span(),
                "a scope that is not known yet is a string: `other(\"comments:read\")`",
            )
        });
    }
    if word == "per" && input.peek(Ident::peek_any) {
        return Ok(Entry::Per(input.call(Ident::parse_any)?));
    }
    if word == "not" && input.peek(Ident::peek_any) {
        return Ok(Entry::Not(input.call(Ident::parse_any)?));
    }
    if word == "by" && input.peek(Ident::peek_any) {
        return Ok(Entry::By(input.call(Ident::parse_any)?));
    }
    let mut text = word.to_string();
    let mut tokens = TokenStream::from(TokenTree::Ident(word));
    let scope = input.peek(Token![:]) || input.peek(Token![::]);
    while input.peek(Token![:]) || input.peek(Token![::]) || input.peek(Token![-]) || input.peek(Token![.]) {
        if let Ok(punct) = input.parse::<TokenTree>() {
            text.push_str(&punct.to_string());
            tokens.extend([punct]);
        }
        if let Ok(word) = input.call(Ident::parse_any) {
            text.push_str(&word.to_string());
            tokens.extend([TokenTree::Ident(word)]);
        }
    }
    Ok(if scope { Entry::Scope(text, tokens) } else { Entry::Word(text, tokens) })
}
