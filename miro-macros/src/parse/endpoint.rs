use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, Lit, LitStr, Token, Visibility};

use super::{body, meta, peek_group, query, response, skip_line};
use crate::ast::{Endpoint, Response};
use crate::error::Errors;
use crate::model::Method;

const LINE: &str = "`list GET \"/path\" -> Board [boards:read L1 \"operation-id\"];`";

/// Parses one endpoint, through its `;`. Returns `None` if not even a name was found.
pub(super) fn endpoint(input: ParseStream<'_>, errors: &mut Errors) -> Option<Endpoint> {
    let before = errors.count();
    let mut line = match start(input, errors) {
        Ok(line) => line?,
        Err(error) => {
            errors.push(error);
            skip_line(input);
            return None;
        }
    };
    if let Err(error) = parts(input, &mut line, errors) {
        errors.push(error);
        skip_line(input);
    }
    line.sound = errors.count() == before;
    Some(line)
}

fn start(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Option<Endpoint>> {
    let attributes = input.call(Attribute::parse_outer)?;
    if input.is_empty() {
        if let Some(attribute) = attributes.first() {
            errors.on(attribute, "an endpoint must follow this");
        }
        return Ok(None);
    }
    let visibility: Visibility = input.parse()?;
    if !matches!(visibility, Visibility::Inherited) {
        errors.on(visibility, "an endpoint is as visible as its group: leave this out");
    }
    if input.peek(Token![fn]) {
        errors.at(input.span(), "an endpoint starts with its name: leave `fn` out");
        input.parse::<Token![fn]>()?;
    }
    let Ok(name) = input.call(Ident::parse_any) else {
        return Err(syn::Error::new(input.span(), format!("expected an endpoint: {LINE}")));
    };
    Ok(Some(Endpoint {
        attributes,
        name,
        method: None,
        path: None,
        query: Vec::new(),
        body: None,
        response: None,
        meta: None,
        sound: true,
    }))
}

fn parts(input: ParseStream<'_>, line: &mut Endpoint, errors: &mut Errors) -> syn::Result<()> {
    let name = line.name.clone();
    if input.is_empty() || input.peek(Token![;]) {
        let line = format!("`{name} GET \"/path\" -> Response [\"operation-id\"];`");
        return Err(syn::Error::new(name.span(), format!("`{name}` is incomplete: write {line}")));
    }
    if input.peek(Ident::peek_any) {
        line.method = Some(input.call(Ident::parse_any)?);
    } else {
        errors.at(name.span(), format!("missing HTTP method after `{name}`: {}", methods()));
    }
    let after = line.method.as_ref().unwrap_or(&name);
    if input.peek(LitStr) {
        line.path = Some(input.parse()?);
    } else {
        let message =
            format!("missing path after `{after}`: write `\"/path\"`, or `\"\"` for the group's own");
        if input.peek(Lit) {
            errors.at(input.span(), "a path is a string literal: `\"/path\"`");
            input.parse::<TokenTree>()?;
        } else {
            errors.at(after.span(), message);
        }
    }

    let mut last = Part::Path;
    loop {
        let span = input.span();
        let part = if input.is_empty() || input.peek(Token![;]) || another_line_follows(input) {
            return end(input, line, errors);
        } else if input.peek(Token![?]) || peek_group(input, Delimiter::Brace) {
            query::query(input, line, errors)?;
            Part::Query
        } else if peek_group(input, Delimiter::Parenthesis) {
            let body = body::body(input, errors)?;
            line.body.get_or_insert(body);
            Part::Body
        } else if input.peek(Token![->]) {
            let arrow = input.parse()?;
            let response = response::response(input, arrow)?;
            line.response.get_or_insert(response);
            Part::Response
        } else if peek_group(input, Delimiter::Bracket) {
            if line.response.is_none() {
                errors.at(
                    span,
                    "missing response before this: write `-> Board`, or `-> ()` for an empty response",
                );
                line.response = Some(Response::Empty);
            }
            let meta = meta::meta(input, errors)?;
            line.meta.get_or_insert(meta);
            Part::Meta
        } else {
            return Err(syn::Error::new(span, unexpected(last)));
        };
        if part == last {
            errors.at(span, format!("an endpoint has one {}", part.name()));
        } else if part < last {
            errors.at(span, format!("the {} comes before the {}: {ORDER}", part.name(), last.name()));
        }
        last = last.max(part);
    }
}

const ORDER: &str = "name METHOD \"/path\" ?{ query } (Body) -> Response [meta];";

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Path,
    Query,
    Body,
    Response,
    Meta,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query `?{ .. }`",
            Self::Body => "body `(..)`",
            Self::Response => "response `-> ..`",
            Self::Meta => "meta `[..]`",
        }
    }
}

fn unexpected(last: Part) -> String {
    let expected = match last {
        Part::Path => "`?{ query }`, `(Body)` or `-> Response`",
        Part::Query => "`(Body)` or `-> Response`",
        Part::Body => "`-> Response`",
        Part::Response => "`[boards:read L1 \"operation-id\"]`",
        Part::Meta => "`;`",
    };
    format!("expected {expected} after the {}", last.name())
}

/// Whether a name, a method and a path follow, so that the `;` before them is missing.
fn another_line_follows(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let _ = ahead.call(Attribute::parse_outer);
    ahead.call(Ident::parse_any).is_ok()
        && ahead.call(Ident::parse_any).is_ok_and(|method| Method::parse(&method.to_string()).is_some())
}

fn end(input: ParseStream<'_>, line: &mut Endpoint, errors: &mut Errors) -> syn::Result<()> {
    let name = &line.name;
    match (&line.response, &line.meta) {
        (_, Some(_)) => {}
        // Without a path the endpoint had hardly begun, which was reported already.
        (None, None) if line.path.is_none() => {}
        (None, None) => errors.at(
            name.span(),
            format!(
                "`{name}` ends too early: write `-> Response [boards:read L1 \"operation-id\"];` after it"
            ),
        ),
        (Some(_), None) => errors.at(
            name.span(),
            format!("`{name}` has no `[..]`: it needs at least the operationId, `[\"operation-id\"]`"),
        ),
    }
    line.response.get_or_insert(Response::Empty);
    if input.peek(Token![;]) {
        input.parse::<Token![;]>()?;
    } else if let Some(meta) = &line.meta {
        errors.at(meta.bracket, "missing `;` after this endpoint");
    }
    Ok(())
}

fn methods() -> String {
    let [first @ .., last] = Method::NAMES;
    format!("{} or {last}", first.join(", "))
}
