use miro_core::open_enum;
use serde_json::json;

use super::{CaseId, CaseUser, LegalHoldId};
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{BoardId, OrgId};

object! {
    /// A legal hold, which protects content of some users from permanent deletion.
    pub LegalHold {
        /// Identifies the legal hold.
        id => "id": LegalHoldId, required;
        /// The organization of the legal hold.
        organization_id => "organizationId": OrgId;
        /// The case of the legal hold.
        case_id => "caseId": CaseId;
        /// The legal hold's name.
        name => "name": text;
        /// The legal hold's description.
        description => "description": text;
        /// The state of the legal hold.
        state => "state": LegalHoldState;
        /// The users whose content is held.
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

    /// The selection of the held content: by users at present. Other selections, which may follow, are in `extra`.
    #[derive(Default)]
    pub LegalHoldScope {
        /// The users whose content is held, at most 200.
        users => "users": [CaseUser];
    }

    /// Content under a legal hold.
    #[derive(Default)]
    pub HeldContent {
        /// The board. This id can be used to export it.
        content_id => "contentId": BoardId;
        /// `board`.
        kind => "type": text;
    }
}

open_enum! {
    /// The state of a legal hold. Each step can take up to 24 hours.
    pub LegalHoldState {
        /// Content is being searched; its list is not complete yet.
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
    /// A legal hold to create, or the new state of an existing one.
    pub create NewLegalHold;

    /// The legal hold's description.
    description => "description": text;
}

impl NewLegalHold {
    /// Creates a legal hold with this name, on the content of the users with these e-mail addresses, 1 to 200 of
    /// them.
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
