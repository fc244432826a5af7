//! What happened, for those who must know: audit logs of events, content logs of items, and logs of interactions
//! with AI, of which a sandbox has none but those it begins with.

mod ai;
mod audit;
mod content;
mod log;
pub(crate) mod operations;
mod period;

use serde::{Deserialize, Serialize};

use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::state::State;
use log::Log;

/// All logs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Logs {
    audit: Log<audit::Event>,
    content: Log<content::Change>,
    ai: Log<ai::Interaction>,
}

/// Puts down what a sandbox begins with.
pub(crate) fn seed(state: &mut State) {
    audit::seed(state);
    ai::seed(state);
}

/// Puts down what a request has done, once it succeeded.
pub(crate) fn record(call: &mut Call<'_>, answer: &Answer) {
    content::record(call, answer);
    audit::record(call, answer);
}
