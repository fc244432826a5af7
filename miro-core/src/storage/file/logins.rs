use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::storage::StorageError;
use crate::token::{State, UserKey};

const VERSION: u32 = 1;

/// The content of a file: each user's login as JSON, so that a change of one does not affect the others.
#[derive(Serialize, Deserialize)]
pub(super) struct Logins {
    version: u32,
    logins: BTreeMap<String, Box<RawValue>>,
}

impl Default for Logins {
    fn default() -> Self {
        Self { version: VERSION, logins: BTreeMap::new() }
    }
}

impl Logins {
    pub(super) fn from_text(text: &SecretString) -> Result<Self, Damaged> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let text = text.expose_secret();
        let Version { version } = serde_json::from_str(text).map_err(|error| Damaged::json(text, &error))?;
        if version != VERSION {
            return Err(Damaged(format!(
                "has version {version}, which another version of this program wrote"
            )));
        }
        serde_json::from_str(text).map_err(|error| Damaged::json(text, &error))
    }

    pub(super) fn to_text(&self) -> SecretString {
        // Texts always serialize.
        SecretString::from(serde_json::to_string(self).unwrap_or_default())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.logins.is_empty()
    }

    pub(super) fn users(&self) -> impl Iterator<Item = &str> {
        self.logins.keys().map(String::as_str)
    }

    pub(super) fn get(&self, user: &UserKey) -> Result<Option<State>, Damaged> {
        let Some(json) = self.logins.get(user.as_str()) else { return Ok(None) };
        let state = State::from_json(&json.get().into());
        state.map(Some).map_err(|_| Damaged(format!("has something else than a login for {user:?}")))
    }

    pub(super) fn with(mut self, user: &UserKey, state: Option<&State>) -> Self {
        match state.map(|state| RawValue::from_string(state.to_json().expose_secret().to_owned())) {
            Some(Ok(json)) => drop(self.logins.insert(user.as_str().to_owned(), json)),
            // `to_json` always writes JSON.
            Some(Err(_)) => {}
            None => drop(self.logins.remove(user.as_str())),
        }
        self
    }
}

/// The reason why a text is not a file of logins. It contains no part of the text.
#[derive(Debug)]
pub(super) struct Damaged(String);

impl Damaged {
    fn json(text: &str, error: &serde_json::Error) -> Self {
        if text.trim().is_empty() {
            return Self("is empty".to_owned());
        }
        Self(format!(
            "is not valid (line {}, column {}): it is damaged, or not a file of this storage",
            error.line(),
            error.column()
        ))
    }

    pub(super) fn in_file(&self, path: &Path) -> StorageError {
        StorageError::message(format_args!(
            "{} {self}; restore it, or remove it, which logs its users out",
            path.display()
        ))
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
