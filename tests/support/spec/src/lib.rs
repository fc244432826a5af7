//! The catalogue of `miro` beside [Miro's OpenAPI specification](https://github.com/miroapp/api-clients): what is new there,
//! what is gone, what has changed.
//!
//! Compared are operations, and of each its method and path, plan, scopes, rate level, query parameters (with those of
//! paging) and the media types of its body. What answers and bodies hold is not: models take what they do not know.
//!
//! Where the specification is wrong, [`KNOWN`] says so, and nothing is reported.

mod compare;
mod description;
mod known;
mod openapi;

pub use compare::{Change, Differences, compare};
pub use description::{Description, Operations, Parameter, catalogue};
pub use known::{KNOWN, Known};
pub use openapi::read;
