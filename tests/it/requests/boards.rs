//! Boards, their members, and the token.

use miro::model::{
    BoardAccess, BoardInvitation, BoardMemberChanges, CollaborationToolsStartAccess, CopyAccess, LinkAccess,
    SharingAccess, TokenRevocation,
};
use miro::prelude::*;

use super::{BOARD, Calls, USER};

pub(super) async fn boards(calls: &Calls) {
    let boards = calls.api.boards();
    calls.make(boards.list()).await;
    let filtered = boards
        .list()
        .team_id("3074457345618265001")
        .project_id("3074457345618265002")
        .query("retro & more/50%")
        .owner(USER)
        .sort(BoardSort::LastModified)
        .limit(7)
        .resume_from("14");
    calls.make(filtered).await;
    let new = NewBoard::new("Retro")
        .description("Sprint 12")
        .team_id("3074457345618265001")
        .project_id("3074457345618265002")
        .access(BoardAccess::Private)
        .organization_access(BoardAccess::View)
        .team_access(BoardAccess::Edit)
        .invite_to_account_and_board_link_access(LinkAccess::NoAccess)
        .copy_access(CopyAccess::TeamEditors)
        .sharing_access(SharingAccess::OwnerAndCoowners)
        .collaboration_tools_start_access(CollaborationToolsStartAccess::AllEditors);
    calls.make(boards.create(new)).await;
    calls.make(boards.copy(BOARD, BoardCopy::new().name("Retro 2"))).await;
    let board = calls.board();
    calls.make(board.get()).await;
    calls.make(board.update(BoardChanges::new().description("Sprint 13"))).await;
    calls.make(board.delete()).await;
}

pub(super) async fn members(calls: &Calls) {
    let members = calls.board().members();
    calls.make(members.list()).await;
    let invitation = BoardInvitation::new(["ada@example.com", "grace@example.com"])
        .role(BoardRole::Editor)
        .message("Come and see");
    calls.make(members.invite(invitation)).await;
    calls.make(members.get(USER)).await;
    calls.make(members.update(USER, BoardMemberChanges::new().role(BoardRole::Viewer))).await;
    calls.make(members.remove(USER)).await;
}

pub(super) async fn tokens(calls: &Calls) {
    let tokens = calls.api.tokens();
    calls.make(tokens.context()).await;
    calls.make(tokens.revoke(TokenRevocation::new("access-token", "client-id", "client-secret"))).await;
    #[expect(deprecated, reason = "the operation is declared, so it is called here")]
    calls.make(tokens.revoke_by_url("access&token")).await;
}
