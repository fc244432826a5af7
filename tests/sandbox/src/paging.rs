//! The two ways of paging on boards: by offset and by cursor.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::call::Call;
use crate::error::ApiError;

/// Where Miro's links lead: always without TLS, so nobody should follow them.
const LINK_HOST: &str = "http://api.miro.com";

/// A list that is paged by `limit` and `offset`.
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

    /// The page of a list that is complete.
    pub(crate) fn page(&self, all: Vec<Value>) -> Value {
        let total = all.len();
        let data: Vec<Value> = all.into_iter().skip(self.offset).take(self.limit).collect();
        let link = |offset: usize| format!("{}limit={}&offset={offset}", self.address, self.limit);
        let last = total.saturating_sub(1) / self.limit * self.limit;
        let mut links = json!({"self": link(self.offset), "first": link(0), "last": link(last)});
        if self.offset > 0 {
            links["prev"] = link(self.offset.saturating_sub(self.limit)).into();
        }
        if self.offset.saturating_add(data.len()) < total {
            links["next"] = link(self.offset + self.limit).into();
        }
        json!({
            "size": data.len(),
            "data": data,
            "total": total,
            "offset": self.offset,
            "limit": self.limit,
            "links": links,
            "type": "list",
        })
    }
}

/// A list that is paged by `limit` and `cursor`.
#[derive(Debug)]
pub(crate) struct CursorPaging {
    limit: usize,
    /// The last place that was already sent.
    pub(crate) place: u64,
    cursor: String,
    address: String,
    totals: bool,
}

impl CursorPaging {
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        let limit = number(call, "limit", 10, 10..=50)?;
        let cursor = call.query.get("cursor").unwrap_or_default().to_owned();
        let place = if cursor.is_empty() {
            0
        } else {
            decode_cursor(&cursor).ok_or_else(|| ApiError::invalid("cursor: is not a valid cursor"))?
        };
        let address = address(call, &["limit", "cursor"]);
        Ok(Self { limit, place, cursor, address, totals: call.state.settings.totals })
    }

    /// The page that begins with the first of the entries behind [`Self::place`].
    pub(crate) fn page<'a, T: 'a>(
        &self,
        rest: impl Iterator<Item = (u64, &'a T)>,
        total: usize,
        show: impl Fn(&'a T) -> Value,
    ) -> Value {
        let mut rest = rest.peekable();
        let mut data = Vec::with_capacity(self.limit);
        let mut place = self.place;
        for (next, entry) in rest.by_ref().take(self.limit) {
            place = next;
            data.push(show(entry));
        }
        let link = |cursor: &str| {
            let cursor: String = form_urlencoded::byte_serialize(cursor.as_bytes()).collect();
            format!("{}limit={}&cursor={cursor}", self.address, self.limit)
        };
        let mut links = json!({"self": link(&self.cursor), "first": link("")});
        let mut page = json!({"size": data.len(), "data": data, "limit": self.limit});
        if self.totals {
            page["total"] = total.into();
        }
        if rest.peek().is_some() {
            let cursor = encode_cursor(place);
            links["next"] = link(&cursor).into();
            page["cursor"] = cursor.into();
        }
        page["links"] = links;
        page
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

/// The list's own address up to the parameters of the page.
fn address(call: &Call<'_>, paging: &[&str]) -> String {
    let filters = call.query.without(paging);
    let separator = if filters.is_empty() { "" } else { "&" };
    format!("{LINK_HOST}{}?{filters}{separator}", call.raw_path)
}

fn number(
    call: &Call<'_>,
    name: &str,
    default: usize,
    range: std::ops::RangeInclusive<usize>,
) -> Result<usize, ApiError> {
    let Some(text) = call.query.get(name).filter(|text| !text.is_empty()) else { return Ok(default) };
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        let (least, most) = range.into_inner();
        ApiError::invalid(format!("{name}: must be a number from {least} to {most}, not {text}"))
    })
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
