// Its examples are tested when all features that they use are enabled.
#![cfg_attr(all(feature = "boards", feature = "oauth", feature = "reqwest"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "boards", feature = "oauth", feature = "reqwest")),
    doc = "A client for the Miro REST API, with some of its features."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod api;
#[cfg(feature = "boards")]
pub mod batch;
mod client;
mod endpoints;
// Only in documentation; its examples are tested when all features that they use are enabled.
#[cfg(all(doc, feature = "boards", feature = "oauth", feature = "reqwest"))]
pub mod guide;
pub mod model;
pub mod prelude;

pub use api::catalogue;
#[cfg(feature = "scim")]
pub use client::Scim;
#[cfg(feature = "oauth")]
pub use client::{Miro, MiroBuilder};
pub use client::{MiroApi, MiroApiBuilder};
pub use miro_core::client::Hosts;
pub use miro_core::page::{Cursor, CursorPage, Elements, OffsetPage, Page, Rejected, StartIndexPage};
pub use miro_core::{
    Call, CallFuture, Download, DownloadedFile, Error, ErrorKind, Handle, Operation, Outcome, RawRequest,
    Request, Resource, Response, budget, http, id, middleware, open_enum, operation, page, secrecy, token,
    transport, upload, wire,
};

#[cfg(feature = "oauth")]
pub use miro_core::{oauth, storage};

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Paths that expansions of `endpoints!` use. Not public API and not covered by semver.
#[doc(hidden)]
pub mod __private {
    pub use miro_core::__private::*;
    pub use miro_macros::endpoints;
}
