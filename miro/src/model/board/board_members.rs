use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{BoardMemberId, Links, UserId};

object! {
    /// A user with whom a board is shared.
    pub BoardMember {
        /// Identifies the member; it is the id of the user.
        id => "id": BoardMemberId, required;
        /// `board_member`.
        kind => "type": text;
        /// The user's display name.
        name => "name": text;
        /// The member's role.
        role => "role": BoardRole;
        /// Addresses of the member in the API, for information only: requests are built from ids.
        links => "links": Links;
    }

    /// The result of an invitation. The two lists together have one entry per address.
    #[derive(Default)]
    pub InvitationResult {
        /// The invited users.
        successful => "successful": [UserId];
        /// The addresses that could not be invited.
        failed => "failed": [FailedInvitation];
    }

    /// An address that could not be invited.
    #[derive(Default)]
    pub FailedInvitation {
        /// The address.
        email => "email": text;
        /// The reason, e.g. `INVITATION_FAILED`.
        reason => "reason": text;
    }
}

impl From<&BoardMember> for BoardMemberId {
    fn from(member: &BoardMember) -> Self {
        member.id.clone()
    }
}

impl From<&BoardMember> for UserId {
    fn from(member: &BoardMember) -> Self {
        Self::new(member.id.as_str())
    }
}

open_enum! {
    /// The role of a board member.
    pub BoardRole {
        Viewer = "viewer",
        Commenter = "commenter",
        Editor = "editor",
        Coowner = "coowner",
        /// In an invitation the same as a co-owner, because the board keeps its owner.
        Owner = "owner",
    }
}

body! {
    /// An invitation of up to 20 people to a board.
    pub create BoardInvitation;

    /// The addresses to invite.
    emails => "emails": [String] in 1..=20;
    /// The role of the invited people; commenter if it is not set.
    role => "role": BoardRole;
    /// The message in the e-mail.
    message => "message": text;
}

impl BoardInvitation {
    /// Creates an invitation for 1 to 20 e-mail addresses.
    pub fn new(emails: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::empty().emails(emails)
    }
}

body! {
    /// Changes to a board member.
    pub change BoardMemberChanges;

    /// The member's role.
    role => "role": BoardRole;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_member_reads_what_miro_sends() {
        let json = r#"{"id":"3074457353169356300","name":"John Smith","role":"commenter","type":"board_member",
            "links":{"self":"http://api.miro.com/v2/boards/a=/members/1"}}"#;
        let member: BoardMember = serde_json::from_str(json).unwrap();
        assert_eq!(member.role, Some(BoardRole::Commenter));
        assert_eq!(UserId::from(&member), "3074457353169356300");
        let least: BoardMember = serde_json::from_str(r#"{"id":1,"name":null,"role":null}"#).unwrap();
        assert_eq!(BoardMemberId::from(&least), "1");
        assert_eq!(least.role, None);
    }

    #[test]
    fn a_result_reads_ids_that_are_numbers() {
        let json = r#"{"successful":[3074457350804038700,"2"],"failed":[{"email":"a@b.c","reason":"INVITATION_FAILED"}]}"#;
        let result: InvitationResult = serde_json::from_str(json).unwrap();
        assert_eq!(result.successful, [UserId::new("3074457350804038700"), UserId::new("2")]);
        assert_eq!(result.failed[0].email.as_deref(), Some("a@b.c"));
        let nothing =
            serde_json::from_str::<InvitationResult>(r#"{"successful":null,"failed":[null]}"#).unwrap();
        assert_eq!(nothing, InvitationResult::default());
    }

    #[test]
    fn an_invitation_takes_1_to_20_addresses() {
        let invitation = BoardInvitation::new(["a@b.c"]).role(BoardRole::Editor).message("Come!");
        assert_eq!(
            serde_json::to_value(&invitation).unwrap(),
            json!({"emails": ["a@b.c"], "role": "editor", "message": "Come!"})
        );
        for count in [0, 21] {
            let invitation = BoardInvitation::new(vec!["a@b.c"; count]);
            let error = serde_json::to_value(&invitation).unwrap_err().to_string();
            assert_eq!(error, format!("`emails`: {count} elements, but Miro takes 1 to 20"));
        }
    }

    #[test]
    fn a_change_sends_the_role_alone() {
        let changes = BoardMemberChanges::new().role(BoardRole::Unknown("auditor".into()));
        assert_eq!(serde_json::to_value(&changes).unwrap(), json!({"role": "auditor"}));
    }
}
