#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

// Expansions of `endpoints!` name `::miro`, in this crate as in every other.
extern crate self as miro;

pub mod api;
mod client;
pub mod model;
pub mod prelude;

pub use api::catalogue;
pub use client::{Miro, MiroApi, MiroApiBuilder, MiroBuilder};
pub use miro_core::client::{Hosts, RawRequest};
pub use miro_core::page::{Cursor, CursorPage, Elements, OffsetPage, Page, Rejected, StartIndexPage};
pub use miro_core::{
    Call, CallFuture, Error, ErrorKind, Handle, Operation, Request, Resource, Response, http, id, middleware,
    oauth, open_enum, operation, page, secrecy, storage, token, transport, wire,
};
pub use miro_macros::endpoints;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[doc(hidden)]
pub use miro_core::__private;
