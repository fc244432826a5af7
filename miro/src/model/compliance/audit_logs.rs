use miro_core::open_enum;

use crate::model::object::object;
use crate::model::{OrgRef, TeamRef};

object! {
    /// An event in an organization: a sign-in, a changed role, a shared board.
    pub AuditEvent {
        /// Identifies the event.
        id => "id": String, required;
        /// The event, such as `sign_in_succeeded`.
        event => "event": text;
        /// The category of the event, such as `authentication`.
        category => "category": text;
        /// When the event occurred.
        created_at => "createdAt": time;
        /// The user or program that caused the event.
        created_by => "createdBy": AuditActor;
        /// The object of the event.
        object => "object": AuditObject;
        /// The context of the event.
        context => "context": AuditContext;
        /// Details of the event, in a form that depends on the event.
        details => "details": json;
    }

    /// The user or program that caused an audit event.
    #[derive(Default)]
    pub AuditActor {
        /// Identifies the user, or the app.
        id => "id": text;
        /// Whether the actor is a user or a program.
        kind => "type": AuditActorKind;
        /// The actor's name.
        name => "name": text;
        /// The user's e-mail address.
        email => "email": text;
    }

    /// The object of an audit event.
    #[derive(Default)]
    pub AuditObject {
        /// Identifies the object.
        id => "id": text;
        /// The object's name.
        name => "name": text;
    }

    /// The context of an audit event.
    #[derive(Default)]
    pub AuditContext {
        /// The IP address of the actor.
        ip => "ip": text;
        /// The team.
        team => "team": TeamRef;
        /// The organization.
        organization => "organization": OrgRef;
    }
}

open_enum! {
    /// The kind of actor of an audit event.
    pub AuditActorKind {
        User = "user",
        Application = "application",
        /// The organization's SCIM integration.
        ScimProvisioner = "scim_provisioner",
        MiroAutomation = "miro_automation",
    }

    /// The order of audit logs. Uppercase on the wire, unlike that of other logs.
    pub AuditLogOrder {
        /// Oldest first; Miro's default.
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
