//! Parses tokens to `ast`. After an error it continues at the next comma in a query, the next `;` in a group, or
//! the next `{ .. }` in an invocation.

mod body;
mod endpoint;
mod group;
mod meta;
mod query;
mod response;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, LitInt, Token, Type, Visibility};

use crate::ast::{Collection, Declarations, Range};
use crate::error::Errors;

pub(crate) fn parse(tokens: TokenStream) -> (Declarations, Errors) {
    let mut declarations = Declarations::default();
    let mut errors = Errors::default();
    let read = |input: ParseStream<'_>| {
        while !input.is_empty() {
            let step = declaration(input, &mut declarations, &mut errors);
            if let Err(error) = step {
                errors.push(error);
                skip_through(
                    input,
                    |token| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace),
                );
            }
        }
        Ok(())
    };
    if let Err(error) = read.parse2(tokens) {
        errors.push(error);
    }
    (declarations, errors)
}

fn declaration(input: ParseStream<'_>, found: &mut Declarations, errors: &mut Errors) -> syn::Result<()> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility: Visibility = input.parse()?;
    if !input.peek(Token![const]) {
        found.groups.push(group::group(input, attributes, visibility, errors)?);
        return Ok(());
    }
    let keyword: Token![const] = input.parse()?;
    let Ok(name) = input.parse() else {
        errors.at(keyword.span, "name the constant: `const OPERATIONS;`");
        skip_line(input);
        return Ok(());
    };
    if !input.peek(Token![;]) {
        errors.at(input.span(), format!("its type and value are generated: write `const {name};`"));
    }
    skip_line(input);
    if found.collection.is_some() || !found.groups.is_empty() {
        errors.at(keyword.span, "one constant collects the operations, and it comes before the first group");
    }
    if found.collection.is_none() {
        found.collection = Some(Collection { attributes, visibility, name });
    }
    Ok(())
}

/// `1..=50`
fn range(input: ParseStream<'_>) -> syn::Result<Range> {
    const WANTED: &str = "write both bounds, the last one included: `1..=50`";
    let mut tokens = TokenStream::new();
    let start = input.span();
    let low = bound(input, &mut tokens).map_err(|_| syn::Error::new(start, WANTED))?;
    let inclusive = input.peek(Token![..=]);
    let dots = if input.peek(Token![..]) { input.span() } else { start };
    for _ in 0..3 {
        if input.peek(Token![=]) || input.cursor().punct().is_some_and(|(punct, _)| punct.as_char() == '.') {
            tokens.extend([input.parse::<TokenTree>()?]);
        }
    }
    let high = bound(input, &mut tokens).map_err(|_| syn::Error::new(dots, WANTED))?;
    if !inclusive {
        return Err(syn::Error::new(
            dots,
            format!("a range includes its last value here: write `{low}..={high}`"),
        ));
    }
    Ok(Range { low, high, tokens })
}

fn bound(input: ParseStream<'_>, tokens: &mut TokenStream) -> syn::Result<i64> {
    let negative = input.peek(Token![-]);
    if negative {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    let literal: LitInt = input.parse()?;
    let value: i64 = literal.base10_parse()?;
    tokens.extend([TokenTree::Literal(literal.token())]);
    Ok(if negative { -value } else { value })
}

/// Parses a type, with an error message that describes its purpose.
fn ty(input: ParseStream<'_>, wanted: &str) -> syn::Result<Type> {
    let span = input.span();
    input.parse().map_err(|_| syn::Error::new(span, wanted))
}

/// Skips through the next `;`.
fn skip_line(input: ParseStream<'_>) {
    skip_through(input, |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'));
}

/// Skips the rest of the brackets after an error, because syn reports unread tokens as another one.
fn drain(input: ParseStream<'_>) {
    skip_through(input, |_| false);
}

fn skip_through(input: ParseStream<'_>, last: impl Fn(&TokenTree) -> bool) {
    while !input.is_empty() {
        match input.parse::<TokenTree>() {
            Ok(token) if !last(&token) => {}
            _ => return,
        }
    }
}

/// Whether the next token is a group with this delimiter, regardless of its content.
fn peek_group(input: ParseStream<'_>, delimiter: Delimiter) -> bool {
    input.cursor().group(delimiter).is_some()
}

#[cfg(test)]
mod tests;
