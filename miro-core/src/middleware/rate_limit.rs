use http_body::Body as _;

use super::{Middleware, Next};
use crate::budget::{BucketKey, Budget};
use crate::error::Error;
use crate::transport::{Body, BoxFuture};

/// Lets a call go when its user has the credits for it.
#[derive(Debug)]
pub(super) struct RateLimit(Budget);

impl RateLimit {
    pub(super) fn new(budget: Budget) -> Self {
        Self(budget)
    }
}

impl Middleware for RateLimit {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        Box::pin(async move {
            let context = next.context();
            // Token requests among them, which calls that have their credits already wait for: they wait for nobody.
            if context.credits == 0 && context.tokens.is_none() {
                return next.run(request).await;
            }
            let length = request.body().size_hint().exact();
            let (key, credits) =
                BucketKey::of_call(&context.user, context.operation, context.credits, length);
            let Some(permit) = self.0.spend(key, credits, context.priority).await else {
                return next.run(request).await;
            };
            let (head, body) = next.run(request).await?.into_parts();
            permit.answered(&head);
            Ok(http::Response::from_parts(head, body))
        })
    }
}
