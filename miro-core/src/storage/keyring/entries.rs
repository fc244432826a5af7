use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::storage::StorageError;

/// Windows accepts 2560 bytes.
const MAX_ENTRY_BYTES: usize = 2500;

/// The prefix of an entry with a whole login.
const WHOLE: &str = "miro.v1.whole ";

/// The prefix of an entry that names others by their generation and their number.
const SPLIT: &str = "miro.v1.split ";

/// How often a login is read again if it was replaced while it was read.
const MAX_READS: usize = 20;

/// The entries of one user: one with the login, or one that names the entries with its parts.
pub(super) struct Entries {
    store: Arc<CredentialStore>,
    service: Arc<str>,
    name: String,
}

/// The content of the first entry.
enum Head {
    Whole(Zeroizing<String>),
    Split { generation: String, parts: usize },
}

impl Entries {
    pub(super) fn new(store: Arc<CredentialStore>, service: Arc<str>, name: String) -> Self {
        Self { store, service, name }
    }

    pub(super) fn get(&self) -> Result<Option<String>, StorageError> {
        for _ in 0..MAX_READS {
            match self.head()? {
                None => return Ok(None),
                Some(Head::Whole(json)) => return Ok(Some((*json).clone())),
                Some(Head::Split { generation, parts }) => {
                    // A part is missing if the login was replaced after its first entry was read.
                    if let Some(json) = self.parts(&generation, parts)? {
                        return Ok(Some(json));
                    }
                }
            }
        }
        Err(StorageError::message(
            "a login in the keyring is damaged: a part of it is gone; removing it logs the user out",
        ))
    }

    /// Must not run concurrently.
    pub(super) fn set(&self, json: Option<&SecretString>) -> Result<(), StorageError> {
        // An entry that cannot be read is replaced.
        let before = self.head().unwrap_or_default();
        match json.map(ExposeSecret::expose_secret) {
            None => self.remove(&self.name)?,
            Some(json) if WHOLE.len() + json.len() <= MAX_ENTRY_BYTES => {
                self.write(&self.name, &format!("{WHOLE}{json}"))?
            }
            Some(json) => {
                let generation = format!("{:016x}", fastrand::u64(..));
                let parts = split(json);
                // The parts first, because the login takes effect with the first entry.
                for (number, part) in parts.iter().enumerate() {
                    self.write(&self.part(&generation, number), part)?;
                }
                self.write(&self.name, &format!("{SPLIT}{generation} {}", parts.len()))?;
            }
        }
        if let Some(Head::Split { generation, parts }) = before {
            for number in 0..parts {
                self.remove(&self.part(&generation, number))?;
            }
        }
        Ok(())
    }

    /// Writes and removes a meaningless entry of maximum length, which fails if `set` would fail.
    pub(super) fn rehearse(&self) -> Result<(), StorageError> {
        let name = format!("{}.room", self.name);
        self.write(&name, &"-".repeat(MAX_ENTRY_BYTES))?;
        self.remove(&name)
    }

    fn part(&self, generation: &str, number: usize) -> String {
        format!("{}.{generation}.{number}", self.name)
    }

    fn head(&self) -> Result<Option<Head>, StorageError> {
        let Some(text) = self.read(&self.name)? else { return Ok(None) };
        if let Some(json) = text.strip_prefix(WHOLE) {
            return Ok(Some(Head::Whole(Zeroizing::new(json.to_owned()))));
        }
        let split = text.strip_prefix(SPLIT).and_then(|split| split.split_once(' '));
        let split = split.and_then(|(generation, parts)| Some((generation.to_owned(), parts.parse().ok()?)));
        let (generation, parts) = split.ok_or_else(|| {
            StorageError::message(
                "an entry of this service in the keyring is not a login: another program wrote it",
            )
        })?;
        Ok(Some(Head::Split { generation, parts }))
    }

    fn parts(&self, generation: &str, parts: usize) -> Result<Option<String>, StorageError> {
        let mut json = String::new();
        for number in 0..parts {
            match self.read(&self.part(generation, number))? {
                Some(part) => json.push_str(&part),
                None => return Ok(None),
            }
        }
        Ok(Some(json))
    }

    fn entry(&self, name: &str) -> Result<Entry, StorageError> {
        self.store.build(&self.service, name, None).map_err(failure)
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<String>>, StorageError> {
        match self.entry(name)?.get_secret().map(Zeroizing::new) {
            Ok(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => Ok(Some(Zeroizing::new(text.to_owned()))),
                Err(_) => Err(StorageError::message("an entry of this service in the keyring is not text")),
            },
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(failure(error)),
        }
    }

    fn write(&self, name: &str, text: &str) -> Result<(), StorageError> {
        self.entry(name)?.set_secret(text.as_bytes()).map_err(failure)
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(failure(error)),
        }
    }
}

/// Splits a text into parts that fit into an entry.
fn split(json: &str) -> Vec<Zeroizing<String>> {
    let mut parts = vec![Zeroizing::new(String::new())];
    for character in json.chars() {
        if parts.last().is_none_or(|part| part.len() + character.len_utf8() > MAX_ENTRY_BYTES) {
            parts.push(Zeroizing::new(String::with_capacity(MAX_ENTRY_BYTES)));
        }
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts
}

/// Converts an error without the content of the entry, which two of these errors contain.
fn failure(error: Error) -> StorageError {
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            StorageError::message("an entry of this service in the keyring is damaged")
        }
        Error::Ambiguous(entries) => StorageError::message(format_args!(
            "the keyring has {} entries of one name: remove all but one",
            entries.len()
        )),
        Error::NoStorageAccess(_) => StorageError::message(format_args!(
            "the keyring is locked or refuses this program, unlock it or allow this program to use it: {error}"
        )),
        error => StorageError::message(format_args!("the keyring: {error}")),
    }
}
