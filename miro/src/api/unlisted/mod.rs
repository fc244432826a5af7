//! Operations that Miro serves but that are not in its specification.
//!
//! Each was observed to work on the day that its documentation names. Miro guarantees none of them: any may change or
//! disappear without notice, and facts marked as unknown are undocumented. They are not in [`catalogue`](crate::catalogue),
//! which covers Miro's specification, but in [`unlisted::catalogue`](catalogue).
//!
//! Their methods are in traits, so that using them requires an explicit import, and so that this feature does not conflict
//! with a program that declares such an operation itself, with [`endpoints!`](crate::endpoints!).
//!
//! ```no_run
//! use futures_util::TryStreamExt;
//! use miro::api::unlisted::CommentsExt;
//! use miro::model::unlisted::Comment;
//!
//! # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
//! let comments: Vec<Comment> = api.board("uXjVOD6LSME=").comments().list().stream().try_collect().await?;
//! # Ok(())
//! # }
//! ```

use crate::Operation;

mod comments;
mod data_table_formats;
mod diagrams;
#[cfg(feature = "scim")]
mod scim_groups;

pub use comments::*;
pub use data_table_formats::*;
pub use diagrams::*;
#[cfg(feature = "scim")]
pub use scim_groups::*;

const OPERATIONS: &[&[&Operation]] = &[
    comments::OPERATIONS,
    diagrams::OPERATIONS,
    data_table_formats::OPERATIONS,
    #[cfg(feature = "scim")]
    scim_groups::OPERATIONS,
];

/// Returns every operation of this module.
///
/// ```
/// use miro::operation::Stability;
///
/// assert!(miro::api::unlisted::catalogue().all(|operation| operation.stability() == Stability::Unlisted));
/// ```
pub fn catalogue() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().copied().flatten().copied()
}
