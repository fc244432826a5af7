use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::Priority;

/// Whose turn it is: one call at a time, by priority and then in order of arrival.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<Queue>);

#[derive(Debug, Default)]
struct Queue {
    /// Whether somebody has the turn.
    taken: bool,
    waiting: BTreeMap<Place, oneshot::Sender<()>>,
    next: u64,
}

type Place = (Reverse<Priority>, u64);

/// The turn; whoever is next has it when this is dropped.
#[derive(Debug)]
#[must_use = "the turn ends when it is dropped"]
pub(super) struct Turn<'t>(&'t Turns);

/// A place in the queue, left when this is dropped.
struct Waiting<'t> {
    turns: &'t Turns,
    place: Place,
}

impl Turns {
    /// Waits for the turn.
    pub(super) async fn take(&self, priority: Priority) -> Turn<'_> {
        let (place, called) = {
            let mut queue = self.lock();
            if !queue.taken {
                queue.taken = true;
                return Turn(self);
            }
            let place = (Reverse(priority), queue.next);
            queue.next += 1;
            let (call, called) = oneshot::channel();
            queue.waiting.insert(place, call);
            (place, called)
        };
        let waiting = Waiting { turns: self, place };
        // The sender is dropped with the queue only, which outlives this.
        let _ = called.await;
        std::mem::forget(waiting);
        Turn(self)
    }

    /// Whether a call that comes now would have its turn at once.
    pub(super) fn is_free(&self) -> bool {
        !self.lock().taken
    }

    pub(super) fn waiting(&self) -> usize {
        let queue = self.lock();
        queue.waiting.len() + usize::from(queue.taken)
    }

    fn pass(&self) {
        let mut queue = self.lock();
        while let Some((_, call)) = queue.waiting.pop_first() {
            if call.send(()).is_ok() {
                return;
            }
        }
        queue.taken = false;
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.pass();
    }
}

impl Drop for Waiting<'_> {
    /// Only of who gives up: whoever was called has a turn instead.
    fn drop(&mut self) {
        if self.turns.lock().waiting.remove(&self.place).is_none() {
            // Called, and gone before noticing.
            self.turns.pass();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn turns_go_by_priority_and_arrival() {
        let turns = Arc::new(Turns::default());
        let first = turns.take(Priority::Low).await;
        let order = Arc::new(Mutex::new(Vec::new()));
        let priorities = [Priority::Normal, Priority::Low, Priority::High, Priority::Normal, Priority::High];
        let waiting: Vec<_> = priorities
            .into_iter()
            .enumerate()
            .map(|(index, priority)| {
                let (turns, order) = (turns.clone(), order.clone());
                tokio::spawn(async move {
                    let _turn = turns.take(priority).await;
                    order.lock().unwrap().push(index);
                })
            })
            .collect();
        while turns.waiting() < 6 {
            tokio::task::yield_now().await;
        }
        drop(first);
        for task in waiting {
            task.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), [2, 4, 0, 3, 1]);
        assert_eq!(turns.waiting(), 0);
    }

    #[tokio::test]
    async fn who_gives_up_leaves_no_hole() {
        let turns = Turns::default();
        let first = turns.take(Priority::Normal).await;
        let mut second = Box::pin(turns.take(Priority::Normal));
        let mut third = Box::pin(turns.take(Priority::Normal));
        assert!((&mut second).now_or_never().is_none() && (&mut third).now_or_never().is_none());
        // Given up while waiting.
        drop(second);
        // Called, and given up before it noticed.
        let mut fourth = Box::pin(turns.take(Priority::Normal));
        assert!((&mut fourth).now_or_never().is_none());
        drop(first);
        drop(third);
        let fourth = fourth.now_or_never().expect("it is the fourth's turn");
        drop(fourth);
        assert!(turns.take(Priority::Low).now_or_never().is_some());
    }
}
