//! The endpoint DSL of the [`miro`](https://docs.rs/miro-api) crate, which turns one declarative line into a typed
//! request.
//!
//! Structured like a small compiler, with one module for each stage:
//!
//! ```text
//! tokens -> parse -> ast -> check -> model -> expand -> tokens
//! ```
//!
//! * `parse` reads the declarations, and continues after an error: an invalid line affects no other.
//! * `ast` is the source as written, with the position of every token.
//! * `check` reports errors with corrections, and lowers the rest.
//! * `model` is the meaning: generated names, classified types, parsed paths.
//! * `expand` writes Rust; invalid lines get a placeholder, so that their callers report no further errors.
//!
//! Every stage passes on its results together with the errors so far: all errors of an invocation are reported at
//! once.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod ast;
mod check;
mod doc_comment;
mod error;
mod expand;
mod model;
mod names;
mod parse;
mod root;
mod suggest;

use proc_macro::TokenStream;

use crate::root::Root;

/// The procedural part of `miro::endpoints!`: `endpoints! { [$crate] .. }`.
///
/// Programs use [`miro::endpoints!`](https://docs.rs/miro-api/latest/miro/macro.endpoints.html), which documents
/// the language, and prepends its `$crate`.
#[proc_macro]
pub fn endpoints(input: TokenStream) -> TokenStream {
    match Root::split(input.into()) {
        Ok((root, declarations)) => expand::expand(check::check(root, parse::parse(declarations))).into(),
        Err(error) => error.into_compile_error().into(),
    }
}
