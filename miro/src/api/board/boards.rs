use crate::endpoints;
use crate::MiroApi;
use crate::model::{Board, BoardChanges, BoardCopy, BoardId, BoardSort, NewBoard, ProjectId, TeamId, UserId};

endpoints! {
    pub(super) const OPERATIONS;

    /// Boards that the token can see.
    pub Boards of MiroApi at "/v2/boards" {
        /// Lists boards.
        ///
        /// With `team_id` or `project_id` Miro leaves `query` and `owner` out of account, and only with them it sorts. Without
        /// them a new board takes some seconds to appear.
        list    GET    ""  ?{ team_id: TeamId, project_id: ProjectId, query: str in 0..=500, owner: UserId, sort: BoardSort }
                                                               -> Offset<Board, 1..=50>  [boards:read  L1 "get-boards"];
        /// Creates a board.
        create  POST   ""                          (NewBoard)  -> Board                  [boards:write L3 "create-board"];
        /// Copies a board with all that is on it. Not idempotent, for all that it is a `PUT`.
        copy    PUT    ""  ?{ copy_from!: BoardId } (BoardCopy) -> Board                 [boards:write L4 "copy-board"];
    }

    /// One board, and all that is on it.
    pub BoardHandle of MiroApi at "/v2/boards/{board_id}" {
        /// Fetches the board.
        get     GET    ""                                      -> Board                  [boards:read  L1 "get-specific-board"];
        /// Changes the board. `None` means that Miro has accepted the change and still works on it.
        update  PATCH  ""                      (BoardChanges)  -> Option<Board>          [boards:write L2 "update-board"];
        /// Moves the board to the trash, from which it can be restored for 90 days on paid plans.
        delete  DELETE ""                                      -> ()                     [boards:write L3 "delete-board"];
    }
}
