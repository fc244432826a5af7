//! Removal of users from the organization.

use crate::scim::{error, memberships};
use crate::server::error::ApiError;
use crate::state::{ORGANIZATION, ORGANIZATIONS, State};

/// Returns an error if the organization, or one of its teams, would lose its last admin.
pub(crate) fn require_dispensable(state: &State, id: &str) -> Result<(), ApiError> {
    if state.users.get(id).is_some_and(|user| user.is_company_admin()) {
        require_other_admin(state, id)?;
    }
    memberships::teams(state).try_for_each(|team| memberships::require_other_admin(state, team, &[id]))
}

/// Returns an error if no other active user is a company admin.
pub(crate) fn require_other_admin(state: &State, id: &str) -> Result<(), ApiError> {
    let mut admins = state.users.values().filter(|user| user.is_active_admin());
    if admins.any(|admin| admin.id != id) {
        return Ok(());
    }
    Err(error::conflict("The organization would have no admin left"))
}

/// Removes a user from the organization and everything in it. Their boards get other owners.
pub(crate) fn remove(state: &mut State, id: &str) {
    memberships::leave_boards(state, id, None);
    state.store.withdraw(&format!("{ORGANIZATIONS}/{ORGANIZATION}"), "members", id);
    state.grants.revoke_all_of(id);
    state.users.remove(id);
}
