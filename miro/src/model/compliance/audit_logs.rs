use miro_core::open_enum;

use crate::model::object::object;
use crate::model::{OrgRef, TeamRef};

object! {
    /// Something that happened in an organization: a sign-in, a change of a role, a board that was shared.
    pub AuditEvent {
        /// Identifies the event.
        id => "id": String, required;
        /// What happened, such as `sign_in_succeeded`.
        event => "event": text;
        /// What area of Miro it happened in, such as `authentication`.
        category => "category": text;
        /// When it happened.
        created_at => "createdAt": time;
        /// Who or what did it.
        created_by => "createdBy": AuditActor;
        /// What it was done to.
        object => "object": AuditObject;
        /// Where it was done.
        context => "context": AuditContext;
        /// More about it, in a form that depends on the event.
        details => "details": json;
    }

    /// Who or what did what an audit log tells.
    #[derive(Default)]
    pub AuditActor {
        /// Identifies the user, or the app.
        id => "id": text;
        /// Whether it was a user, or a program.
        kind => "type": AuditActorKind;
        /// The name.
        name => "name": text;
        /// The user's e-mail address.
        email => "email": text;
    }

    /// What was done something to.
    #[derive(Default)]
    pub AuditObject {
        /// Identifies it.
        id => "id": text;
        /// Its name.
        name => "name": text;
    }

    /// Where something was done.
    #[derive(Default)]
    pub AuditContext {
        /// The IP address that it was done from.
        ip => "ip": text;
        /// The team.
        team => "team": TeamRef;
        /// The organization.
        organization => "organization": OrgRef;
    }
}

open_enum! {
    /// Whether a user or a program did it.
    pub AuditActorKind {
        User = "user",
        Application = "application",
        /// The organization's SCIM interface.
        ScimProvisioner = "scim_provisioner",
        MiroAutomation = "miro_automation",
    }

    /// The order of audit logs: in capitals, unlike that of other logs.
    pub AuditLogOrder {
        /// The oldest first: Miro's default.
        Ascending = "ASC",
        Descending = "DESC",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_event_reads_what_miro_sends() {
        let event: AuditEvent = serde_json::from_value(json!({
            "id": "2023-09-01T09:30:10.840687Z#1234567890123456789-DDB", "createdAt": "2023-09-01T09:30:10.840+0000",
            "context": {"ip": "0.0.0.0", "team": null, "organization": {"id": "1", "name": "Example Organization"}},
            "object": {"id": 1234567890123456789_u64, "name": "Example Object", "type": "board"},
            "details": {"authType": "SSO", "mfaFactorType": "NONE"},
            "createdBy": {"type": "scim_provisioner", "id": "1", "name": null},
            "event": "sign_in_succeeded", "category": "authentication"
        }))
        .unwrap();
        assert_eq!(event.created_at.unwrap().to_string(), "2023-09-01T09:30:10.840Z");
        assert_eq!(event.created_by.unwrap().kind, Some(AuditActorKind::ScimProvisioner));
        assert_eq!(event.details.unwrap()["authType"], "SSO");
        let context = event.context.unwrap();
        assert_eq!((context.team, context.organization.unwrap().id.as_str()), (None, "1"));
        let object = event.object.unwrap();
        assert_eq!(
            (object.id.as_deref(), &object.extra["type"]),
            (Some("1234567890123456789"), &json!("board"))
        );
    }
}
