//! Code shared by the programs that print figures.

pub mod figure;

use std::error::Error;

/// The reason why a figure could not be taken.
pub type Failure = Box<dyn Error + Send + Sync>;
