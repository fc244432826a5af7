//! The path to the crate that exports the macro, under any name that the calling crate uses.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The `$crate` of the `macro_rules!` that `miro` exports. It is valid even in crates that rename `miro`, or have
/// it only through another crate.
#[derive(Clone)]
pub(crate) struct Root(pub(crate) TokenStream);

impl Root {
    /// Splits the root in its brackets, `[$crate]`, from the declarations after it.
    pub(crate) fn split(tokens: TokenStream) -> syn::Result<(Self, TokenStream)> {
        let mut tokens = tokens.into_iter();
        match tokens.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
                // Its own position is in `miro`, which is not the place of any error.
                Ok((Self(Self(group.stream()).at(Span::call_site())), tokens.collect()))
            }
            _ => Err(syn::Error::new(
                Span::call_site(),
                "this macro is a part of `miro::endpoints!`, which passes the path of `miro`: use that one",
            )),
        }
    }

    /// Returns the same path, but errors about it point at this position.
    pub(crate) fn at(&self, span: Span) -> TokenStream {
        let located = |mut token: TokenTree| {
            token.set_span(token.span().located_at(span));
            token
        };
        self.0.clone().into_iter().map(located).collect()
    }

    /// The type at the start of every path, `MiroApi`.
    pub(crate) fn client(&self, span: Span) -> syn::Path {
        let root = self.at(span);
        let name = proc_macro2::Ident::new("MiroApi", span);
        syn::parse_quote!(#root::#name)
    }
}

impl ToTokens for Root {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn the_root_comes_before_the_declarations() {
        let (root, declarations) = Root::split(quote!([::other::miro] pub Things {})).unwrap();
        assert_eq!(root.to_token_stream().to_string(), quote!(::other::miro).to_string());
        assert_eq!(declarations.to_string(), quote!(pub Things {}).to_string());
        let client = root.client(Span::call_site()).to_token_stream().to_string();
        assert_eq!(client, quote!(::other::miro::MiroApi).to_string());
    }

    #[test]
    fn a_missing_root_suggests_the_other_macro() {
        for tokens in [quote!(), quote!(pub Things {}), quote!(#[doc = "x"] pub Things {})] {
            let error = Root::split(tokens).map(|_| ()).unwrap_err();
            assert!(error.to_string().contains("`miro::endpoints!`"), "{error}");
        }
    }
}
