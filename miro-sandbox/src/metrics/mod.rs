//! App metrics: who uses an app, for its developer.

pub(crate) mod operations;
mod reports;
pub(crate) mod usage;

use crate::server::call::Call;

/// Counts a request that succeeded as use of the app that its token belongs to.
pub(crate) fn record(call: &mut Call<'_>) {
    let Some(caller) = &call.caller else { return };
    let today = usage::day(call.state.clock.now());
    call.state.usage.count(&caller.client_id, &caller.team_id, &caller.user_id, today);
}
