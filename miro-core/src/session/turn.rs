//! The turn to replace a login in this process.
//!
//! A plain lock that is never held across an await, and a holder with heartbeats: the turn of a holder that is no
//! longer driven goes to a waiting task.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::{self, Either};
use tokio::sync::Notify;

use super::pulse::Pulse;

/// The turns of one user.
#[derive(Default)]
pub(super) struct Turns {
    state: Mutex<State>,
    freed: Notify,
}

#[derive(Default)]
struct State {
    holder: Option<Holder>,
    latest: u64,
}

struct Holder {
    number: u64,
    pulse: Arc<Pulse>,
}

/// A turn. It ends on drop, or when another task takes it over.
pub(super) struct Turn {
    turns: Arc<Turns>,
    number: u64,
}

impl Turns {
    /// Waits for a turn of the task with this pulse.
    pub(super) async fn take(self: &Arc<Self>, pulse: &Arc<Pulse>) -> Turn {
        loop {
            let mut freed = std::pin::pin!(self.freed.notified());
            // From here on, no end of a turn is missed.
            freed.as_mut().enable();
            let (number, holder) = match self.take_if_free(pulse) {
                Ok(turn) => return turn,
                Err(holder) => holder,
            };
            if let Either::Right(_) = future::select(freed, std::pin::pin!(holder.stopped())).await {
                tracing::warn!("a refresh, login or logout has stopped in the middle: another one goes on");
                self.end(number);
            }
        }
    }

    /// Returns the turn, or the number and the pulse of its holder.
    fn take_if_free(self: &Arc<Self>, pulse: &Arc<Pulse>) -> Result<Turn, (u64, Arc<Pulse>)> {
        let mut state = self.lock();
        if let Some(holder) = &state.holder {
            return Err((holder.number, holder.pulse.clone()));
        }
        let number = state.latest.wrapping_add(1);
        state.latest = number;
        state.holder = Some(Holder { number, pulse: pulse.clone() });
        Ok(Turn { turns: self.clone(), number })
    }

    fn end(&self, number: u64) {
        self.lock().holder.take_if(|holder| holder.number == number);
        self.freed.notify_waiters();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn {
    /// Whether no other task has taken it over.
    pub(super) fn is_held(&self) -> bool {
        self.turns.lock().holder.as_ref().is_some_and(|holder| holder.number == self.number)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.turns.end(self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt;
    use tokio::time::{Instant, sleep};

    use super::*;

    fn take(turns: &Arc<Turns>) -> Option<Turn> {
        turns.take(&Arc::new(Pulse::new())).now_or_never()
    }

    #[tokio::test(start_paused = true)]
    async fn turns_are_exclusive() {
        let turns = Arc::new(Turns::default());
        let first = take(&turns).unwrap();
        assert!(first.is_held() && take(&turns).is_none());
        let waiting = [turns.clone(), turns.clone()]
            .map(|turns| tokio::spawn(async move { drop(turns.take(&Arc::new(Pulse::new())).await) }));
        tokio::task::yield_now().await;
        drop(first);
        for waiting in waiting {
            waiting.await.unwrap();
        }
        assert!(take(&turns).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn an_unpolled_waiter_does_not_block_others() {
        let turns = Arc::new(Turns::default());
        let first = take(&turns).unwrap();
        let pulse = Arc::new(Pulse::new());
        let mut unpolled = Box::pin(turns.take(&pulse));
        assert!((&mut unpolled).now_or_never().is_none());
        drop(first);
        assert!(take(&turns).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_holder_that_is_driven_keeps_its_turn() {
        let turns = Arc::new(Turns::default());
        let (pulse, begun) = (Arc::new(Pulse::new()), Instant::now());
        let holder = turns.clone();
        tokio::spawn(async move {
            let work = async {
                let turn = holder.take(&pulse).await;
                sleep(Duration::from_secs(100)).await;
                assert!(turn.is_held());
            };
            pulse.beating(work).await;
        });
        tokio::task::yield_now().await;
        let second = turns.take(&Arc::new(Pulse::new())).await;
        assert_eq!(begun.elapsed(), Duration::from_secs(100));
        assert!(second.is_held());
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_whose_holder_has_stopped_is_taken_over() {
        let turns = Arc::new(Turns::default());
        let (stopped, begun) = (take(&turns).unwrap(), Instant::now());
        let second = turns.take(&Arc::new(Pulse::new())).await;
        assert_eq!(begun.elapsed(), Duration::from_secs(6));
        assert!(second.is_held() && !stopped.is_held());
        drop(stopped);
        assert!(second.is_held(), "the end of a turn that was lost does not end another");
        assert!(take(&turns).is_none());
    }
}
