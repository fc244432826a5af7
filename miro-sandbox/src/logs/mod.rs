//! Logs: audit logs of events, content logs of items, and AI logs, which contain only seed data.

mod ai;
mod audit;
mod content;
mod log;
pub(crate) mod operations;
mod period;

use serde::{Deserialize, Serialize};

use crate::server::call::Call;
use crate::server::response::Response;
use crate::state::State;
use log::Log;

/// All logs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Logs {
    audit: Log<audit::Event>,
    content: Log<content::Change>,
    ai: Log<ai::Interaction>,
}

/// Adds the seed data.
pub(crate) fn seed(state: &mut State) {
    audit::seed(state);
    ai::seed(state);
}

/// Records a successful request.
pub(crate) fn record(call: &mut Call<'_>, response: &Response) {
    content::record(call, response);
    audit::record(call, response);
}
