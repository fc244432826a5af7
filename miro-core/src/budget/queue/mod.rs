//! The calls of one bucket that wait for credits, in their order. The queue does not decide which calls may go.

mod entry;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use tokio::time::Instant;

use super::window::{Rules, Spent};
use super::{Call, Priority};
use entry::Place;
pub(super) use entry::{Class, Entry, State};

/// Ordered by priority, and then by arrival. A quarter of the credits goes to the oldest call that higher
/// priorities have held back for two whole windows. See [`Priority`].
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// By number, which is the order of arrival.
    entries: BTreeMap<u64, Entry>,
    /// The waiting calls. There are few classes: one for each cost and each set of rules.
    classes: BTreeMap<Class, BTreeSet<Place>>,
    /// The same calls in order of arrival.
    ages: BTreeMap<Priority, BTreeSet<u64>>,
    /// Calls that were granted credits and have not noticed, by the time when they lose them.
    granted: BTreeSet<(Instant, u64)>,
    next: u64,
    /// Credits granted to other calls while the oldest call was overdue, and not yet made up for.
    owed: u64,
}

/// Number of calls to search for one to wake. Those that are awake already look by themselves.
const MAX_SEARCH: usize = 16;

/// The oldest call goes first after the others have had this many times its credits.
const OTHERS_MULTIPLE: u64 = 3;

impl Queue {
    /// Adds a call after the others of its priority. Returns its number.
    pub(super) fn join(
        &mut self,
        credits: u64,
        priority: Priority,
        rules: Rules,
        window: u64,
        call: Option<Call>,
    ) -> u64 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        self.entries.insert(number, Entry::new(number, credits, priority, rules, window, call));
        self.wait(number);
        number
    }

    /// Whether no call waits or has unnoticed credits.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a call waits that may be granted credits.
    pub(super) fn is_waiting(&self) -> bool {
        !self.ages.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get_mut(&mut self, number: u64) -> Option<&mut Entry> {
        self.entries.get_mut(&number)
    }

    /// Returns the first waiting call whose class is not left out.
    pub(super) fn first(&self, window: u64, is_left_out: impl Fn(&Class) -> bool) -> Option<(u64, &Entry)> {
        let overdue = self.overdue(window).filter(|(_, entry)| {
            self.owed >= entry.class.credits.saturating_mul(OTHERS_MULTIPLE) && !is_left_out(&entry.class)
        });
        overdue.or_else(|| {
            let classes = self.classes.iter().filter(|(class, _)| !is_left_out(class));
            let (_, number) = classes.filter_map(|(_, places)| places.first()).min()?;
            Some((*number, self.entries.get(number)?))
        })
    }

    /// Returns one of the last calls that were polled since they were woken.
    pub(super) fn last_to_wake(&mut self) -> Option<&mut Entry> {
        let last = self.ages.values().flat_map(|ages| ages.iter().rev());
        let is_polled = |number: &&u64| self.entries.get(*number).is_some_and(|entry| entry.waker.is_some());
        let number = *last.take(MAX_SEARCH).find(is_polled)?;
        self.entries.get_mut(&number)
    }

    /// Returns the first `count` calls, and the first one of each class.
    #[cfg(feature = "budget-redis")]
    pub(super) fn front(&self, window: u64, count: usize) -> Vec<u64> {
        let heads = self.classes.values().filter_map(BTreeSet::first);
        let heads: BTreeSet<_> = heads.copied().collect();
        let mut places: BTreeSet<_> =
            self.classes.values().flat_map(|places| places.iter().take(count)).copied().collect();
        if let Some(last) = places.iter().nth(count).copied() {
            let _ = places.split_off(&last);
        }
        places.extend(heads);
        let first = self.first(window, |_| false).map(|(number, _)| number);
        let others = places.into_iter().map(|(_, number)| number).filter(|number| Some(*number) != first);
        first.into_iter().chain(others).collect()
    }

    /// Grants this call its credits until then, if it still waits.
    pub(super) fn grant(
        &mut self,
        number: u64,
        spent: Spent,
        until: Instant,
        window: u64,
    ) -> Option<&mut Entry> {
        let oldest = self.overdue(window).map(|(number, entry)| (number, entry.class.credits));
        self.remove_from_order(number)?;
        self.granted.insert((until, number));
        let entry = self.entries.get_mut(&number)?;
        entry.state = State::Granted(spent, until);
        if let Some((oldest, credits)) = oldest {
            let due = credits.saturating_mul(OTHERS_MULTIPLE);
            self.owed = match number == oldest {
                true => self.owed.saturating_sub(due),
                false => self.owed.saturating_add(entry.class.credits).min(due),
            };
        }
        Some(entry)
    }

    /// Starts a new window, in which the oldest call goes first if it is overdue.
    pub(super) fn turn(&mut self, window: u64) {
        let due = self.overdue(window).map(|(_, entry)| entry.class.credits.saturating_mul(OTHERS_MULTIPLE));
        self.owed = self.owed.max(due.unwrap_or(0));
    }

    /// Returns the oldest overdue call. Calls of the highest priority are never held back by others.
    fn overdue(&self, window: u64) -> Option<(u64, &Entry)> {
        let held_back = self.ages.iter().rev().skip(1);
        let number = held_back.filter_map(|(_, ages)| ages.first()).min()?;
        let entry = self.entries.get(number)?;
        entry.is_overdue(window).then_some((*number, entry))
    }

    /// Returns the call that loses its credits next if it does not notice them, and when.
    pub(super) fn first_granted(&self) -> Option<(Instant, u64)> {
        self.granted.first().copied()
    }

    /// Takes the credits back. The call keeps its place, and is left out until it is polled.
    pub(super) fn revoke(&mut self, number: u64) -> Option<(Spent, &mut Entry)> {
        let entry = self.entries.get_mut(&number)?;
        let State::Granted(spent, until) = entry.state else { return None };
        entry.state = State::Asleep;
        self.granted.remove(&(until, number));
        Some((spent, entry))
    }

    /// Marks a call as polled, so that it waits again.
    pub(super) fn awake(&mut self, number: u64) {
        if self.entries.get(&number).is_some_and(|entry| matches!(entry.state, State::Asleep)) {
            self.wait(number);
        }
    }

    /// Removes a call that goes or gives up.
    pub(super) fn leave(&mut self, number: u64) -> Option<Entry> {
        self.remove_from_order(number);
        let entry = self.entries.remove(&number)?;
        if let State::Granted(_, until) = entry.state {
            self.granted.remove(&(until, number));
        }
        Some(entry)
    }

    fn wait(&mut self, number: u64) {
        if let Some(entry) = self.entries.get_mut(&number) {
            entry.state = State::Waiting;
            self.classes.entry(entry.class).or_default().insert(entry.place);
            self.ages.entry(entry.place.0.0).or_default().insert(number);
        }
    }

    fn remove_from_order(&mut self, number: u64) -> Option<()> {
        let entry = self.entries.get(&number).filter(|entry| matches!(entry.state, State::Waiting))?;
        remove(&mut self.ages, &entry.place.0.0, &number);
        remove(&mut self.classes, &entry.class, &entry.place);
        Some(())
    }
}

/// Removes a value, and its set if that is empty then.
fn remove<K: Ord, V: Ord>(sets: &mut BTreeMap<K, BTreeSet<V>>, key: &K, value: &V) {
    if let Some(set) = sets.get_mut(key) {
        set.remove(value);
        if set.is_empty() {
            sets.remove(key);
        }
    }
}
