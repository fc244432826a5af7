use std::sync::Arc;

use miro_core::operation::Host;
use miro_core::token::{AccessToken, StaticToken};
use miro_core::{Handle, Resource};

use super::MiroApi;

/// The SCIM API of an organization, which provisions its users and teams.
///
/// It has a separate host and token: a company admin creates the token in the settings of the organization, under
/// Enterprise integrations, SCIM Provisioning. Its limits count in windows of 30 seconds.
///
/// ```no_run
/// use miro::model::scim::{Filter, UserChanges};
///
/// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
/// let users = api.scim("token of the SCIM interface").users();
/// let found = users.list().filter(Filter::eq("userName", "anna@example.com")).await?;
/// for user in &found.resources {
///     users.update(user, UserChanges::new().active(false)).await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Scim {
    resource: Resource,
}

impl MiroApi {
    /// Returns the SCIM API with its own token; the access tokens of users are not valid for it.
    ///
    /// No request is made.
    pub fn scim(&self, token: impl Into<AccessToken>) -> Scim {
        let token = token.into();
        let user = super::api::user_of(&token);
        let client = self.resource().client().clone();
        Scim { resource: Resource::root(client, user, Arc::new(StaticToken::new(token))) }
    }
}

impl Handle for Scim {
    const PATH: &'static str = "";
    const RUST: &'static str = "scim(token).";
    const HOST: Host = Host::Scim;

    fn resource(&self) -> &Resource {
        &self.resource
    }
}
