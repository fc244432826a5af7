//! Declares an endpoint that `miro` lacks, typed and paged, in one line: the comments on a board.
//!
//! `cargo run -p miro-examples --example custom_endpoint` runs on a sandbox in this process. Miro serves this endpoint, but does not document
//! it; it may change or disappear at any time. (It is also in the feature `unlisted` of `miro`.)

use futures_util::TryStreamExt;
use miro::prelude::*;
use miro_sandbox::Sandbox;

miro::id! {
    /// Identifies a comment.
    pub CommentId;
}

/// A comment on a board: a thread of messages.
#[derive(Debug, serde::Deserialize)]
pub struct Comment {
    /// Identifies the comment.
    pub id: CommentId,
    /// The messages, the first one first.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// Whether it is resolved.
    #[serde(default)]
    pub resolved: bool,
}

/// One message of a comment.
#[derive(Debug, serde::Deserialize)]
pub struct Message {
    /// The text.
    #[serde(default)]
    pub content: Option<String>,
}

/// A comment to write.
#[derive(Debug, serde::Serialize)]
pub struct NewComment {
    /// The text.
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

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::start().await;
    let api = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).build()?;

    let board = api.boards().create(NewBoard::new("Commented")).await?;
    let board = api.board(&board.id);
    for number in 1..=60 {
        board.comments().create(NewComment { content: format!("Remark {number}") }).await?;
    }

    let page = board.comments().list().limit(10).await?;
    println!("One page has {} of {} comments.", page.data.len(), page.total.unwrap_or_default());

    let comments: Vec<Comment> = board.comments().list().stream().try_collect().await?;
    let last =
        comments.last().and_then(|comment| comment.messages.first()?.content.as_deref()).unwrap_or("nothing");
    println!("The stream has all {}; the last says {last:?}.", comments.len());
    Ok(())
}
