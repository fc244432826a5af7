//! The types that most programs need: `use miro::prelude::*;`

#[cfg(feature = "oauth")]
pub use crate::Miro;
#[cfg(feature = "boards")]
pub use crate::api::{BoardHandle, ItemHandle};
pub use crate::model::*;
pub use crate::{Cursor, Error, ErrorKind, MiroApi};
