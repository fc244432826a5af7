//! Compares the catalogue of `miro` with [Miro's OpenAPI specification](https://github.com/miroapp/api-clients): what
//! is new there, what is gone, what has changed.
//!
//! Operations are compared by method and path, plan, scopes, rate level, query parameters (including those of paging)
//! and the media types of the body. The content of responses and bodies is not compared, because models accept
//! unknown values.
//!
//! If the specification is wrong, [`KNOWN`] has a row, and nothing is reported.

mod compare;
mod description;
mod known;
mod openapi;

pub use compare::{Change, Differences, compare};
pub use description::{Description, Operations, Parameter, catalogue};
pub use known::{KNOWN, Known};
pub use openapi::read;
