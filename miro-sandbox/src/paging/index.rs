//! Paging by `startIndex`, from 1, and `count`, as in SCIM.

use serde_json::{Value, json};

use crate::server::call::Call;
use crate::server::error::ApiError;

const DEFAULT_COUNT: usize = 100;
const MAX_COUNT: i64 = 1_000;

/// A page request by index.
#[derive(Debug)]
pub(crate) struct IndexPaging {
    start: usize,
    count: usize,
}

impl IndexPaging {
    /// Numbers below the minimum count as the minimum (RFC 7644, section 3.4.2.4).
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        let start = number(call, "startIndex", i64::MAX)?.unwrap_or(1).max(1);
        let count = number(call, "count", MAX_COUNT)?.map(|count| usize::try_from(count).unwrap_or(0));
        Ok(Self {
            start: usize::try_from(start).unwrap_or(usize::MAX),
            count: count.unwrap_or(DEFAULT_COUNT),
        })
    }

    /// Returns the page of a complete list.
    pub(crate) fn page<T>(&self, all: Vec<T>, show: impl Fn(T) -> Value) -> Value {
        let total = all.len();
        let shown: Vec<Value> = all.into_iter().skip(self.start - 1).take(self.count).map(show).collect();
        json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": total,
            "startIndex": self.start,
            "itemsPerPage": shown.len(),
            "Resources": shown,
        })
    }
}

fn number(call: &Call<'_>, name: &str, max: i64) -> Result<Option<i64>, ApiError> {
    let Some(text) = call.query.get(name).filter(|text| !text.is_empty()) else { return Ok(None) };
    let number = text.parse().ok().filter(|number| *number <= max);
    let invalid = || ApiError::invalid(name, format!("must be a number up to {max}, not {text}"));
    number.map(Some).ok_or_else(invalid)
}
