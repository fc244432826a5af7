//! The engine of the [`miro`](https://docs.rs/miro-api) crate: everything between a declared endpoint and Miro's
//! servers.
//!
//! Programs depend on `miro`, which re-exports what they need. Depend on this crate to write a
//! [transport](transport::Transport), a [middleware](middleware::Middleware) or a [storage](storage::Storage).

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod budget;
mod call;
pub mod client;
mod decode;
mod error;
mod hosts;
mod json;
pub mod middleware;
#[cfg(feature = "oauth")]
pub mod oauth;
pub mod operation;
pub mod page;
mod path;
#[cfg(any(feature = "budget-redis", feature = "storage-redis"))]
mod redis;
mod request;
mod resource;
mod response;
mod runtime;
mod sent;
#[cfg(feature = "oauth")]
pub mod session;
#[cfg(feature = "oauth")]
pub mod storage;
mod task;
#[cfg(any(feature = "reqwest", feature = "budget-redis", feature = "storage-redis"))]
mod tls;
pub mod token;
pub mod transport;
pub mod upload;
mod url_value;
pub mod wire;

pub use call::{Call, CallFuture, Download, DownloadedFile, RawRequest};
pub use error::{Error, ErrorKind, Outcome};
pub use operation::Operation;
pub use request::Request;
pub use resource::{Handle, Resource};
pub use response::Response;

pub use http;
pub use secrecy;

/// Items that `endpoints!` and the model macros expand to. Not for use by hand, and not covered by semver.
#[doc(hidden)]
pub mod __private {
    pub use crate::budget::Priority;
    pub use crate::call_settings;
    pub use crate::const_concat;
    #[cfg(feature = "__watch-errors")]
    pub use crate::error::watch_errors;
    pub use crate::json::{is_first_reading, is_read_again, memory};
    pub use crate::middleware::RetryPolicy;
    pub use crate::operation::{
        CountItems, Host, Known, Level, Otherwise, Paging, Parameter, Stability, stability_of,
    };
    pub use crate::page::{Cursor, CursorPage, Elements, Items, List, OffsetPage, Pages, StartIndexPage};
    pub use crate::path::{has_placeholder, join, joined_length};
    pub use crate::request::CallSettings;
    pub use crate::url_value::{UrlValue, url_value};
    pub use crate::{Call, CallFuture, Error, Handle, Operation, Request, Resource, Response as RawResponse};
    pub use http::Method;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}
