use quote::ToTokens;
use syn::spanned::Spanned as _;
use syn::{GenericArgument, PathArguments, Type};

use crate::ast::Range;
use crate::error::Errors;
use crate::model::Taken;

const INTEGERS: [&str; 8] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];
/// Too wide to be checked against a range, or of a platform-dependent width.
const PLAIN: [&str; 5] = ["bool", "usize", "isize", "u128", "i128"];

/// Returns how a caller passes a value of this type.
pub(super) fn taken(ty: &Type, errors: &mut Errors) -> Taken {
    if let Type::Reference(reference) = ty {
        let instead = if is(&reference.elem, "str") { "str".to_owned() } else { text(&reference.elem) };
        errors.on(ty, format!("values are taken by `impl Into`: write `{instead}`"));
        return taken(&reference.elem, errors);
    }
    match name(ty).as_deref() {
        Some("str") => Taken::Text(ty.span()),
        Some("String") => {
            errors.on(ty, "a text is written `str`: it is taken by `impl Into<String>`");
            Taken::Text(ty.span())
        }
        Some(name) if INTEGERS.contains(&name) || PLAIN.contains(&name) => Taken::Plain(ty.clone()),
        _ => wrapped(ty, errors).unwrap_or_else(|| Taken::Into(ty.clone())),
    }
}

/// Unwraps a type in a wrapper whose meaning the grammar expresses with a sign.
fn wrapped(ty: &Type, errors: &mut Errors) -> Option<Taken> {
    let (message, inner) = if let Some(inner) = argument(ty, "Option") {
        (
            format!(
                "a parameter is optional without `Option`: write `{}`, required ones `name!: ..`",
                text(inner)
            ),
            inner,
        )
    } else {
        let inner = argument(ty, "Vec")?;
        (format!("several values are written in brackets: `[{}]`", text(inner)), inner)
    };
    errors.on(ty, message);
    Some(taken(inner, &mut Errors::default()))
}

/// The kinds of values that a range can limit.
#[derive(Clone, Copy)]
pub(super) enum Ranged {
    Values,
    Lengths,
    Counts,
}

pub(super) fn ranged(taken: &Taken, list: bool) -> Option<Ranged> {
    match taken {
        _ if list => Some(Ranged::Counts),
        Taken::Text(_) => Some(Ranged::Lengths),
        Taken::Plain(ty) => {
            name(ty).is_some_and(|name| INTEGERS.contains(&name.as_str())).then_some(Ranged::Values)
        }
        Taken::Into(_) => None,
    }
}

/// Returns the bounds of a range, in order, and not negative for counts and lengths.
pub(super) fn bounds(range: &Range, ranged: Ranged, errors: &mut Errors) -> (i64, i64) {
    let (low, high) = (range.low, range.high);
    if low > high {
        errors.on(&range.tokens, format!("`{low}..={high}` is empty: write `{high}..={low}`"));
        return (high, low);
    }
    if low < 0 && !matches!(ranged, Ranged::Values) {
        errors.on(&range.tokens, format!("a number of things is not negative: write `0..={}`", high.max(0)));
    }
    (low, high)
}

/// Returns the `T` of `Wrapper<T>`.
pub(super) fn argument<'a>(ty: &'a Type, wrapper: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let mut segments = path.path.segments.iter();
    let (Some(segment), None, None) = (segments.next(), segments.next(), &path.qself) else { return None };
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if segment.ident == wrapper && arguments.args.len() == 1 => {
            Some(inner)
        }
        _ => None,
    }
}

/// Returns the name of a type, if it is a single word.
pub(super) fn name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path.get_ident().filter(|_| path.qself.is_none()).map(ToString::to_string)
}

fn is(ty: &Type, wanted: &str) -> bool {
    name(ty).is_some_and(|name| name == wanted)
}

/// Formats a type as it was probably written: tokens print with spaces between all of them.
pub(super) fn text(ty: &Type) -> String {
    ty.to_token_stream()
        .to_string()
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" :: ", "::")
        .replace(" ,", ",")
}
