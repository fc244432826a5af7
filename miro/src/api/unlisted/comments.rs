use crate::api::BoardHandle;
use crate::endpoints;
use crate::model::unlisted::{Comment, CommentChanges, CommentId, CommentReply, NewComment};

endpoints! {
    pub(super) const OPERATIONS;

    /// The comments on one board, as threads of a message and its replies.
    ///
    /// Observed with a plain access token on 2026-08-13. A comment cannot be deleted: a `DELETE` fails with 405.
    ///
    /// ```no_run
    /// use miro::api::unlisted::CommentsExt;
    /// use miro::model::unlisted::{CommentChanges, CommentReply, NewComment};
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let comment = board.comments().create(NewComment::new("Is this still true?").on_item("3458764517517819001")).await?;
    /// board.comments().reply(&comment, CommentReply::new("It is")).await?;
    /// board.comments().update(&comment, CommentChanges::new().resolved(true)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Comments for BoardHandle {
        /// Lists the comments on the board.
        ///
        /// Unknown: their order.
        list    GET   "/v2-experimental/boards/{board_id}/comments"
                                                    -> Offset<Comment, 1..=50> [boards:read  L1 unlisted "get-comments"];
        /// Starts a thread with its first message.
        ///
        /// Miro ignores `x` and `y`. If an item is given, the comment is attached to it.
        create  POST  "/v2-experimental/boards/{board_id}/comments" (NewComment)
                                                    -> Comment                 [boards:write L2 unlisted "create-comment"];
        /// Fetches a comment with all its messages.
        get     GET   "/v2-experimental/boards/{board_id}/comments/{comment_id}"
                                                    -> Comment                 [boards:read  L1 unlisted "get-comment"];
        /// Resolves or reopens a comment.
        ///
        /// Unknown: whether anything other than `resolved` can be changed.
        update  PATCH "/v2-experimental/boards/{board_id}/comments/{comment_id}" (CommentChanges)
                                                    -> Comment                 [boards:write L2 unlisted "update-comment"];
        /// Adds a message to a comment, and returns the comment with all its messages.
        ///
        /// Unknown: whether Miro always does that. If the response is the new message, `kind` is `message`, and `extra` has its
        /// `content`.
        reply   POST  "/v2-experimental/boards/{board_id}/comments/{comment_id}/messages" (CommentReply)
                                                    -> Comment                 [boards:write L2 unlisted "reply-to-comment"];
    }
}
