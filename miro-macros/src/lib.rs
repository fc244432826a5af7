//! The endpoint DSL of the [`miro`](https://docs.rs/miro-api) crate: one declarative line becomes a typed request.
//!
//! Built like a small compiler, one stage after the other, and each of them in a place of its own:
//!
//! ```text
//! tokens -> parse -> ast -> check -> model -> expand -> tokens
//! ```
//!
//! * `parse` reads what was written, and goes on behind a mistake: a broken line costs that line alone.
//! * `ast` is what was written, with the position of every token.
//! * `check` finds what cannot be meant, says what to write instead, and lowers the rest.
//! * `model` is what was meant: names made, types told apart, paths taken to pieces.
//! * `expand` writes Rust; broken lines get a stand-in, so that their callers report nothing more.
//!
//! Every stage hands on what it understood together with the errors so far: all mistakes of an invocation are
//! reported at once.

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

/// The part of `miro::endpoints!` that reads and writes: `endpoints! { [$crate] .. }`.
///
/// Programs use [`miro::endpoints!`](https://docs.rs/miro-api/latest/miro/macro.endpoints.html), which has the
/// documentation of the language, and puts its `$crate` in front.
#[proc_macro]
pub fn endpoints(input: TokenStream) -> TokenStream {
    match Root::split(input.into()) {
        Ok((root, declarations)) => expand::expand(check::check(root, parse::parse(declarations))).into(),
        Err(error) => error.into_compile_error().into(),
    }
}
