use syn::parse::ParseStream;
use syn::{Ident, Path, Token, bracketed, parenthesized, token};

use super::{drain, range, ty};
use crate::ast::{Body, BodyKind};
use crate::error::Errors;

/// `(NewBoard)`, `([NewItem; 1..=20])`, `(multipart ImageUpload)` or `(= CANCELLED)`
pub(super) fn body(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Body> {
    const WANTED: &str = "a body is one type, `(NewBoard)`, a list of one, `([NewItem; 1..=20])`, or a form with files, \
                          `(multipart ImageUpload)`";
    let content;
    let parenthesis: token::Paren = parenthesized!(content in input);
    let broken = Body { parenthesis: parenthesis.span.open(), kind: BodyKind::Broken };
    if content.is_empty() {
        errors.at(parenthesis.span.open(), "an endpoint without a body has no `()`: leave it out");
        return Ok(broken);
    }
    let read = if content.peek(token::Bracket) {
        body_list(&content, WANTED)
    } else if content.peek(Token![=]) {
        constant(&content).map(BodyKind::Constant)
    } else if is_multipart(&content) {
        content.parse::<Ident>().and_then(|_| ty(&content, WANTED)).map(BodyKind::Multipart)
    } else {
        ty(&content, WANTED).map(BodyKind::One)
    };
    let kind = match read {
        Ok(kind) if content.is_empty() => kind,
        Ok(kind) => {
            errors.at(content.span(), WANTED);
            kind
        }
        Err(error) => {
            errors.push(error);
            BodyKind::Broken
        }
    };
    drain(&content);
    Ok(Body { kind, ..broken })
}

/// Whether the word `multipart` precedes a type, and is not a type itself.
fn is_multipart(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.parse::<Ident>().is_ok_and(|word| word == "multipart")
        && !ahead.is_empty()
        && !ahead.peek(Token![::])
}

fn constant(input: ParseStream<'_>) -> syn::Result<Path> {
    const WANTED: &str = "a body that is always the same is a constant: `(= CANCELLED)`";
    let equals: Token![=] = input.parse()?;
    let span = if input.is_empty() { equals.span } else { input.span() };
    input.call(Path::parse_mod_style).map_err(|_| syn::Error::new(span, WANTED))
}

fn body_list(input: ParseStream<'_>, wanted: &str) -> syn::Result<BodyKind> {
    let list;
    bracketed!(list in input);
    let read = (|| {
        let item = ty(&list, wanted)?;
        if list.is_empty() {
            return Ok(BodyKind::List(item, None));
        }
        list.parse::<Token![;]>().map_err(|error| syn::Error::new(error.span(), wanted))?;
        Ok(BodyKind::List(item, Some(range(&list)?)))
    })();
    let rest = (!list.is_empty()).then(|| list.span());
    drain(&list);
    match (read, rest) {
        (Ok(_), Some(span)) => Err(syn::Error::new(span, wanted)),
        (read, _) => read,
    }
}
