//! Who may do what on a board.
//!
//! Requests set the parts of a policy one by one: see the setters of [`NewBoard`](crate::model::NewBoard).

use miro_core::open_enum;

use crate::model::object::object;
use crate::model::{BoardAccess, CopyAccess, SharingAccess};

object! {
    /// Who may do what on a board, and whom it is shared with.
    #[derive(Default)]
    pub BoardPolicy {
        /// Who may do what.
        permissions_policy => "permissionsPolicy": BoardPermissionsPolicy;
        /// Whom the board is shared with.
        sharing_policy => "sharingPolicy": BoardSharingPolicy;
    }

    /// Who may do what on a board.
    #[derive(Default)]
    pub BoardPermissionsPolicy {
        /// Who may start and stop the timer, votes, video chats and the like; all others can only join.
        collaboration_tools_start_access => "collaborationToolsStartAccess": CollaborationToolsStartAccess;
        /// Who may copy the board and what is on it, and save it as a template, PDF or images.
        copy_access => "copyAccess": CopyAccess;
        /// Who may invite to the board, and change who has access.
        sharing_access => "sharingAccess": SharingAccess;
    }

    /// Whom a board is shared with. Of several that apply to a user, the one that allows most counts.
    #[derive(Default)]
    pub BoardSharingPolicy {
        /// What anybody with the link may do.
        access => "access": BoardAccess;
        /// Whether anybody with the link is asked for a password.
        access_password_required => "accessPasswordRequired": flag;
        /// The role that somebody gets by the link that invites to team and board.
        invite_to_account_and_board_link_access => "inviteToAccountAndBoardLinkAccess": LinkAccess;
        /// What everybody in the organization may do.
        organization_access => "organizationAccess": BoardAccess;
        /// What everybody in the team may do.
        team_access => "teamAccess": BoardAccess;
    }
}

open_enum! {
    /// Who may start timers, votes, video chats and the like on a board.
    pub CollaborationToolsStartAccess {
        /// Miro's default.
        AllEditors = "all_editors",
        BoardOwnersAndCoowners = "board_owners_and_coowners",
    }

    /// The role that a link gives to somebody who follows it.
    pub LinkAccess {
        /// The link does not invite; Miro's default, and the only value on the Enterprise plan.
        NoAccess = "no_access",
        Viewer = "viewer",
        Commenter = "commenter",
        Editor = "editor",
        /// In answers only.
        Coowner = "coowner",
        /// In answers only.
        Owner = "owner",
        /// In answers only.
        Guest = "guest",
    }
}
