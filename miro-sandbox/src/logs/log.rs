//! A bounded log: entries in chronological order.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Maximum number of entries. Older ones are dropped, because a sandbox can get millions of requests.
const MAX_ENTRIES: usize = 10_000;

/// A log of the newest entries.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Log<T> {
    count: u64,
    entries: VecDeque<Entry<T>>,
}

/// An entry of a log.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry<T> {
    /// The number of the entry, from 1.
    pub(crate) place: u64,
    pub(crate) at: Timestamp,
    pub(crate) what: T,
}

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self { count: 0, entries: VecDeque::new() }
    }
}

impl<T> Log<T> {
    pub(crate) fn add(&mut self, at: Timestamp, what: T) {
        if self.entries.len() == MAX_ENTRIES {
            self.entries.pop_front();
        }
        self.count += 1;
        self.entries.push_back(Entry { place: self.count, at, what });
    }

    /// Returns the entries after a place: newer ones, or older ones if the newest come first. Place 0 is before
    /// all.
    pub(crate) fn after(&self, place: u64, newest_first: bool) -> impl Iterator<Item = &Entry<T>> {
        let end = if place == 0 { u64::MAX } else { place };
        let backwards =
            newest_first.then(|| self.entries.iter().rev().filter(move |entry| entry.place < end));
        let forwards = (!newest_first).then(|| self.entries.iter().filter(move |entry| entry.place > place));
        backwards.into_iter().flatten().chain(forwards.into_iter().flatten())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Log, MAX_ENTRIES};

    #[test]
    fn oldest_entries_are_dropped_and_places_stay() {
        let mut log = Log::default();
        for number in 1..=MAX_ENTRIES + 5 {
            log.add(Timestamp::UNIX_EPOCH, number);
        }
        let all: Vec<usize> = log.after(0, false).map(|entry| entry.what).collect();
        assert_eq!((all.len(), all[0]), (MAX_ENTRIES, 6));
        let last = MAX_ENTRIES as u64 + 5;
        let end: Vec<usize> = log.after(last - 2, false).map(|entry| entry.what).collect();
        assert_eq!(end, [MAX_ENTRIES + 4, MAX_ENTRIES + 5]);
        let newest: Vec<usize> = log.after(0, true).take(2).map(|entry| entry.what).collect();
        assert_eq!(newest, [MAX_ENTRIES + 5, MAX_ENTRIES + 4]);
        assert_eq!(log.after(last - 1, true).next().map(|entry| entry.what), Some(MAX_ENTRIES + 3));
    }
}
