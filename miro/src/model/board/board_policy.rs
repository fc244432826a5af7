//! The policy of a board: who has access, and who may do what.
//!
//! Requests set the parts of a policy one by one: see the setters of [`NewBoard`](crate::model::NewBoard).

use miro_core::open_enum;

use crate::model::object::object;
use crate::model::{BoardAccess, CopyAccess, SharingAccess};

object! {
    /// The policy of a board: permissions and sharing.
    #[derive(Default)]
    pub BoardPolicy {
        /// The permissions on the board.
        permissions_policy => "permissionsPolicy": BoardPermissionsPolicy;
        /// The people with whom the board is shared.
        sharing_policy => "sharingPolicy": BoardSharingPolicy;
    }

    /// The permissions on a board.
    #[derive(Default)]
    pub BoardPermissionsPolicy {
        /// Who may start and stop the timer, votes, video chats and similar tools. All others can only join.
        collaboration_tools_start_access => "collaborationToolsStartAccess": CollaborationToolsStartAccess;
        /// Who may copy the board and its content, and save it as a template, PDF or images.
        copy_access => "copyAccess": CopyAccess;
        /// Who may invite people to the board and change access to it.
        sharing_access => "sharingAccess": SharingAccess;
    }

    /// The people with whom a board is shared. If several rules apply to a user, the most permissive one counts.
    #[derive(Default)]
    pub BoardSharingPolicy {
        /// The access of anyone with the link.
        access => "access": BoardAccess;
        /// Whether anyone with the link needs a password.
        access_password_required => "accessPasswordRequired": flag;
        /// The role granted by the link that invites to the team and the board.
        invite_to_account_and_board_link_access => "inviteToAccountAndBoardLinkAccess": LinkAccess;
        /// The access of everyone in the organization.
        organization_access => "organizationAccess": BoardAccess;
        /// The access of everyone in the team.
        team_access => "teamAccess": BoardAccess;
    }
}

open_enum! {
    /// Who may start timers, votes, video chats and similar tools on a board.
    pub CollaborationToolsStartAccess {
        /// Miro's default.
        AllEditors = "all_editors",
        BoardOwnersAndCoowners = "board_owners_and_coowners",
    }

    /// The role that an invitation link grants.
    pub LinkAccess {
        /// The link grants no access. Miro's default, and the only value on the Enterprise plan.
        NoAccess = "no_access",
        Viewer = "viewer",
        Commenter = "commenter",
        Editor = "editor",
        /// In responses only.
        Coowner = "coowner",
        /// In responses only.
        Owner = "owner",
        /// In responses only.
        Guest = "guest",
    }
}
