//! Download addresses, valid for a minute.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

const LIFETIME: SignedDuration = SignedDuration::from_secs(60);

/// Offered downloads, by the secret in their address.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Downloads(BTreeMap<String, Download>);

/// A download for everybody who knows the address, without a token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Download {
    pub(crate) board_id: String,
    pub(crate) resource_id: String,
    expires_at: Timestamp,
}

impl Downloads {
    /// Offers a file for download.
    pub(crate) fn offer(&mut self, secret: String, board_id: &str, resource_id: &str, now: Timestamp) {
        // Keep expired downloads for a while, to report late requests as expired.
        self.0.retain(|_, download| {
            now < download.expires_at.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX)
        });
        let expires_at = now.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX);
        let (board_id, resource_id) = (board_id.to_owned(), resource_id.to_owned());
        self.0.insert(secret, Download { board_id, resource_id, expires_at });
    }

    pub(crate) fn get(&self, secret: &str) -> Option<&Download> {
        self.0.get(secret)
    }
}

impl Download {
    pub(crate) fn is_valid(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::Downloads;

    #[test]
    fn offer_is_valid_for_a_minute() {
        let mut downloads = Downloads::default();
        let start = Timestamp::UNIX_EPOCH;
        let after = |seconds: i64| start + SignedDuration::from_secs(seconds);
        downloads.offer("one".to_owned(), "board", "resource", start);
        let one = downloads.get("one").unwrap();
        assert_eq!((one.board_id.as_str(), one.resource_id.as_str()), ("board", "resource"));
        assert!(one.is_valid(after(59)) && !one.is_valid(after(60)));
        downloads.offer("two".to_owned(), "board", "resource", after(119));
        assert!(downloads.get("one").is_some());
        downloads.offer("three".to_owned(), "board", "resource", after(120));
        assert!(downloads.get("one").is_none() && downloads.get("two").is_some());
    }
}
