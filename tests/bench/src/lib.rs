//! What the programs that print figures have in common.

pub mod figure;

use std::error::Error;

/// Whatever kept a figure from being taken.
pub type Failure = Box<dyn Error + Send + Sync>;
