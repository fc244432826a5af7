use super::Context;
use crate::budget::{BucketKey, Budget, Permit};

/// Waits until the user of a call has the credits for it. No permit is needed where nothing is limited.
pub(super) async fn permit(budget: &Budget, body_length: Option<u64>, context: &Context) -> Option<Permit> {
    // Token requests among them, which calls that have their credits already wait for: they wait for nobody.
    if context.credits == 0 && context.tokens.is_none() {
        return None;
    }
    let (key, credits) = BucketKey::of_call(&context.user, context.operation, context.credits, body_length);
    budget.spend(key, credits, context.priority).await
}
