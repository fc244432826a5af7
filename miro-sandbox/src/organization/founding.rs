//! Initial content of an organization.

use serde_json::json;

use super::classification;
use crate::state::store::Store;
use crate::state::{DEFAULT_TEAM, ORGANIZATION, ORGANIZATIONS, TEAMS, object};

/// Adds the organization, a team, and labels for boards, which no request can add.
pub(crate) fn found(store: &mut Store) {
    let organization = json!({
        "id": ORGANIZATION,
        "name": "My Organization",
        "plan": "company",
        "fullLicensesPurchased": 100,
        "type": "organization",
    });
    store.insert(ORGANIZATIONS, ORGANIZATION, object(organization));
    let team = json!({"id": DEFAULT_TEAM, "name": "My Team", "type": "team"});
    store.insert(TEAMS, DEFAULT_TEAM, object(team));
    classification::add_labels(store, &format!("{ORGANIZATIONS}/{ORGANIZATION}"));
}
