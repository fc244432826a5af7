//! Paging by `limit` and `offset`.

use serde_json::{Value, json};

use super::page::{Elements, text};
use super::{address, number};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::object;

/// A page request by offset.
#[derive(Debug)]
pub(crate) struct OffsetPaging {
    limit: usize,
    offset: usize,
    address: String,
}

impl OffsetPaging {
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        let limit = number(call, "limit", 20, 1..=50)?;
        let offset = number(call, "offset", 0, 0..=usize::MAX)?;
        Ok(Self { limit, offset, address: address(call, &["limit", "offset"]) })
    }

    /// Returns the page of a complete list. Only the entries on the page are converted, because that is expensive.
    pub(crate) fn page<T>(&self, all: impl IntoIterator<Item = T>, show: impl Fn(T) -> Value) -> Response {
        self.page_of_texts(all, |entry| text(&show(entry)))
    }

    /// Like [`Self::page`], for entries stored as the text to send.
    pub(crate) fn page_of_texts<T, S: AsRef<str>>(
        &self,
        all: impl IntoIterator<Item = T>,
        text: impl Fn(T) -> S,
    ) -> Response {
        let (mut total, mut elements) = (0, Elements::default());
        for entry in all {
            if total >= self.offset && elements.count < self.limit {
                elements.push(text(entry).as_ref());
            }
            total += 1;
        }
        let link = |offset: usize| format!("{}limit={}&offset={offset}", self.address, self.limit);
        let last = total.saturating_sub(1) / self.limit * self.limit;
        let mut links = json!({"self": link(self.offset), "first": link(0), "last": link(last)});
        if self.offset > 0 {
            links["prev"] = link(self.offset.saturating_sub(self.limit)).into();
        }
        if self.offset.saturating_add(elements.count) < total {
            links["next"] = link(self.offset + self.limit).into();
        }
        let about = json!({
            "size": elements.count,
            "total": total,
            "offset": self.offset,
            "limit": self.limit,
            "links": links,
            "type": "list",
        });
        Response::ok_text(elements.within("data", object(about)))
    }
}
