use super::CaseId;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{OrgId, UserId};

object! {
    /// A legal case, with its legal holds.
    pub Case {
        /// Identifies the case.
        id => "id": CaseId, required;
        /// The organization of the case.
        organization_id => "organizationId": OrgId;
        /// The case's name.
        name => "name": text;
        /// The case's description.
        description => "description": text;
        /// The user who created it.
        created_by => "createdBy": CaseUser;
        /// The user who last changed it.
        last_modified_by => "lastModifiedBy": CaseUser;
        /// When it was created.
        created_at => "createdAt": time;
        /// When it was last changed.
        last_modified_at => "lastModifiedAt": time;
    }

    /// A user, as cases and legal holds refer to one.
    #[derive(Default)]
    pub CaseUser {
        /// Identifies the user.
        id => "id": UserId;
        /// The user's e-mail address.
        email => "email": text;
        /// The user's first name.
        first_name => "firstName": text;
        /// The user's last name.
        last_name => "lastName": text;
    }
}

impl From<&Case> for CaseId {
    fn from(case: &Case) -> Self {
        case.id.clone()
    }
}

body! {
    /// A case to create, or the new state of an existing one.
    pub create NewCase;

    /// The case's description.
    description => "description": text;
}

impl NewCase {
    /// Creates a case with this name.
    pub fn new(name: impl Into<String>) -> Self {
        let mut body = Self::empty();
        body.0.set_text("name", name.into(), None);
        body
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_case_reads_what_miro_sends() {
        let case: Case = serde_json::from_value(json!({
            "id": "3074457345619012007", "organizationId": "3074457345618265000", "name": "My Case",
            "description": "Info about my case",
            "createdBy": {"id": "3458764517517852417", "email": "john.smith@example.com", "firstName": "John",
                "lastName": "Smith"},
            "lastModifiedBy": null, "createdAt": "2025-03-30T17:26:50.000Z",
            "lastModifiedAt": "2025-03-30T17:26:50Z", "type": "case"
        }))
        .unwrap();
        assert_eq!(CaseId::from(&case), "3074457345619012007");
        assert_eq!(case.created_by.unwrap().last_name.as_deref(), Some("Smith"));
        assert_eq!((case.last_modified_by, case.created_at), (None, case.last_modified_at));
        assert_eq!(case.extra["type"], "case");
        let least: Case = serde_json::from_str(r#"{"id":7}"#).unwrap();
        assert_eq!((least.id, least.name), (CaseId::new("7"), None));
    }

    #[test]
    fn a_case_is_sent_with_its_name_and_what_was_set() {
        assert_eq!(serde_json::to_value(NewCase::new("A")).unwrap(), json!({"name": "A"}));
        let described = NewCase::new("A").description("B");
        assert_eq!(serde_json::to_value(described).unwrap(), json!({"name": "A", "description": "B"}));
    }
}
