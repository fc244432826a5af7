//! Paging by `limit` and `cursor`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::page::{Elements, text};
use super::{address, number};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::collection::Collection;
use crate::state::object;
use crate::state::store::Object;

/// The cursor paging of an API area.
#[derive(Debug)]
pub(crate) struct CursorRules {
    min: usize,
    max: usize,
    default: usize,
    links: bool,
    total: bool,
    /// Whether a page contains its limit and size.
    measures: bool,
    object_type: Option<&'static str>,
    /// Whether the cursor is the id of the last entry, so that clients can construct it.
    by_id: bool,
}

impl CursorRules {
    /// Boards: with links and a total.
    pub(crate) const BOARD: Self = Self {
        min: 10,
        max: 50,
        default: 10,
        links: true,
        total: true,
        measures: true,
        object_type: None,
        by_id: false,
    };

    /// Organizations: up to 100 entries, without links and total.
    pub(crate) const ORGANIZATION: Self = Self {
        min: 1,
        max: 100,
        default: 100,
        links: false,
        total: false,
        measures: true,
        object_type: Some("cursor-list"),
        by_id: false,
    };

    /// Exports: with a total, and ids as cursors.
    pub(crate) const EXPORT: Self = Self {
        min: 1,
        max: 500,
        default: 50,
        links: false,
        total: true,
        measures: false,
        object_type: None,
        by_id: true,
    };

    /// Changes the range and the default of `limit`.
    pub(crate) const fn limits(mut self, min: usize, max: usize, default: usize) -> Self {
        (self.min, self.max, self.default) = (min, max, default);
        self
    }

    /// Uses ids as cursors.
    pub(crate) const fn by_id(mut self) -> Self {
        self.by_id = true;
        self
    }

    /// Adds a total.
    pub(crate) const fn with_total(mut self) -> Self {
        self.total = true;
        self
    }

    /// Removes links and total.
    pub(crate) const fn bare(mut self) -> Self {
        (self.links, self.total) = (false, false);
        self
    }
}

/// A page request by cursor.
#[derive(Debug)]
pub(crate) struct CursorPaging {
    rules: &'static CursorRules,
    limit: usize,
    /// The last place already sent.
    pub(crate) place: u64,
    /// The cursor of the request, if any.
    pub(crate) cursor: String,
    address: String,
}

impl CursorPaging {
    pub(crate) fn of(call: &Call<'_>, rules: &'static CursorRules) -> Result<Self, ApiError> {
        let limit = number(call, "limit", rules.default, rules.min..=rules.max)?;
        let cursor = call.query.get("cursor").unwrap_or_default().to_owned();
        let place = if cursor.is_empty() || rules.by_id {
            0
        } else {
            decode_cursor(&cursor).ok_or_else(invalid_cursor)?
        };
        let address = address(call, &["limit", "cursor"]);
        Ok(Self { rules, limit, place, cursor, address })
    }

    /// Whether cursors of this list are ids.
    pub(crate) fn is_by_id(&self) -> bool {
        self.rules.by_id
    }

    /// Returns the page of a filtered collection.
    pub(crate) fn page_of<'a, T>(
        &self,
        all: &'a Collection<T>,
        listed: impl Fn(&T) -> bool,
        show: impl Fn(&'a T) -> Value,
    ) -> Response {
        let total = if self.rules.total { all.values().filter(|entry| listed(entry)).count() } else { 0 };
        self.page(all.after(self.place).filter(|(_, entry)| listed(entry)), total, show)
    }

    /// Returns the page of a filtered collection with ids as cursors.
    pub(crate) fn page_by_id<'a, T>(
        &self,
        all: &'a Collection<T>,
        listed: impl Fn(&T) -> bool,
        id: impl Fn(&T) -> &str,
        show: impl Fn(&'a T) -> Value,
    ) -> Result<Response, ApiError> {
        let place = match self.cursor.as_str() {
            "" => 0,
            cursor => all.place(cursor).ok_or_else(invalid_cursor)?,
        };
        let total = if self.rules.total { all.values().filter(|entry| listed(entry)).count() } else { 0 };
        let rest = all.after(place).filter(|(_, entry)| listed(entry));
        let rest = rest.map(|(_, entry)| (id(entry).to_owned(), entry));
        Ok(self.page_by_key(rest, total, show))
    }

    /// Returns the page that starts at the first of these entries, each with the cursor after it.
    pub(crate) fn page_by_key<T>(
        &self,
        rest: impl Iterator<Item = (String, T)>,
        total: usize,
        show: impl Fn(T) -> Value,
    ) -> Response {
        let (elements, next) = self.fill(rest, |entry| text(&show(entry)));
        Response::ok_text(self.complete(elements, next, total))
    }

    /// Returns the page that starts at the first of these entries, which come after [`Self::place`].
    pub(crate) fn page<T>(
        &self,
        rest: impl Iterator<Item = (u64, T)>,
        total: usize,
        show: impl Fn(T) -> Value,
    ) -> Response {
        self.page_of_texts(rest, total, |entry| text(&show(entry)))
    }

    /// Like [`Self::page`], for entries stored as the text to send.
    pub(crate) fn page_of_texts<T, S: AsRef<str>>(
        &self,
        rest: impl Iterator<Item = (u64, T)>,
        total: usize,
        text: impl Fn(T) -> S,
    ) -> Response {
        Response::ok_text(self.text_of_page(rest, total, text))
    }

    /// Like [`Self::page_of_texts`], for responses in which the page is nested.
    pub(crate) fn page_as_object<T, S: AsRef<str>>(
        &self,
        rest: impl Iterator<Item = (u64, T)>,
        total: usize,
        text: impl Fn(T) -> S,
    ) -> Object {
        serde_json::from_str(&self.text_of_page(rest, total, text)).expect("a page is an object")
    }

    fn text_of_page<T, S: AsRef<str>>(
        &self,
        rest: impl Iterator<Item = (u64, T)>,
        total: usize,
        text: impl Fn(T) -> S,
    ) -> String {
        let (elements, next) = self.fill(rest, text);
        self.complete(elements, next.map(encode_cursor), total)
    }

    /// Takes as many entries as fit on the page. Returns the key of the last one if there are more.
    fn fill<P, T, S: AsRef<str>>(
        &self,
        rest: impl Iterator<Item = (P, T)>,
        text: impl Fn(T) -> S,
    ) -> (Elements, Option<P>) {
        let mut rest = rest.peekable();
        let (mut elements, mut last) = (Elements::default(), None);
        for (place, entry) in rest.by_ref().take(self.limit) {
            last = Some(place);
            elements.push(text(entry).as_ref());
        }
        let more = rest.peek().is_some();
        (elements, last.filter(|_| more))
    }

    fn complete(&self, elements: Elements, next: Option<String>, total: usize) -> String {
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
        elements.within("data", object(about))
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

pub(crate) fn invalid_cursor() -> ApiError {
    ApiError::invalid("cursor", "is not a valid cursor")
}

/// Encodes nineteen digits and a tilde in Base64, so that a cursor ends in `=` and needs encoding in a query.
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
