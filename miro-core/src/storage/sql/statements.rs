use std::sync::Arc;

use super::dialect::Syntax;
use crate::storage::StorageError;

/// In milliseconds. After this time, no former holder of a lease of a removed user still writes.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The statements. Each one reads or changes one row, so only the one that is rolled back needs a transaction.
///
/// A row has the login of a user (`state`, null after it was removed) with the fence under which it was written,
/// and the lease with its own fence: `lease_fence` is the newest that was granted, and so never less than
/// `state_fence`.
#[derive(Debug)]
pub(super) struct Statements {
    pub(super) create: Arc<str>,
    /// Fails if the table does not have the expected columns.
    pub(super) probe: Arc<str>,
    pub(super) get: Arc<str>,
    pub(super) add: Arc<str>,
    pub(super) set: Arc<str>,
    pub(super) set_fenced: Arc<str>,
    pub(super) acquire: Arc<str>,
    pub(super) fence: Arc<str>,
    /// Returns how long the lease lasts from now.
    pub(super) remaining: Arc<str>,
    pub(super) owner: Arc<str>,
    /// Lets a lease end sooner, after the clock went back.
    pub(super) cap: Arc<str>,
    /// Writes a login of maximum size, which is rolled back.
    pub(super) rehearse: Arc<str>,
    /// Removes the rows of removed users.
    pub(super) sweep: Arc<str>,
    pub(super) extend: Arc<str>,
    pub(super) release: Arc<str>,
}

impl Statements {
    pub(super) fn new(syntax: &Syntax, prefix: &TablePrefix) -> Self {
        let Syntax { now, or_keep, types: [digest, owner, bytes, text], table_options, .. } = *syntax;
        let table = format!("{}logins", prefix.0);
        let write = |sql: String| -> Arc<str> {
            if syntax.has_numbered_parameters { numbered(&sql).into() } else { sql.into() }
        };
        Self {
            create: write(format!(
                "CREATE TABLE IF NOT EXISTS {table} (user_digest {digest} NOT NULL PRIMARY KEY, user_key {bytes}, \
                 state {text}, state_fence BIGINT NOT NULL, changed_at BIGINT NOT NULL, \
                 lease_fence BIGINT NOT NULL, lease_owner {owner}, lease_ends_at BIGINT NOT NULL){table_options}"
            )),
            probe: write(format!(
                "SELECT user_digest, user_key, state, state_fence, changed_at, lease_fence, lease_owner, \
                 lease_ends_at FROM {table} WHERE 1 = 0"
            )),
            get: write(format!("SELECT state FROM {table} WHERE user_digest = ? AND state IS NOT NULL")),
            add: write(format!(
                "INSERT INTO {table} (user_digest, state_fence, changed_at, lease_fence, lease_ends_at) \
                 VALUES (?, 0, {now}, 0, 0) {or_keep}"
            )),
            // MySQL assigns from left to right, and later assignments read the new values.
            set: write(format!(
                "UPDATE {table} SET user_key = ?, state = ?, state_fence = lease_fence + 1, \
                 lease_fence = lease_fence + 1, changed_at = {now} WHERE user_digest = ?"
            )),
            set_fenced: write(format!(
                "UPDATE {table} SET user_key = ?, state = ?, state_fence = ?, changed_at = {now} \
                 WHERE user_digest = ? AND state_fence <= ?"
            )),
            acquire: write(format!(
                "UPDATE {table} SET lease_owner = ?, lease_fence = lease_fence + 1, \
                 lease_ends_at = {now} + ? WHERE user_digest = ? AND lease_ends_at <= {now}"
            )),
            fence: write(format!(
                "SELECT lease_fence FROM {table} WHERE user_digest = ? AND lease_owner = ?"
            )),
            remaining: write(format!("SELECT lease_ends_at - {now} FROM {table} WHERE user_digest = ?")),
            owner: write(format!("SELECT lease_owner FROM {table} WHERE user_digest = ?")),
            cap: write(format!(
                "UPDATE {table} SET lease_ends_at = {now} + ? \
                 WHERE user_digest = ? AND lease_owner = ? AND lease_ends_at > {now} + ?"
            )),
            rehearse: write(format!(
                "UPDATE {table} SET user_key = ?, state = ?, state_fence = lease_fence, changed_at = {now} \
                 WHERE user_digest = ?"
            )),
            sweep: write(format!(
                "DELETE FROM {table} WHERE state IS NULL AND changed_at < {now} - {DAY} AND lease_ends_at < {now} - {DAY}"
            )),
            extend: write(format!(
                "UPDATE {table} SET lease_ends_at = {now} + ? WHERE user_digest = ? AND lease_owner = ?"
            )),
            release: write(format!(
                "UPDATE {table} SET lease_owner = NULL, lease_ends_at = 0 \
                 WHERE user_digest = ? AND lease_owner = ?"
            )),
        }
    }
}

/// Replaces `?` by `$1`, `$2` and so on. No text in the statement contains a `?`.
fn numbered(sql: &str) -> String {
    let mut parts = sql.split('?');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.zip(1..).fold(first, |sql, (part, number)| format!("{sql}${number}{part}"))
}

/// The prefix of the table name.
#[derive(Clone, Debug)]
pub(super) struct TablePrefix(String);

impl Default for TablePrefix {
    fn default() -> Self {
        Self("miro_".to_owned())
    }
}

impl TablePrefix {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Accepts only prefixes that never need quotes, because names cannot be parameters of a statement.
    pub(super) fn new(prefix: &str) -> Result<Self, StorageError> {
        let begins = prefix.starts_with(|first: char| first.is_ascii_lowercase());
        let is_plain = |other: char| other.is_ascii_lowercase() || other.is_ascii_digit() || other == '_';
        if begins && prefix.len() <= 40 && prefix.chars().all(is_plain) {
            return Ok(Self(prefix.to_owned()));
        }
        Err(StorageError::message(format_args!(
            "{prefix:?} cannot begin the name of a table: give 1 to 40 of a-z, 0-9 and _, the first of them a letter"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered() {
        assert_eq!(numbered("a = ? AND b <= ?"), "a = $1 AND b <= $2");
        assert_eq!(numbered("a"), "a");
    }

    #[test]
    fn prefixes_need_no_quotes() {
        for good in ["m", "miro_", "app2_miro_", &"a".repeat(40)] {
            assert!(TablePrefix::new(good).is_ok(), "{good}");
        }
        for bad in ["", "_", "2", "Miro", "a-b", "a b", "a;", "a.b", "a\"", "\u{e4}", &"a".repeat(41)] {
            assert!(TablePrefix::new(bad).is_err(), "{bad}");
        }
    }
}
