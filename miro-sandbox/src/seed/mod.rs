//! Seeds and dumps of the state. The format is described in the README.

pub(crate) mod content;
mod placeholder;
mod script;

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::state::State;
use crate::state::user::INTERNAL_USER;

/// A seed file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seed {
    state: Option<State>,
    #[serde(default)]
    users: Vec<SeedUser>,
    #[serde(default)]
    requests: Vec<script::Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedUser {
    id: Option<String>,
    name: String,
    email: String,
    role: Option<String>,
}

/// Why a seed was rejected.
#[derive(Debug)]
pub struct SeedError(String);

impl fmt::Display for SeedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for SeedError {}

impl Seed {
    pub(crate) fn read(json: &[u8]) -> Result<Self, SeedError> {
        serde_json::from_slice(json).map_err(|error| SeedError(format!("this is no seed: {error}")))
    }

    /// Applies the seed completely, or not at all if one of its requests fails.
    pub(crate) fn apply(self, state: &mut State) -> Result<(), SeedError> {
        let before = serde_json::to_value(&*state).map_err(|error| SeedError(error.to_string()))?;
        let applied = self.try_apply(state);
        if applied.is_err() {
            *state = serde_json::from_value(before).map_err(|error| SeedError(error.to_string()))?;
        }
        applied
    }

    fn try_apply(self, state: &mut State) -> Result<(), SeedError> {
        if let Some(mut dumped) = self.state {
            dumped.renew_budgets();
            *state = dumped;
        }
        for user in self.users {
            let id = user.id.unwrap_or_else(|| state.identifiers.numeric());
            let role = user.role.as_deref().unwrap_or(INTERNAL_USER);
            state.add_user(&id, &user.name, &user.email, role);
        }
        script::run(state, &self.requests)
    }
}

/// Returns the whole state as a seed.
pub(crate) fn dump(state: &State) -> Value {
    serde_json::json!({ "state": state })
}
