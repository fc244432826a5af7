//! App metrics: usage statistics for app developers.

pub(crate) mod operations;
mod reports;
pub(crate) mod usage;

use crate::server::call::Call;

/// Counts a successful request as use of the token's app.
pub(crate) fn record(call: &mut Call<'_>) {
    let Some(caller) = &call.caller else { return };
    let today = usage::day(call.state.clock.now());
    call.state.usage.count(&caller.client_id, &caller.team_id, &caller.user_id, today);
}
