//! Lists that are paged by `limit` and `cursor`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::page::Elements;
use super::{address, number};
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::collection::Collection;
use crate::state::object;

/// How one area of the API pages by cursor.
#[derive(Debug)]
pub(crate) struct CursorRules {
    least: usize,
    most: usize,
    default: usize,
    links: bool,
    total: bool,
    /// Whether a page says its limit and size.
    measures: bool,
    object_type: Option<&'static str>,
}

impl CursorRules {
    /// On boards: with links and a total.
    pub(crate) const BOARD: Self = Self {
        least: 10,
        most: 50,
        default: 10,
        links: true,
        total: true,
        measures: true,
        object_type: None,
    };

    /// In an organisation: up to a hundred, neither links nor a total.
    pub(crate) const ORGANIZATION: Self = Self {
        least: 1,
        most: 100,
        default: 100,
        links: false,
        total: false,
        measures: true,
        object_type: Some("cursor-list"),
    };

    /// In exports: a total, and nothing else.
    pub(crate) const EXPORT: Self = Self {
        least: 1,
        most: 500,
        default: 50,
        links: false,
        total: true,
        measures: false,
        object_type: None,
    };

    /// The same with other bounds of `limit`.
    pub(crate) const fn limits(mut self, least: usize, most: usize, default: usize) -> Self {
        (self.least, self.most, self.default) = (least, most, default);
        self
    }

    /// The same with a total.
    pub(crate) const fn with_total(mut self) -> Self {
        self.total = true;
        self
    }

    /// The same without links and a total.
    pub(crate) const fn bare(mut self) -> Self {
        (self.links, self.total) = (false, false);
        self
    }
}

/// A page of a list by cursor.
#[derive(Debug)]
pub(crate) struct CursorPaging {
    rules: &'static CursorRules,
    limit: usize,
    /// The last place that was already sent.
    pub(crate) place: u64,
    cursor: String,
    address: String,
}

impl CursorPaging {
    pub(crate) fn of(call: &Call<'_>, rules: &'static CursorRules) -> Result<Self, ApiError> {
        let limit = number(call, "limit", rules.default, rules.least..=rules.most)?;
        let cursor = call.query.get("cursor").unwrap_or_default().to_owned();
        let place = if cursor.is_empty() {
            0
        } else {
            decode_cursor(&cursor).ok_or_else(|| ApiError::invalid("cursor: is not a valid cursor"))?
        };
        let address = address(call, &["limit", "cursor"]);
        Ok(Self { rules, limit, place, cursor, address })
    }

    /// The page of those entries of a collection that are listed.
    pub(crate) fn page_of<'a, T>(
        &self,
        all: &'a Collection<T>,
        listed: impl Fn(&T) -> bool,
        show: impl Fn(&'a T) -> Value,
    ) -> Answer {
        let total = if self.rules.total { all.values().filter(|entry| listed(entry)).count() } else { 0 };
        self.page(all.after(self.place).filter(|(_, entry)| listed(entry)), total, show)
    }

    /// The page that begins with the first of the entries behind [`Self::place`].
    pub(crate) fn page<T>(
        &self,
        rest: impl Iterator<Item = (u64, T)>,
        total: usize,
        show: impl Fn(T) -> Value,
    ) -> Answer {
        self.page_of_texts(rest, total, |entry| show(entry).to_string())
    }

    /// The same, where entries are kept as the text that is sent.
    pub(crate) fn page_of_texts<T, S: AsRef<str>>(
        &self,
        rest: impl Iterator<Item = (u64, T)>,
        total: usize,
        text: impl Fn(T) -> S,
    ) -> Answer {
        let mut rest = rest.peekable();
        let mut elements = Elements::default();
        let mut place = self.place;
        for (next, entry) in rest.by_ref().take(self.limit) {
            place = next;
            elements.push(text(entry).as_ref());
        }
        let next = rest.peek().map(|_| encode_cursor(place));
        let mut about = json!({});
        if self.rules.measures {
            about["size"] = elements.count.into();
            about["limit"] = self.limit.into();
        }
        if self.rules.total {
            about["total"] = total.into();
        }
        if let Some(object_type) = self.rules.object_type {
            about["type"] = object_type.into();
        }
        if self.rules.links {
            about["links"] = self.links(next.as_deref());
        }
        if let Some(cursor) = next {
            about["cursor"] = cursor.into();
        }
        Answer::ok_text(elements.within("data", object(about)))
    }

    fn links(&self, next: Option<&str>) -> Value {
        let link = |cursor: &str| {
            let cursor: String = form_urlencoded::byte_serialize(cursor.as_bytes()).collect();
            format!("{}limit={}&cursor={cursor}", self.address, self.limit)
        };
        let mut links = json!({"self": link(&self.cursor), "first": link("")});
        if let Some(cursor) = next {
            links["next"] = link(cursor).into();
        }
        links
    }
}

/// Nineteen digits and a tilde in Base64, so that a cursor ends in `=` and must be encoded in a query.
fn encode_cursor(place: u64) -> String {
    STANDARD.encode(format!("{place:019}~"))
}

fn decode_cursor(cursor: &str) -> Option<u64> {
    let text = String::from_utf8(STANDARD.decode(cursor).ok()?).ok()?;
    text.strip_suffix('~')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{decode_cursor, encode_cursor};

    #[test]
    fn cursors_are_opaque_and_must_be_encoded() {
        let cursor = encode_cursor(42);
        assert!(cursor.ends_with('='), "{cursor}");
        assert_eq!(decode_cursor(&cursor), Some(42));
        for foreign in ["42", "foo", "MTIz", "%%"] {
            assert_eq!(decode_cursor(foreign), None, "{foreign}");
        }
    }
}
