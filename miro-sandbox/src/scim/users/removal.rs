//! When a user leaves the organisation.

use crate::scim::{error, memberships};
use crate::server::error::ApiError;
use crate::state::{ORGANIZATION, ORGANIZATIONS, State};

/// Nobody may be deleted without whom the organisation, or one of its teams, has no admin.
pub(crate) fn require_dispensable(state: &State, id: &str) -> Result<(), ApiError> {
    if state.users.get(id).is_some_and(|user| user.is_company_admin()) {
        require_other_admin(state, id)?;
    }
    memberships::teams(state).try_for_each(|team| memberships::require_other_admin(state, team, &[id]))
}

/// Another one than this user is a company admin who can act.
pub(crate) fn require_other_admin(state: &State, id: &str) -> Result<(), ApiError> {
    let mut admins = state.users.values().filter(|user| user.is_active_admin());
    if admins.any(|admin| admin.id != id) {
        return Ok(());
    }
    Err(error::conflict("The organization would have no admin left"))
}

/// Removes a user from the organisation and everything in it. The boards get other owners.
pub(crate) fn remove(state: &mut State, id: &str) {
    memberships::leave_boards(state, id, None);
    state.store.withdraw(&format!("{ORGANIZATIONS}/{ORGANIZATION}"), "members", id);
    state.grants.revoke_all_of(id);
    state.users.remove(id);
}
