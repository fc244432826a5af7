//! Server-sent events about changes, for open pages.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State as Shared;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, sleep_until};

use crate::server::Server;
use crate::server::changes::Change;

/// Minimum time between two events: a page that handled each of thousands of requests a second could do nothing
/// else.
const INTERVAL: Duration = Duration::from_millis(200);
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Above this number, all boards count as changed.
const MAX_BOARDS: usize = 50;

/// The changes since the last event.
#[derive(Debug, Default)]
struct Summary {
    responses: usize,
    boards: BTreeSet<String>,
    everything: bool,
}

/// A connected page.
#[derive(Debug)]
struct Listener {
    changes: Receiver<Change>,
    next_event: Instant,
}

/// `GET /_sandbox/page/events`: one `change` event per response, or for all within the interval; ends when the
/// sandbox stops
pub(super) async fn stream(
    Shared(server): Shared<Arc<Server>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let listener = Listener { changes: server.changes.subscribe(), next_event: Instant::now() };
    let events = unfold(listener, |mut listener| async {
        let summary = listener.next().await?;
        Some((Ok(summary.into_event()), listener))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

impl Listener {
    /// Waits for a change and for the end of the interval. Returns `None` when the sandbox stops.
    async fn next(&mut self) -> Option<Summary> {
        let mut summary = Summary::default();
        match self.changes.recv().await {
            Ok(change) => summary.add(change),
            Err(RecvError::Lagged(missed)) => summary.add_missed(missed),
            Err(RecvError::Closed) => return None,
        }
        sleep_until(self.next_event).await;
        loop {
            match self.changes.try_recv() {
                Ok(change) => summary.add(change),
                Err(TryRecvError::Lagged(missed)) => summary.add_missed(missed),
                // `Closed` is returned again by the next `recv`.
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        self.next_event = Instant::now() + INTERVAL;
        Some(summary)
    }
}

impl Summary {
    fn add(&mut self, change: Change) {
        self.responses += 1;
        match change {
            Change::Records => {}
            Change::Board(_) if self.everything => {}
            Change::Board(id) => {
                self.boards.insert(id);
            }
            Change::Everything => self.everything = true,
        }
        if self.boards.len() > MAX_BOARDS {
            self.everything = true;
        }
        if self.everything {
            self.boards.clear();
        }
    }

    fn add_missed(&mut self, missed: u64) {
        self.responses += usize::try_from(missed).unwrap_or(usize::MAX);
        self.everything = true;
        self.boards.clear();
    }

    fn into_event(self) -> Event {
        let Self { responses, boards, everything } = self;
        let data = json!({"changes": responses, "boards": boards, "everything": everything});
        Event::default().event("change").data(data.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Change, Listener, MAX_BOARDS, Summary};
    use crate::server::changes::Changes;

    fn board(number: usize) -> Change {
        Change::Board(format!("b{number}"))
    }

    #[tokio::test]
    async fn changes_within_the_interval_are_combined() {
        let events = Changes::default();
        let mut listener = Listener { changes: events.subscribe(), next_event: Instant::now() };
        events.send(|| board(1));
        let first = listener.next().await.unwrap();
        assert_eq!((first.responses, first.boards.len(), first.everything), (1, 1, false));
        for number in 0..40 {
            events.send(|| board(number % 4));
            events.send(|| Change::Records);
        }
        let rest = listener.next().await.unwrap();
        assert_eq!((rest.responses, rest.boards.len(), rest.everything), (80, 4, false));
        events.close();
        assert!(listener.next().await.is_none());
    }

    #[tokio::test]
    async fn slow_listener_is_notified_of_missed_changes() {
        let events = Changes::default();
        let later = Instant::now() + Duration::from_millis(1);
        let mut listener = Listener { changes: events.subscribe(), next_event: later };
        for _ in 0..5_000 {
            events.send(|| board(1));
        }
        let summary = listener.next().await.unwrap();
        assert!(summary.everything && summary.boards.is_empty());
        assert!(summary.responses >= 5_000, "{summary:?}");
    }

    #[test]
    fn many_changed_boards_count_as_all() {
        let mut summary = Summary::default();
        for number in 0..=MAX_BOARDS {
            summary.add(board(number));
        }
        assert!(summary.everything && summary.boards.is_empty());
    }
}
