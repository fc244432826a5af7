//! Asks the shared ledger for the credits of a bucket's waiting calls.

use tokio::runtime::Handle;
use tokio::time::Instant;

use super::ledger::{After, Ledger, LockedLedger};
use super::queue::State;
use super::redis::{Asked, Call, SharedLedger};
use super::window::Decision;

/// Number of calls per query, because the round trip to Redis may be long.
const BATCH: usize = 64;

/// Starts an inquiry as a task, because the future of a waiting call may never be polled again.
pub(super) fn inquire(ledger: &LockedLedger, shared: &SharedLedger, number: u64) {
    let inquirer = Inquirer { ledger: ledger.clone(), number, again: None };
    if let Some(runtime) = shared.runtime() {
        runtime.spawn(inquirer.run(shared.clone()));
    }
}

struct Inquirer {
    ledger: LockedLedger,
    number: u64,
    again: Option<Instant>,
}

impl Inquirer {
    async fn run(mut self, shared: SharedLedger) {
        while let Some(asked) = self.front() {
            let Some(decisions) = shared.take(&asked).await else { return };
            if !self.carry_out(&shared, asked, &decisions) {
                return;
            }
        }
    }

    /// Returns the calls to ask for; `None` if there are none, or another inquiry has replaced this one.
    fn front(&self) -> Option<Vec<Asked>> {
        let mut ledger = self.ledger.lock();
        if !ledger.inquiry.is_current(self.number) {
            return None;
        }
        ledger.inquiry.go_on(Instant::now());
        let window = ledger.window.number();
        let front = ledger.queue.front(window, BATCH);
        let asked = front.into_iter().filter_map(|number| {
            let entry = ledger.queue.get_mut(number)?;
            let id = entry.call.as_ref()?.id()?;
            Some(Asked { number, id, credits: entry.class.credits, rules: entry.rules })
        });
        let asked: Vec<_> = asked.collect();
        (!asked.is_empty()).then_some(asked)
    }

    /// Grants credits to the calls that may go. Returns whether to ask for more.
    fn carry_out(&mut self, shared: &SharedLedger, asked: Vec<Asked>, decisions: &[Decision]) -> bool {
        let mut orphans = Vec::new();
        let mut after = After::default();
        let goes_on = {
            let mut ledger = self.ledger.lock();
            let now = Instant::now();
            let (mut went, mut again) = (false, None::<Instant>);
            for (call, decision) in asked.into_iter().zip(decisions) {
                match decision {
                    Decision::Go => {
                        went = true;
                        match is_there(&mut ledger, &call) {
                            Some(true) => ledger.give(now, call.number, call.credits, &mut after),
                            // The ledger of this process has already granted it.
                            Some(false) => {}
                            None => orphans.push(call.id),
                        }
                    }
                    Decision::Wait { until, .. } => {
                        again = Some(again.map_or(*until, |again| again.min(*until)));
                    }
                }
            }
            self.again = again;
            went
        };
        after.carry_out();
        if let (false, Ok(runtime)) = (orphans.is_empty(), Handle::try_current()) {
            let shared = shared.clone();
            runtime.spawn(async move {
                for id in orphans {
                    shared.settle(&id, None).await;
                }
            });
        }
        goes_on
    }
}

/// Whether this call still waits; `None` if it is no longer in the queue.
fn is_there(ledger: &mut Ledger, call: &Asked) -> Option<bool> {
    let entry = ledger.queue.get_mut(call.number)?;
    let is_same = entry.call.as_ref().and_then(Call::id).is_some_and(|id| id == call.id);
    is_same.then_some(matches!(entry.state, State::Waiting))
}

impl Drop for Inquirer {
    /// Also runs when the runtime is shut down. The first waiting call then starts the next inquiry on its own
    /// runtime.
    fn drop(&mut self) {
        let mut after = After::default();
        {
            let mut ledger = self.ledger.lock();
            ledger.inquiry.end(self.number, self.again);
            ledger.wake_first(&mut after);
        }
        after.carry_out();
    }
}
