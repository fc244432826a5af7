//! What most programs need: `use miro::prelude::*;`

pub use crate::api::{BoardHandle, ItemHandle};
pub use crate::model::*;
pub use crate::{Cursor, Error, ErrorKind, Miro, MiroApi};
