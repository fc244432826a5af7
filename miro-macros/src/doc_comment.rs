//! Documentation as attributes: `/// text` is `#[doc = " text"]`.

use proc_macro2::Span;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, parse_quote_spanned};

/// Returns the text of `/// text`, with the space before it. `None` for other attributes, such as
/// `#[doc(alias = ..)]`.
pub(crate) fn text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    match &pair.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if pair.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// Creates a line of documentation, like `///`.
pub(crate) fn line(text: &str, span: Span) -> Attribute {
    let text = if text.is_empty() { String::new() } else { format!(" {text}") };
    let text = LitStr::new(&text, span);
    parse_quote_spanned!(span=> #[doc = #text])
}

/// Whether an attribute is documentation: a text, or an included file.
pub(crate) fn is_text(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc") && matches!(attribute.meta, Meta::NameValue(_))
}

pub(crate) fn is_blank(attribute: &Attribute) -> bool {
    text(attribute).is_some_and(|text| text.trim().is_empty())
}
