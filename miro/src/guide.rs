//! Guides to this crate and to the behavior of Miro's API. This module contains documentation only.
//!
//! The [front page](crate) has the quick start, [`api`](crate::api) the operations.

#[doc = include_str!("../docs/login.md")]
pub mod login {}

#[doc = include_str!("../docs/paging.md")]
pub mod paging {}

#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

#[doc = include_str!("../docs/uploads.md")]
pub mod uploads {}

#[doc = include_str!("../docs/limits.md")]
pub mod limits {}

#[doc = include_str!("../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/running.md")]
pub mod running {}

#[doc = include_str!("../docs/migration.md")]
#[doc = include_str!("../docs/migration-calls.md")]
pub mod migration {}
