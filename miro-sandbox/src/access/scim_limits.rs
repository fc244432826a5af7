//! Rate limits of the SCIM API: a number of requests per operation in 30 seconds, for all callers together.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::access::rate_limit::{Balance, Level};
use crate::server::call::Call;

const WINDOW: Duration = Duration::from_secs(30);
/// Size in bytes from which a group change counts as Level 4.
const LARGE_GROUP_CHANGE: usize = 500;

/// The buckets of all operations: one for each, and a second for large group changes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct ScimBudgets {
    by_bucket: BTreeMap<String, Bucket>,
}

/// The requests left in a window, and when it ends.
#[derive(Debug, Serialize, Deserialize)]
struct Bucket {
    remaining: u64,
    reset: Timestamp,
}

/// Counts a request to the SCIM API. Returns `None` if the operation has no limit.
pub(crate) fn spend(call: &mut Call<'_>) -> Option<Balance> {
    let operation = call.operation.id;
    let level = match operation {
        "patchGroup" if call.body.len() >= LARGE_GROUP_CHANGE => Level::Four,
        _ => call.operation.level,
    };
    let now = call.state.clock.now();
    call.state.scim_budgets.spend(operation, level, now)
}

impl ScimBudgets {
    fn spend(&mut self, operation: &str, level: Level, now: Timestamp) -> Option<Balance> {
        let limit = requests(level)?;
        let fresh = || Bucket { remaining: limit, reset: now + WINDOW };
        let bucket = self.by_bucket.entry(format!("{operation} {limit}")).or_insert_with(fresh);
        if bucket.reset <= now {
            *bucket = fresh();
        }
        let sufficient = bucket.remaining > 0;
        bucket.remaining = bucket.remaining.saturating_sub(1);
        Some(Balance::new(sufficient, limit, bucket.remaining, bucket.reset))
    }
}

/// Returns the requests of a level per window.
fn requests(level: Level) -> Option<u64> {
    match level {
        Level::Free => None,
        Level::One => Some(200),
        Level::Two => Some(100),
        Level::Three => Some(20),
        Level::Four => Some(5),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::{Level, ScimBudgets};

    fn granted(budgets: &mut ScimBudgets, operation: &str, level: Level, now: Timestamp) -> usize {
        let attempts = (0..500).map_while(|_| budgets.spend(operation, level, now));
        attempts.take_while(|balance| balance.sufficient).count()
    }

    #[test]
    fn bucket_is_exhausted_exactly_and_renewed_after_30_seconds() {
        let mut budgets = ScimBudgets::default();
        let start = Timestamp::from_millisecond(1_500).unwrap();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        assert_eq!(granted(&mut budgets, "deleteUser", Level::Three, at(0)), 20);
        assert_eq!(granted(&mut budgets, "deleteUser", Level::Three, at(29_999)), 0);
        assert_eq!(granted(&mut budgets, "deleteUser", Level::Three, at(30_000)), 20);
        assert_eq!(granted(&mut budgets, "listGroups", Level::Four, at(30_000)), 5);
        assert_eq!(granted(&mut budgets, "listUsers", Level::One, at(30_000)), 200);
    }

    #[test]
    fn small_and_large_group_changes_have_separate_buckets() {
        let mut budgets = ScimBudgets::default();
        let now = Timestamp::from_millisecond(1_500).unwrap();
        assert_eq!(granted(&mut budgets, "patchGroup", Level::Four, now), 5);
        assert_eq!(granted(&mut budgets, "patchGroup", Level::Two, now), 100);
    }

    #[test]
    fn discovery_is_free() {
        assert!(ScimBudgets::default().spend("listSchemas", Level::Free, Timestamp::UNIX_EPOCH).is_none());
    }
}
