use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::object::object;
use super::{AppId, OrgId, TeamRef, UserRef};

object! {
    /// The context of a token: its user, team and app, and its scopes.
    #[derive(Default)]
    pub TokenContext {
        /// The kind of token.
        kind => "type": text;
        /// The organization of the team. Missing for teams outside an organization, although Miro's specification
        /// requires it.
        organization => "organization": OrgRef;
        /// The team that the token was issued for.
        team => "team": TeamRef;
        /// The user that the token acts for.
        user => "user": UserRef;
        /// The user who installed the app.
        created_by => "createdBy": UserRef;
        /// The app that the token was issued to.
        application => "application": AppRef;
        /// The scopes of the token, e.g. `boards:read`.
        scopes => "scopes": words;
    }

    /// An organization, as other objects refer to one.
    pub OrgRef {
        /// Identifies the organization.
        id => "id": OrgId, required;
        /// `organization`.
        kind => "type": text;
        /// The organization's name.
        name => "name": text;
    }

    /// An app, as other objects refer to one.
    pub AppRef {
        /// Identifies the app.
        id => "id": AppId, required;
        /// `application`.
        kind => "type": text;
        /// The app's name.
        name => "name": text;
    }
}

/// A token to revoke, and the app that it was issued to.
///
/// `Debug` shows only the client id.
#[derive(Clone)]
#[must_use = "a body does nothing until it is given to a call"]
pub struct TokenRevocation {
    access_token: String,
    client_id: String,
    client_secret: String,
}

impl TokenRevocation {
    /// Revokes this access token and the refresh token that came with it. The app stays installed.
    pub fn new(
        access_token: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> Self {
        Self {
            access_token: access_token.into(),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
        }
    }
}

impl fmt::Debug for TokenRevocation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TokenRevocation").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

// By hand, so that nobody adds `Debug` to a list of derives here.
impl Serialize for TokenRevocation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("accessToken", &self.access_token)?;
        map.serialize_entry("clientId", &self.client_id)?;
        map.serialize_entry("clientSecret", &self.client_secret)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_context_reads_without_an_organization() {
        let json = r#"{"type":"Bearer","scopes":["boards:read","boards:write"],
            "team":{"type":"team","name":"Sales","id":"3074457345821141000"},
            "user":{"type":"user","name":"Ada","id":3074457345821141001},
            "createdBy":{"type":"user","name":"Ada","id":"3074457345821141001"},
            "application":{"id":"1","name":"Retro"},"region":"eu01"}"#;
        let context: TokenContext = serde_json::from_str(json).unwrap();
        assert_eq!(context.organization, None);
        assert_eq!(context.scopes, ["boards:read", "boards:write"]);
        assert_eq!(context.user.unwrap().id, "3074457345821141001");
        assert_eq!(context.application.unwrap().name.as_deref(), Some("Retro"));
        assert_eq!(context.extra["region"], "eu01");
    }

    #[test]
    fn scopes_read_from_a_string_as_well() {
        let context: TokenContext = serde_json::from_str(r#"{"scopes":"boards:read boards:write"}"#).unwrap();
        assert_eq!(context.scopes, ["boards:read", "boards:write"]);
        assert_eq!(
            serde_json::from_str::<TokenContext>(r#"{"scopes":null}"#).unwrap(),
            TokenContext::default()
        );
    }

    #[test]
    fn a_revocation_sends_its_secrets_and_shows_none() {
        let revocation = TokenRevocation::new("token-1", "client-2", "secret-3");
        assert_eq!(
            serde_json::to_value(&revocation).unwrap(),
            json!({"accessToken": "token-1", "clientId": "client-2", "clientSecret": "secret-3"})
        );
        assert_eq!(format!("{revocation:?}"), r#"TokenRevocation { client_id: "client-2", .. }"#);
    }
}
