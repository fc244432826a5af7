//! Compares the catalogue of `miro` with [Miro's OpenAPI specification](https://github.com/miroapp/api-clients): what
//! is new there, what is gone, what has changed.
//!
//! Operations are compared by method and path, plan, scopes, rate level, query parameters (including those of paging)
//! and the media types of the body. The content of responses and bodies is not compared, because models accept
//! unknown values.
//!
//! If the specification is wrong, [`ERRATA`](crate::errata::ERRATA) has a row, and nothing is reported.

mod compare;
mod description;
mod read;

pub use compare::{Change, Differences, compare};
#[cfg(feature = "catalogue")]
pub use description::catalogue;
pub use description::{Description, Operations, Parameter};
pub use read::read;
