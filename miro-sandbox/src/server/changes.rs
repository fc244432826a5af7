//! Notifications of open pages about possible changes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use percent_encoding::percent_decode_str;
use tokio::sync::broadcast;

/// Number of events kept for a slow subscriber, which is notified if it misses some.
const CAPACITY: usize = 1_024;

/// A possible change. Recorded requests and credits can always have changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// Only recorded requests and credits.
    Records,
    /// A board, by id.
    Board(String),
    /// The list of boards, or anything else.
    Everything,
}

/// Sends changes to the current subscribers.
#[derive(Debug)]
pub(crate) struct Changes(Mutex<Option<broadcast::Sender<Change>>>);

impl Default for Changes {
    fn default() -> Self {
        Self(Mutex::new(Some(broadcast::channel(CAPACITY).0)))
    }
}

impl Changes {
    /// Returns all changes from now on, until the sandbox stops.
    #[cfg(feature = "page")]
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Change> {
        // After the end there are no changes: a receiver without a sender is closed.
        self.sender().as_ref().map_or_else(|| broadcast::channel(1).1, broadcast::Sender::subscribe)
    }

    /// Sends a change to the subscribers. It is not computed if there are none.
    pub(crate) fn send(&self, change: impl FnOnce() -> Change) {
        if let Some(sender) = self.sender().as_ref().filter(|sender| sender.receiver_count() > 0) {
            // An error means that the last subscriber has just left.
            let _ = sender.send(change());
        }
    }

    /// Closes all subscriptions, because a connection that waits for events would never end otherwise.
    pub(crate) fn close(&self) {
        self.sender().take();
    }

    fn sender(&self) -> MutexGuard<'_, Option<broadcast::Sender<Change>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Change {
    /// Returns what a request may have changed, independently of its response, which a fault can replace.
    pub(crate) fn by_request(method: &str, raw_path: &str) -> Self {
        if matches!(method, "GET" | "HEAD" | "OPTIONS") {
            return Self::Records;
        }
        let mut segments = raw_path.split('/').skip(1);
        let (version, area, board_id) = (segments.next(), segments.next(), segments.next());
        let board_id = board_id.and_then(|id| percent_decode_str(id).decode_utf8().ok());
        match (version, area, board_id) {
            (Some("v2" | "v2-experimental"), Some("boards"), Some(id)) => Self::Board(id.into_owned()),
            _ => Self::Everything,
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::broadcast::error::{RecvError, TryRecvError};

    use super::{Change, Changes};

    #[test]
    fn reads_change_only_records() {
        assert_eq!(Change::by_request("GET", "/v2/boards/a%3D/items"), Change::Records);
        assert_eq!(Change::by_request("POST", "/v2/boards/a%3D/items"), Change::Board("a=".to_owned()));
        assert_eq!(
            Change::by_request("DELETE", "/v2-experimental/boards/a%3D"),
            Change::Board("a=".to_owned())
        );
        assert_eq!(Change::by_request("POST", "/v2/boards"), Change::Everything);
        assert_eq!(Change::by_request("POST", "/v1/oauth/token"), Change::Everything);
    }

    #[tokio::test]
    async fn all_subscribers_get_changes_until_close() {
        let changes = Changes::default();
        changes.send(|| unreachable!("nobody listens"));
        let (mut one, mut other) = (changes.subscribe(), changes.subscribe());
        changes.send(|| Change::Records);
        assert_eq!(one.recv().await, Ok(Change::Records));
        assert_eq!(other.recv().await, Ok(Change::Records));
        changes.close();
        assert_eq!(one.recv().await, Err(RecvError::Closed));
        assert_eq!(changes.subscribe().try_recv(), Err(TryRecvError::Closed));
    }
}
