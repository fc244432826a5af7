use crate::endpoints;
use crate::MiroApi;
use crate::model::{Board, BoardChanges, BoardCopy, BoardId, BoardSort, NewBoard, ProjectId, TeamId, UserId};

endpoints! {
    pub(super) const OPERATIONS;

    /// Boards that the token can see.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::prelude::*;
    ///
    /// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
    /// let board = api.boards().create(NewBoard::new("Retro").description("Sprint 12")).await?;
    /// let copy = api.boards().copy(&board, BoardCopy::new().name("Retro of sprint 13")).await?;
    ///
    /// let mut boards = api.boards().list().team_id("3074457345618265000").sort(BoardSort::LastModified).stream();
    /// while let Some(board) = boards.try_next().await? {
    ///     println!("{:?}", board.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub Boards of MiroApi at "/v2/boards" {
        /// Lists boards.
        ///
        /// With `team_id` or `project_id` Miro ignores `query` and `owner`; without them it ignores `sort`, and a new board
        /// takes some seconds to appear.
        ///
        /// Company admins with Content Admin permissions also get private boards, but not the content.
        list    GET    ""  ?{ team_id: TeamId, project_id: ProjectId, query: str in 0..=500, owner: UserId, sort: BoardSort }
                                                               -> Offset<Board, 1..=50>  [boards:read  L1 "get-boards"];
        /// Creates a board. On the free plan a team can have three.
        create  POST   ""                          (NewBoard)  -> Board                  [boards:write L3 "create-board"];
        /// Copies a board with everything on it. Not idempotent, although it is a `PUT`.
        copy    PUT    ""  ?{ copy_from!: BoardId } (BoardCopy) -> Board                 [boards:write L4 not idempotent "copy-board"];
    }

    /// One board, and everything on it.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let changes = BoardChanges::new().name("Retro, done").team_access(BoardAccess::View);
    /// match board.update(changes).await? {
    ///     Some(changed) => println!("{:?}", changed.modified_at),
    ///     None => println!("accepted: look at it again in a moment"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub BoardHandle of MiroApi at "/v2/boards/{board_id}" {
        /// Fetches the board.
        get     GET    ""                                      -> Board                  [boards:read  L1 "get-specific-board"];
        /// Updates the board. Fields that are not set stay unchanged.
        ///
        /// Returns `None` if Miro has accepted the change but not finished it: poll [`get`](Self::get).
        update  PATCH  ""                      (BoardChanges)  -> Option<Board>          [boards:write L2 "update-board"];
        /// Moves the board to the trash. On paid plans it can be restored for 90 days.
        delete  DELETE ""                                      -> ()                     [boards:write L3 "delete-board"];
    }
}

impl BoardHandle {
    /// Returns the board of one of its groups.
    pub(crate) fn of(group: &impl crate::Handle) -> Self {
        Self { resource: group.resource().clone() }
    }
}
