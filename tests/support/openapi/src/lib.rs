//! Miro's specification for tests.
//!
//! It is not part of this repository. `MIRO_OPENAPI` is its path; tests that use it do without if it is not set.
//!
//! | module | what |
//! | --- | --- |
//! | [`errata`] | the one list of places where the specification is not followed, each with the reason |
//! | [`schemas`] | responses and bodies are compared with these, by the client and by the sandbox alike; nothing there names either |
//! | [`comparison`] | the catalogue of `miro` against the operations of the specification |

pub mod comparison;
pub mod errata;
#[cfg(feature = "schemas")]
pub mod schemas;

use std::path::Path;

use serde_json::Value;

#[cfg(feature = "schemas")]
pub use schemas::{Operation, Parameter, Spec, name_of, spec};

/// Returns the specification at `MIRO_OPENAPI` uncorrected, if there is one.
///
/// # Panics
/// Panics if it cannot be read.
pub fn document() -> Option<Value> {
    let path = std::env::var_os("MIRO_OPENAPI")?;
    let path = Path::new(&path);
    let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
