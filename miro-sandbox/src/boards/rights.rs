//! Rights on a board.

use super::board::Board;
use crate::server::error::ApiError;
use crate::state::State;

/// Roles in ascending order.
const ROLES: &[&str] = &["viewer", "commenter", "editor", "coowner", "owner"];

/// A right that depends on the role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Right {
    Read,
    Comment,
    Edit,
    /// Inviting people, changing their roles and the policy.
    Share,
    Copy,
    /// Deleting the board and moving it to another team.
    Manage,
    /// Transferring the ownership.
    Own,
}

impl Board {
    /// Returns the user's role on this board: the highest of their role as a member and the access granted to the
    /// team, the organization and the public.
    pub(crate) fn role_of(&self, user_id: &str) -> Option<&str> {
        let direct = self.members.get(user_id).map(|member| member.role.as_str());
        let through = ["teamAccess", "organizationAccess", "access"].into_iter().filter_map(|access| {
            match self.policy("sharingPolicy", access) {
                Some("edit") => Some("editor"),
                Some("comment") => Some("commenter"),
                Some("view") => Some("viewer"),
                _ => None,
            }
        });
        direct.into_iter().chain(through).max_by_key(|role| rank(role))
    }

    /// Whether the user has any role here. Lists call this for every board, so membership is checked first.
    pub(crate) fn is_open_to(&self, user_id: &str) -> bool {
        self.members.get(user_id).is_some() || self.role_of(user_id).is_some()
    }

    /// Whether the user has this right.
    pub(crate) fn permits(&self, user_id: &str, right: Right) -> bool {
        let Some(role) = self.role_of(user_id) else { return false };
        let policy = |name: &str| self.policy("permissionsPolicy", name);
        let least = match right {
            Right::Read => "viewer",
            Right::Comment => "commenter",
            Right::Edit => "editor",
            Right::Share => match policy("sharingAccess") {
                Some("owner_and_coowners") => "coowner",
                _ => "editor",
            },
            // The users of a sandbox form one team.
            Right::Copy => match policy("copyAccess") {
                Some("board_owner") => "owner",
                Some("team_editors") => "editor",
                _ => "viewer",
            },
            Right::Manage => "coowner",
            Right::Own => "owner",
        };
        rank(role) >= rank(least)
    }

    fn policy(&self, section: &str, name: &str) -> Option<&str> {
        self.details.get("policy")?.get(section)?.get(name)?.as_str()
    }
}

fn rank(role: &str) -> usize {
    ROLES.iter().position(|known| *known == role).unwrap_or_default()
}

impl State {
    /// Returns the board if the user has the right.
    pub(crate) fn board_for(&self, board_id: &str, user_id: &str, right: Right) -> Result<&Board, ApiError> {
        let board = self.boards.get(board_id).ok_or_else(|| unknown(board_id))?;
        if board.permits(user_id, right) { Ok(board) } else { Err(refused(board_id, right)) }
    }

    pub(crate) fn board_for_mut(
        &mut self,
        board_id: &str,
        user_id: &str,
        right: Right,
    ) -> Result<&mut Board, ApiError> {
        self.board_for(board_id, user_id, right)?;
        self.boards.get_mut(board_id).ok_or_else(|| unknown(board_id))
    }

    pub(crate) fn readable_board(&self, board_id: &str, user_id: &str) -> Result<&Board, ApiError> {
        self.board_for(board_id, user_id, Right::Read)
    }
}

fn unknown(board_id: &str) -> ApiError {
    ApiError::not_found(format!("Board {board_id} not found"))
}

fn refused(board_id: &str, right: Right) -> ApiError {
    let action = match right {
        Right::Read => "see",
        Right::Comment => "comment on",
        Right::Edit => "change",
        Right::Share => "share",
        Right::Copy => "copy",
        Right::Manage => "delete or move",
        Right::Own => "hand over",
    };
    ApiError::forbidden_access(format!("The user may not {action} board {board_id}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Right;
    use crate::boards::board::{Board, Member};

    fn board(policy: Value, role: &str) -> Board {
        let details = json!({"policy": policy}).as_object().unwrap().clone();
        let mut board = Board::new("b".to_owned(), "owner", details, String::new());
        board.members.insert("user", Member { user_id: "user".to_owned(), role: role.to_owned() });
        board
    }

    #[test]
    fn highest_access_applies() {
        let sharing = json!({"teamAccess": "view", "organizationAccess": "edit", "access": "private"});
        let board = board(json!({"sharingPolicy": sharing}), "commenter");
        assert_eq!(board.role_of("user"), Some("editor"));
        assert_eq!(board.role_of("owner"), Some("owner"));
        assert_eq!(board.role_of("anybody"), Some("editor"));
    }

    #[test]
    fn higher_roles_have_more_rights() {
        let rights =
            [Right::Read, Right::Copy, Right::Comment, Right::Edit, Right::Share, Right::Manage, Right::Own];
        for (role, permitted) in
            [("viewer", 2), ("commenter", 3), ("editor", 5), ("coowner", 6), ("owner", 7)]
        {
            let board = board(json!({}), role);
            let permits = rights.iter().filter(|right| board.permits("user", **right));
            assert_eq!(permits.count(), permitted, "{role}");
            assert!(!board.permits("stranger", Right::Read));
        }
    }

    #[test]
    fn policy_can_restrict_sharing_and_copying_to_owners() {
        let permissions = json!({"sharingAccess": "owner_and_coowners", "copyAccess": "board_owner"});
        let board = |role| board(json!({"permissionsPolicy": permissions}), role);
        assert!(
            !board("editor").permits("user", Right::Share) && board("coowner").permits("user", Right::Share)
        );
        assert!(
            !board("coowner").permits("user", Right::Copy) && board("owner").permits("user", Right::Copy)
        );
        let editors = json!({"permissionsPolicy": {"copyAccess": "team_editors"}});
        assert!(!super::tests::board(editors.clone(), "viewer").permits("user", Right::Copy));
        assert!(super::tests::board(editors, "editor").permits("user", Right::Copy));
    }
}
