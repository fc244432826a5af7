use proc_macro2::{Delimiter, Ident, Span, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, Lit, LitStr, Token, braced, bracketed, token};

use super::{drain, peek_group, range, skip_through, ty};
use crate::ast::{Endpoint, Parameter, ParameterValue};
use crate::error::Errors;

const WANTED: &str = "expected a query parameter: `name: Type`, `name!: Type` or `name = value`";

/// Parses `?{ .. }` into the endpoint.
pub(super) fn query(input: ParseStream<'_>, line: &mut Endpoint, errors: &mut Errors) -> syn::Result<()> {
    let span = input.span();
    if input.peek(Token![?]) {
        input.parse::<Token![?]>()?;
        if !peek_group(input, Delimiter::Brace) {
            return Err(syn::Error::new(span, "the query is written in braces: `?{ team_id: TeamId }`"));
        }
    } else {
        errors.at(span, "the query starts with a question mark: `?{ .. }`");
    }
    let content;
    let brace: token::Brace = braced!(content in input);
    if content.is_empty() {
        errors.at(brace.span.open(), "an endpoint without a query has no `?{}`: leave it out");
    }
    while !content.is_empty() {
        match parameter(&content, errors) {
            Ok(parameter) => line.query.push(parameter),
            Err(error) => {
                errors.push(error);
                skip_parameter(&content);
                continue;
            }
        }
        if content.is_empty() {
            break;
        }
        if !content.peek(Token![,]) {
            errors.at(content.span(), "expected `,` before the next parameter");
            skip_parameter(&content);
        } else {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

fn skip_parameter(input: ParseStream<'_>) {
    skip_through(input, |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','));
}

fn parameter(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Parameter> {
    let attributes = input.call(Attribute::parse_outer)?;
    let wire = wire(input)?;
    let mut required = mark(input, errors)?;
    let mut renamed = None;
    if input.peek(Token![as]) {
        let keyword: Token![as] = input.parse()?;
        let name = input.call(Ident::parse_any);
        renamed = Some(name.map_err(|_| {
            syn::Error::new(keyword.span, "`as` is followed by the name in Rust: `type as kind: ItemKind`")
        })?);
        required = required.or(mark(input, errors)?);
    }
    let value = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        ParameterValue::Fixed(literal(input)?)
    } else if input.peek(Token![:]) {
        input.parse::<Token![:]>()?;
        typed(input, errors)?
    } else {
        let span = if input.is_empty() || input.peek(Token![,]) { wire.1 } else { input.span() };
        let name = &wire.0;
        return Err(syn::Error::new(
            span,
            format!("missing type or value of `{name}`: write `{name}: Type` or `{name} = value`"),
        ));
    };
    Ok(Parameter { attributes, wire, renamed, required, value })
}

fn wire(input: ParseStream<'_>) -> syn::Result<(String, Span)> {
    if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        return Ok((literal.value(), literal.span()));
    }
    let span = input.span();
    let name = input.call(Ident::parse_any).map_err(|_| syn::Error::new(span, WANTED))?;
    // A parameter is often a Rust keyword, such as `type` or `from`; on the wire it has no `r#`.
    Ok((crate::names::plain(&name), name.span()))
}

/// The `!` of a required parameter.
fn mark(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Option<Span>> {
    let span = input.span();
    if input.peek(Token![!]) {
        input.parse::<Token![!]>()?;
        return Ok(Some(span));
    }
    if input.peek(Token![?]) {
        errors
            .at(span, "a parameter is optional as it is: leave the `?` out, and mark required ones with `!`");
        input.parse::<Token![?]>()?;
    }
    Ok(None)
}

fn typed(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<ParameterValue> {
    const TYPE: &str = "expected the parameter's type: `str`, `u32`, `TeamId`, or `[TeamId]` for several";
    let (list, ty) = if peek_group(input, Delimiter::Bracket) {
        let item;
        let bracket: token::Bracket = bracketed!(item in input);
        let element = ty(&item, TYPE);
        let rest = (!item.is_empty()).then(|| item.span());
        drain(&item);
        if let (Ok(_), Some(span)) = (&element, rest) {
            errors.at(span, "several values are written `[TeamId]`, their number `[TeamId] in 1..=15`");
        }
        (
            true,
            element.map_err(|error| {
                syn::Error::new(if item.is_empty() { bracket.span.open() } else { error.span() }, TYPE)
            })?,
        )
    } else {
        (false, ty(input, TYPE)?)
    };
    let limits = if input.peek(Token![in]) {
        input.parse::<Token![in]>()?;
        Some(range(input)?)
    } else {
        None
    };
    Ok(if list { ParameterValue::List(ty, limits) } else { ParameterValue::One(ty, limits) })
}

fn literal(input: ParseStream<'_>) -> syn::Result<String> {
    let span = input.span();
    match input.parse::<Lit>() {
        Ok(Lit::Str(text)) => Ok(text.value()),
        Ok(Lit::Bool(value)) => Ok(value.value().to_string()),
        Ok(Lit::Int(number)) => Ok(number.base10_digits().to_owned()),
        Ok(Lit::Float(number)) => Ok(number.base10_digits().to_owned()),
        _ => Err(syn::Error::new(span, "expected the value that is always sent: `true`, `10` or `\"text\"`")),
    }
}
