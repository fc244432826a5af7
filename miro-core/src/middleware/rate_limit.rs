use super::Context;
use crate::budget::{BucketKey, Budget, Permit};

/// The credits of a call that has not been sent. If that never happens, others get them.
#[derive(Debug)]
#[must_use = "the credits go to others when it is dropped"]
pub(super) struct Unsent(Option<Permit>);

impl Unsent {
    /// Waits until the user of a call has the credits for it. No permit is needed where nothing is limited.
    pub(super) async fn permit(budget: &Budget, body_length: Option<u64>, context: &Context) -> Self {
        // Token requests among them, which calls that have their credits already wait for: they wait for nobody.
        if context.credits == 0 && context.tokens.is_none() {
            return Self(None);
        }
        let (key, credits) =
            BucketKey::of_call(&context.user, context.operation, context.credits, body_length);
        Self(budget.spend(key, credits, context.priority).await)
    }

    /// The call goes.
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
