use miro_core::open_enum;
use serde_json::json;

use super::{CaseId, CaseUser, LegalHoldId};
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{BoardId, OrgId};

object! {
    /// A legal hold: content of some users that nobody can delete for good.
    pub LegalHold {
        /// Identifies the legal hold.
        id => "id": LegalHoldId, required;
        /// The organization that it is of.
        organization_id => "organizationId": OrgId;
        /// The case that it belongs to.
        case_id => "caseId": CaseId;
        /// What it is called.
        name => "name": text;
        /// What it is about.
        description => "description": text;
        /// How far Miro is with it.
        state => "state": LegalHoldState;
        /// Whose content is held.
        scope => "scope": LegalHoldScope;
        /// The user who created it.
        created_by => "createdBy": CaseUser;
        /// The user who last changed it.
        last_modified_by => "lastModifiedBy": CaseUser;
        /// When it was created.
        created_at => "createdAt": time;
        /// When it was last changed.
        last_modified_at => "lastModifiedAt": time;
    }

    /// By what the content of a legal hold is chosen: users today, other ways may follow. Those are in `extra`.
    #[derive(Default)]
    pub LegalHoldScope {
        /// The users whose content is held, at most 200.
        users => "users": [CaseUser];
    }

    /// Something that a legal hold holds.
    #[derive(Default)]
    pub HeldContent {
        /// The board, which can be exported by this id.
        content_id => "contentId": BoardId;
        /// `board`.
        kind => "type": text;
    }
}

open_enum! {
    /// How far Miro is with a legal hold. Each step can take up to 24 hours.
    pub LegalHoldState {
        /// Content is being found: the list of it is not complete yet.
        Processing = "PROCESSING",
        /// All content is held.
        Active = "ACTIVE",
        /// Content is being released.
        Deleting = "DELETING",
    }
}

impl From<&LegalHold> for LegalHoldId {
    fn from(hold: &LegalHold) -> Self {
        hold.id.clone()
    }
}

body! {
    /// A legal hold to create, or what an existing one is to become.
    pub create NewLegalHold;

    /// What it is about.
    description => "description": text;
}

impl NewLegalHold {
    /// A legal hold of this name on the content of the users with these e-mail addresses, 1 to 200 of them.
    pub fn new(name: impl Into<String>, emails: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let users: Vec<_> = emails.into_iter().map(|email| json!({ "email": email.into() })).collect();
        let mut body = Self::empty();
        body.0.set_text("name", name.into(), None);
        body.0.set_list("scope.users", &users, Some((1, 200)));
        body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_hold_reads_what_miro_sends() {
        let hold: LegalHold = serde_json::from_value(json!({
            "id": "1", "organizationId": "2", "caseId": "3", "name": "My legal hold", "state": "PROCESSING",
            "scope": {"users": [{"id": "4", "email": "a@b.c", "firstName": "A", "lastName": null}]},
            "createdAt": "2025-03-30T17:26:50Z"
        }))
        .unwrap();
        assert_eq!((LegalHoldId::from(&hold), hold.case_id), (LegalHoldId::new("1"), Some(CaseId::new("3"))));
        assert_eq!(hold.state, Some(LegalHoldState::Processing));
        assert_eq!(hold.scope.unwrap().users[0].email.as_deref(), Some("a@b.c"));
    }

    #[test]
    fn a_scope_of_another_kind_is_kept() {
        let json = r#"{"id":"1","scope":{"boards":["a="]}}"#;
        let hold: LegalHold = serde_json::from_str(json).unwrap();
        let scope = hold.scope.as_ref().unwrap();
        assert_eq!((scope.users.len(), &scope.extra["boards"]), (0, &json!(["a="])));
        assert_eq!(serde_json::to_string(&hold).unwrap(), json);
    }

    #[test]
    fn a_legal_hold_names_its_users_by_address() {
        let hold = NewLegalHold::new("Sales", ["a@b.c", "d@e.f"]).description("all of them");
        let expected = json!({"name": "Sales", "description": "all of them",
            "scope": {"users": [{"email": "a@b.c"}, {"email": "d@e.f"}]}});
        assert_eq!(serde_json::to_value(hold).unwrap(), expected);
        for count in [0, 201] {
            let error = serde_json::to_value(NewLegalHold::new("A", vec!["a@b.c"; count])).unwrap_err();
            let told = format!("`scope.users`: {count} elements, but Miro takes 1 to 200");
            assert_eq!(error.to_string(), told);
        }
    }
}
