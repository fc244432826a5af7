use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found so far. A stage reports here and goes on, so that one compilation shows all of them.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
}

impl Errors {
    /// Reports a mistake at one token.
    pub(crate) fn at(&mut self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Reports a mistake that spans several tokens, from the first to the last.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// How many there are: a stage compares before and after to learn whether a line is sound.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// All of them, from the top to the bottom of the invocation rather than stage by stage.
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

/// Line and column; outside of a compiler, as in a unit test, there are none.
fn position(span: Span) -> (usize, usize) {
    if !proc_macro::is_available() {
        return (0, 0);
    }
    let span = span.unwrap();
    (span.line(), span.column())
}
