use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Token, Type, token};

use super::{peek_group, range, ty};
use crate::ast::Response;
use crate::model::Paging;
use crate::suggest;

/// Parses the response after `->`.
pub(super) fn response(input: ParseStream<'_>, arrow: Token![->]) -> syn::Result<Response> {
    const WANTED: &str =
        "expected the type of the response: `Board`, `Offset<Board, 1..=50>`, or `()` for an empty response";
    if input.is_empty() || input.peek(Token![;]) || input.peek(token::Bracket) {
        return Err(syn::Error::new_spanned(arrow, WANTED));
    }
    if peek_group(input, Delimiter::Parenthesis) && input.fork().parse::<Type>().is_ok_and(is_unit) {
        input.parse::<Type>()?;
        return Ok(Response::Empty);
    }
    let Some(wrapper) = paged(input) else {
        return Ok(Response::One(ty(input, WANTED)?));
    };
    input.parse::<Ident>()?;
    input.parse::<Token![<]>()?;
    let item = ty(input, &format!("expected the type of one element: `{wrapper}<Board, 1..=50>`"))?;
    let mut sizes = None;
    while input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
        if sizes.is_none() && !input.peek(Token![>]) {
            sizes = Some(range(input)?);
        }
    }
    if !input.peek(Token![>]) {
        return Err(syn::Error::new(input.span(), format!("write `{wrapper}<Board, 1..=50>`")));
    }
    input.parse::<Token![>]>()?;
    Ok(Response::Paged(wrapper, item, sizes))
}

fn is_unit(ty: Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Returns the name before `<`, if it is a kind of paging, or was probably meant to be.
fn paged(input: ParseStream<'_>) -> Option<Ident> {
    if !input.peek2(Token![<]) {
        return None;
    }
    let name: Ident = input.fork().parse().ok()?;
    let text = name.to_string();
    let known =
        ["Page", "Paged", "Pages", "Paging", "List", "Stream", "OffsetPage", "CursorPage", "StartIndexPage"];
    (suggest::closest(&text, Paging::NAMES).is_some() || known.contains(&text.as_str())).then_some(name)
}
