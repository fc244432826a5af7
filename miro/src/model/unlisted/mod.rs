//! Types of the operations of [`api::unlisted`](crate::api::unlisted), as observed, because Miro does not specify
//! them.

mod comments;
mod data_table_formats;
mod diagrams;
#[cfg(feature = "scim")]
mod scim_groups;

pub use comments::{
    Comment, CommentAnchor, CommentChanges, CommentId, CommentMessage, CommentMessageId, CommentPosition,
    CommentReply, NewComment,
};
pub use data_table_formats::DataTableFormat;
pub use diagrams::{Diagram, DiagramData};
#[cfg(feature = "scim")]
pub use scim_groups::NewScimGroup;
