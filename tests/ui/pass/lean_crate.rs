//! A strict crate that imports nothing but the types that it names.
#![deny(missing_docs, warnings, unreachable_pub, missing_debug_implementations, unused_qualifications)]
#![deny(clippy::all, clippy::pedantic)]

use miro::api::BoardHandle;

/// A comment.
#[derive(Debug, serde::Deserialize)]
#[allow(dead_code)]
struct Comment {
    id: String,
}

/// Asked for by its id.
#[derive(Clone, Debug)]
struct CommentId(String);

impl std::fmt::Display for CommentId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<&str> for CommentId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// What is visible is documented.
pub mod open {
    use super::BoardHandle;
    use miro::model::Board;

    miro::endpoints! {
        pub Votes for BoardHandle {
            list GET "/v2-experimental/boards/{board_id}/votes" ?{ round: u32 in 1..=9 } -> Offset<Board> [boards:read L1 "get-votes"];
            reset POST "/v2-experimental/boards/{board_id}/votes" -> () [boards:write L2 "reset-votes"];
        }
        pub trait Voting for BoardHandle {
            start POST "/v2-experimental/boards/{board_id}/vote" ?{ round: u32 } -> () [boards:write L2 "start-vote"];
        }
        pub VoteHandle at "/v2-experimental/votes/{name: str}" {
            get GET "" -> Board [boards:read L1 "get-vote"];
        }
    }
}

miro::endpoints! {
    Comments for BoardHandle {
        list GET "/v2-experimental/boards/{board_id}/comments" -> Offset<Comment> [boards:read, L1, "get-comments"];
        get GET "/v2-experimental/boards/{board_id}/comments/{comment_id}" ?{ deep: bool } -> Comment [boards:read, L1, "get-comment"];
    }
}

async fn calls(board: BoardHandle) -> Result<(), miro::Error> {
    use open::{Voting as _, VotesExt as _};
    drop(board.comments().list().await?);
    board.comments().get("7").deep(true).await?;
    board.votes().list().round(1).await?;
    board.votes().reset().await?;
    board.start().round(2).await?;
    Ok(())
}

fn main() {
    let _ = calls;
}
