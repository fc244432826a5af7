//! The open connections, and which of them to close when the limit is reached.
//!
//! Behind a proxy all connections come from one address, so a limit per address would limit all visitors together. Visitors
//! differ from clients that only hold connections open in that their requests are complete at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// The open connections, shared by all clones.
#[derive(Clone)]
pub(super) struct Slots(Arc<Shared>);

struct Shared {
    limit: usize,
    open: Mutex<Open>,
    /// Notified when a slot may be free.
    changed: Notify,
}

#[derive(Default)]
struct Open {
    connections: HashMap<u64, Connection>,
    /// A counter of connections and requests: smaller numbers are older.
    last: u64,
}

struct Connection {
    /// The counter when reading or waiting for a request began; `None` while a request is being handled.
    reading_since: Option<u64>,
    closed: CancellationToken,
}

impl Slots {
    pub(super) fn new(limit: usize) -> Self {
        Self(Arc::new(Shared { limit, open: Mutex::default(), changed: Notify::new() }))
    }

    /// Takes a slot for a new connection.
    ///
    /// If none is free, closes the connection that has been reading for the longest time; if all are handling requests,
    /// waits.
    pub(super) async fn take(&self) -> Slot {
        loop {
            if let Some(slot) = self.try_take() {
                return slot;
            }
            self.0.changed.notified().await;
        }
    }

    fn try_take(&self) -> Option<Slot> {
        let mut open = self.open();
        if open.connections.len() >= self.0.limit {
            let reading = open.connections.iter().filter_map(|(id, open)| Some((open.reading_since?, *id)));
            let (_, oldest) = reading.min()?;
            if let Some(oldest) = open.connections.remove(&oldest) {
                oldest.closed.cancel();
            }
        }
        let id = open.next();
        let closed = CancellationToken::new();
        let connection = Connection { reading_since: Some(id), closed: closed.clone() };
        open.connections.insert(id, connection);
        Some(Slot { slots: self.clone(), id, closed })
    }

    /// Closes the connections without a request in flight.
    pub(super) fn close_reading(&self) {
        let open = self.open();
        let reading = open.connections.values().filter(|connection| connection.reading_since.is_some());
        reading.for_each(|connection| connection.closed.cancel());
    }

    pub(super) fn close_all(&self) {
        self.open().connections.values().for_each(|connection| connection.closed.cancel());
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}

/// The slot of one connection, until it is dropped.
pub(crate) struct Slot {
    slots: Slots,
    id: u64,
    closed: CancellationToken,
}

impl Slot {
    /// Waits until the connection must be closed.
    pub(super) async fn closed(&self) {
        self.closed.cancelled().await;
    }

    /// Marks a request as complete: the connection stays open until the returned value is dropped.
    pub(super) fn begin_request(self: &Arc<Self>) -> ActiveRequest {
        self.set_reading(false);
        ActiveRequest(self.clone())
    }

    fn set_reading(&self, is_reading: bool) {
        let mut open = self.slots.open();
        let since = is_reading.then(|| open.next());
        if let Some(connection) = open.connections.get_mut(&self.id) {
            connection.reading_since = since;
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.slots.open().connections.remove(&self.id);
        self.slots.0.changed.notify_one();
    }
}

/// A request in flight.
pub(super) struct ActiveRequest(Arc<Slot>);

impl Drop for ActiveRequest {
    fn drop(&mut self) {
        self.0.set_reading(true);
        self.0.slots.0.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn closes_the_longest_reading_connection_first() {
        let slots = Slots::new(3);
        let take = || slots.take().now_or_never().map(Arc::new);
        let [first, second, third] = [take().unwrap(), take().unwrap(), take().unwrap()];
        let active = first.begin_request();
        let fourth = take().unwrap();
        let closed = |slot: &Slot| slot.closed.is_cancelled();
        assert_eq!([&first, &second, &third, &fourth].map(|slot| closed(slot)), [false, true, false, false]);
        // Its next request is newer than the others.
        drop(active);
        let fifth = take().unwrap();
        assert_eq!([&first, &third, &fourth, &fifth].map(|slot| closed(slot)), [false, true, false, false]);
    }

    #[test]
    fn keeps_connections_with_a_request_in_flight() {
        let slots = Slots::new(2);
        let take = || slots.take().now_or_never().map(Arc::new);
        let [first, second] = [take().unwrap(), take().unwrap()];
        let active = [first.begin_request(), second.begin_request()];
        assert!(take().is_none());
        slots.close_reading();
        assert!(!first.closed.is_cancelled());
        let [of_first, _of_second] = active;
        drop(of_first);
        assert!(take().is_some() && first.closed.is_cancelled() && !second.closed.is_cancelled());
    }
}
