use super::Context;
use crate::budget::{BucketKey, Budget, Permit};

/// The credits of a call that has not been sent yet. If it never is, other calls get them.
#[derive(Debug)]
#[must_use = "the credits go to others when it is dropped"]
pub(super) struct Unsent(Option<Permit>);

impl Unsent {
    /// Waits until the user of a call has the credits for it. Unlimited calls need no permit.
    pub(super) async fn permit(budget: &Budget, body_length: Option<u64>, context: &Context) -> Self {
        // This includes token requests: calls that already have their credits wait for them, so they must not wait
        // themselves.
        if context.credits == 0 && context.tokens.is_none() {
            return Self(None);
        }
        let (key, credits) =
            BucketKey::of_call(&context.user, context.operation, context.credits, body_length);
        Self(budget.spend(key, credits, context.priority).await)
    }

    /// Marks the call as sent.
    pub(super) fn sent(mut self) -> Option<Permit> {
        self.0.take()
    }
}

impl Drop for Unsent {
    fn drop(&mut self) {
        if let Some(permit) = self.0.take() {
            permit.unsent();
        }
    }
}
