//! What `endpoints!`, `id!` and `open_enum!` must support: a crate that has `miro` under another name, and crates
//! that get it only from this one.

pub use client;
pub use client::endpoints as declare;

client::id! {
    /// Identifies a vote.
    pub VoteId;
}

client::open_enum! {
    /// The choice of a vote.
    pub Choice { Yes = "yes", No = "no" }
}

/// A vote on a board.
#[derive(Debug, serde::Deserialize)]
pub struct Vote {
    /// Identifies the vote.
    pub id: VoteId,
    /// The choice.
    pub choice: Choice,
}

client::endpoints! {
    /// Everything that is declared here.
    pub const OPERATIONS;

    /// The votes on a board.
    pub Votes for client::api::BoardHandle {
        /// Lists votes.
        list GET "/v2/boards/{board_id}/votes" ?{ choice: Choice } -> Offset<Vote> [boards:read L1 "get-votes"];
        /// Fetches a vote.
        get GET "/v2/boards/{board_id}/votes/{vote_id}" -> Vote [boards:read L1 "get-vote"];
    }

    /// The polls of a user.
    pub Polls {
        /// Lists polls.
        list GET "/v2/polls" -> Vec<Vote> [boards:read L1 "get-polls"];
    }
}
