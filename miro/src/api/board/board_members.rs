use super::BoardHandle;
use crate::endpoints;
use crate::model::{BoardInvitation, BoardMember, BoardMemberChanges, BoardMemberId, InvitationResult};

endpoints! {
    pub(super) const OPERATIONS;

    /// The members of one board.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let invitation = BoardInvitation::new(["ada@example.com", "bob@example.com"]).role(BoardRole::Editor);
    /// let result = board.members().invite(invitation).await?;
    /// for failed in &result.failed {
    ///     println!("{:?} was not invited: {:?}", failed.email, failed.reason);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub Members of BoardHandle at "/members" {
        /// Lists the members of the board.
        list    GET    ""                                          -> Offset<BoardMember, 1..=50> [boards:read  L1 "get-board-members"];
        /// Shares the board with up to 20 people per call, by e-mail address. The owner role is granted as co-owner.
        ///
        /// The board's sharing policy may require team membership. Addresses that cannot be invited are listed in the
        /// result, not returned as an error.
        invite  POST   ""                        (BoardInvitation) -> InvitationResult            [boards:write L3 "share-board"];
        /// Fetches one member of the board.
        get     GET    "/{board_member_id}"                        -> BoardMember                 [boards:read  L1 "get-specific-board-member"];
        /// Changes the role of a member.
        update  PATCH  "/{board_member_id}"   (BoardMemberChanges) -> BoardMember                 [boards:write L2 "update-board-member"];
        /// Removes a member from the board.
        remove  DELETE "/{board_member_id}"                        -> ()                          [boards:write L2 "remove-board-member"];
    }
}
