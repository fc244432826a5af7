//! What this area serves.

use super::teams::TEAM;
use crate::access::Access;
use crate::access::rate_limit::Level;
use crate::operation::Operation;
use crate::resource::{create, delete, get, list, update};

const TEAMS_READ: Access = Access::CompanyAdmin(&["organizations:teams:read"]);
const TEAMS_WRITE: Access = Access::CompanyAdmin(&["organizations:teams:write"]);

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("enterprise-get-teams", "GET", "/v2/orgs/{org_id}/teams", TEAMS_READ, Level::One, list).of(&TEAM),
    Operation::new("enterprise-create-team", "POST", "/v2/orgs/{org_id}/teams", TEAMS_WRITE, Level::One, create).of(&TEAM),
    Operation::new("enterprise-get-team", "GET", "/v2/orgs/{org_id}/teams/{team_id}", TEAMS_READ, Level::One, get).of(&TEAM),
    Operation::new("enterprise-update-team", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}", TEAMS_WRITE, Level::One, update).of(&TEAM),
    Operation::new("enterprise-delete-team", "DELETE", "/v2/orgs/{org_id}/teams/{team_id}", TEAMS_WRITE, Level::Four, delete).of(&TEAM),
];
