//! Organizations, their teams, projects and user groups.

mod data_classification;
mod members;
mod projects;
mod responses;
mod teams;
mod user_groups;

use miro::api::OrgHandle;
use miro::model::UserId;
use miro::prelude::*;
use miro_sandbox::Sandbox;

use crate::environment;

/// The organization of a sandbox, whose default user is a company admin.
async fn org() -> (Sandbox, MiroApi, OrgHandle) {
    let (sandbox, api) = environment::sandbox().await;
    let org = api.org(sandbox.organization_id());
    (sandbox, api, org)
}

/// Returns another person in the organization and its team: the id and the email address.
fn person(sandbox: &Sandbox, number: u8) -> (UserId, String) {
    let id = format!("30744573531693564{number:02}");
    sandbox.token_for(&id);
    let email = format!("{id}@example.com");
    (UserId::new(id), email)
}
