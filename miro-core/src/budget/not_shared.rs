//! In place of `redis` where the feature is off: types without values, which cost nothing.

use super::BucketKey;
use super::window::{Decision, Outcome, Rules};

#[derive(Clone, Debug)]
pub(super) enum RedisBudget {}

#[derive(Debug)]
pub(super) enum Books {}

#[derive(Debug)]
pub(super) enum Call {}

impl Books {
    pub(super) fn new(budget: &RedisBudget, _: &BucketKey) -> Self {
        match *budget {}
    }

    pub(super) fn call(&self, _: u64) -> Call {
        match *self {}
    }
}

impl Call {
    pub(super) async fn take(&self, _: Rules) -> Option<Decision> {
        match *self {}
    }

    pub(super) fn settle(self, _: Outcome, _: impl FnOnce() + Send + 'static) {
        match self {}
    }
}
