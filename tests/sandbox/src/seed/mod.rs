//! What a sandbox holds before its first request, and after its last.
//!
//! A seed is a JSON object. All of its parts may be missing, and they apply in this order:
//!
//! ```json
//! {
//!   "state": {},
//!   "users": [
//!     { "id": "3074457353169356301", "name": "Anna", "email": "anna@example.com", "role": "organization_internal_admin" }
//!   ],
//!   "requests": [
//!     { "request": "POST /v2/boards", "body": { "name": "Retro" }, "save": "board" },
//!     { "request": "POST /v2/boards/{board.id}/frames", "body": { "data": { "title": "Ideas" } }, "save": "frame" },
//!     { "request": "POST /v2/boards/{board.id}/sticky_notes",
//!       "body": { "data": { "content": "Note {number}" }, "parent": { "id": "{frame.id}" } }, "times": 20 }
//!   ]
//! }
//! ```
//!
//! - `state` is what [`Sandbox::dump`](crate::Sandbox::dump) wrote: it replaces everything, down to the tokens that
//!   were issued. Only the credits begin anew.
//! - `users` join the organisation. Without an `id` they get one; without a `role` they are
//!   `organization_internal_user`.
//! - `requests` are requests of Miro's own API, any of them, and subject to its rules; only credits cost nothing.
//!   `as` is the e-mail address or id of the user who makes a request, the default user otherwise. What `save` names
//!   can be referred to later: `{board.id}` is the `id` of the answer called `board`, in a path (where it is
//!   percent-encoded) as well as in a body. `times` repeats a request; `{number}` counts from 1.

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

/// Why a seed cannot be used.
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

    /// Applies the seed: all of it, or nothing where one of its requests fails.
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

/// Everything a sandbox remembers, as a seed.
pub(crate) fn dump(state: &State) -> Value {
    serde_json::json!({ "state": state })
}
