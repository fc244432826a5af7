use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::time::{Instant, Sleep, sleep_until};

use super::Priority;
use super::bucket::{Bucket, Permit};
use super::window::Rules;

/// A call that waits for its credits. Each poll of a waiting call grants credits to all of them.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub(super) struct Waiting {
    bucket: Arc<Bucket>,
    credits: u64,
    priority: Priority,
    rules: Rules,
    /// The number in the queue, from the first poll on.
    number: Option<u64>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Waiting {
    pub(super) fn new(bucket: Arc<Bucket>, credits: u64, priority: Priority, rules: Rules) -> Self {
        Self { bucket, credits, priority, rules, number: None, sleep: None }
    }

    /// Sets the timer to this moment. Ready if the moment has passed.
    fn set_timer(&mut self, moment: Instant, context: &mut Context<'_>) -> Poll<()> {
        match &mut self.sleep {
            Some(sleep) => {
                if sleep.deadline() != moment {
                    sleep.as_mut().reset(moment);
                }
                sleep.as_mut().poll(context)
            }
            None => self.sleep.insert(Box::pin(sleep_until(moment))).as_mut().poll(context),
        }
    }
}

impl Future for Waiting {
    type Output = Permit;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Permit> {
        let this = self.get_mut();
        loop {
            let number = match this.number {
                Some(number) => number,
                None => *this.number.insert(this.bucket.join(this.credits, this.priority, this.rules)),
            };
            match this.bucket.look(number, context.waker()) {
                Ok(permit) => {
                    this.number = None;
                    return Poll::Ready(permit);
                }
                Err(moment) if this.set_timer(moment, context).is_pending() => return Poll::Pending,
                Err(_) => {}
            }
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(number) = self.number.take() {
            self.bucket.give_up(number);
        }
    }
}
