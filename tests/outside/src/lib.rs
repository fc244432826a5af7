//! An endpoint of a user's own crate.

use miro::prelude::*;

/// A comment on a board.
#[derive(Debug, serde::Deserialize)]
pub struct Comment {
    /// Identifies the comment.
    pub id: String,
}

/// A comment to write.
#[derive(Debug, serde::Serialize)]
pub struct NewComment {
    /// Its text.
    pub content: String,
}

miro::endpoints! {
    /// Comments on a board.
    pub Comments for BoardHandle {
        /// Lists the comments on the board.
        list   GET  "/v2-experimental/boards/{board_id}/comments"              -> Offset<Comment> [boards:read,  L1, unlisted, "get-comments"];
        /// Writes a comment.
        create POST "/v2-experimental/boards/{board_id}/comments" (NewComment) -> Comment         [boards:write, L2, unlisted, "create-comment"];
    }
}
