//! What Miro serves without saying so: operations that are not in its specification.
//!
//! Each was seen to respond, on the day that its documentation names. None is promised: any may change or go without notice,
//! and what its documentation calls unknown, nobody has written down. None is in [`catalogue`](crate::catalogue), which is
//! Miro's specification; [`unlisted::catalogue`](catalogue) has them.
//!
//! Their methods come by traits, so that a program says by an import that it uses them, and so that this feature does not get
//! in the way of a program that declares such an operation itself, by [`endpoints!`](crate::endpoints!).
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

pub use comments::{Comments, CommentsExt};
pub use data_table_formats::{DataTableFormats, DataTableFormatsExt};
pub use diagrams::{Diagrams, DiagramsExt};
#[cfg(feature = "scim")]
pub use scim_groups::ScimGroupsExt;

const OPERATIONS: &[&[&Operation]] = &[
    comments::OPERATIONS,
    diagrams::OPERATIONS,
    data_table_formats::OPERATIONS,
    #[cfg(feature = "scim")]
    scim_groups::OPERATIONS,
];

/// Every operation of this module.
///
/// ```
/// use miro::operation::Stability;
///
/// assert!(miro::api::unlisted::catalogue().all(|operation| operation.stability() == Stability::Unlisted));
/// ```
pub fn catalogue() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().copied().flatten().copied()
}
