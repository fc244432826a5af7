use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The errors so far. A stage reports here and continues, so that one compilation shows all of them.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
}

impl Errors {
    /// Reports an error at one token.
    pub(crate) fn at(&mut self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Reports an error that spans several tokens, from the first to the last.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// The number of errors. A stage compares it before and after an endpoint to learn whether that is valid.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Converts all errors, in the order of the source rather than stage by stage.
    pub(crate) fn into_compile_errors(mut self) -> TokenStream {
        self.found.sort_by_cached_key(|error| position(error.span()));
        let combined = self.found.into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        });
        combined.map(syn::Error::into_compile_error).unwrap_or_default()
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.found.iter().map(ToString::to_string).collect()
    }
}

/// Returns the line and column. Outside of a compiler, for example in a unit test, there are none.
fn position(span: Span) -> (usize, usize) {
    if !proc_macro::is_available() {
        return (0, 0);
    }
    let span = span.unwrap();
    (span.line(), span.column())
}
