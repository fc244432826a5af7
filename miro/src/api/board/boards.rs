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
        /// With `team_id` or `project_id` Miro leaves `query` and `owner` out of account, and only with them it sorts. Without
        /// them a new board takes some seconds to appear.
        ///
        /// A company admin with Content Admin permissions gets private boards, too, but not what is on them.
        list    GET    ""  ?{ team_id: TeamId, project_id: ProjectId, query: str in 0..=500, owner: UserId, sort: BoardSort }
                                                               -> Offset<Board, 1..=50>  [boards:read  L1 "get-boards"];
        /// Creates a board. On the free plan a team has room for three.
        create  POST   ""                          (NewBoard)  -> Board                  [boards:write L3 "create-board"];
        /// Copies a board with all that is on it. Not idempotent, for all that it is a `PUT`.
        copy    PUT    ""  ?{ copy_from!: BoardId } (BoardCopy) -> Board                 [boards:write L4 not idempotent "copy-board"];
    }

    /// One board, and all that is on it.
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
        /// Changes what is set of the board. `None` means that Miro has accepted the change and still works on it:
        /// [`get`](Self::get) tells when it is done.
        update  PATCH  ""                      (BoardChanges)  -> Option<Board>          [boards:write L2 "update-board"];
        /// Moves the board to the trash, from which it can be restored for 90 days on paid plans.
        delete  DELETE ""                                      -> ()                     [boards:write L3 "delete-board"];
    }
}

impl BoardHandle {
    /// The board that a group of it is on.
    pub(crate) fn of(group: &impl crate::Handle) -> Self {
        Self { resource: group.resource().clone() }
    }
}
