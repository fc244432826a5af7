use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;

use super::{Cursor, Outline};
use crate::operation::Paging;

/// Finds the place of the next page, and detects lists that would never end.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    paging: Paging,
    page_size: u64,
    /// Hashes of the cursors so far, eight bytes each regardless of their length.
    seen: HashSet<u64>,
    /// The body of the previous page, and the cursor in it.
    previous_page: (Bytes, String),
    empty_pages: u32,
}

/// The maximum number of empty pages in a row: a filter may leave some pages empty, but not this many.
const MAX_EMPTY_PAGES: u32 = 10;

/// The maximum length in bytes; servers refuse longer URLs.
const MAX_CURSOR_BYTES: usize = 16 << 10;

impl Guard {
    pub(super) fn new(paging: Paging, page_size: u64) -> Self {
        Self { paging, page_size, seen: HashSet::new(), previous_page: Default::default(), empty_pages: 0 }
    }

    /// Checks that a page is the requested one, and not the previous one again.
    ///
    /// # Errors
    /// Describes the difference. The elements of the page must not be returned then.
    pub(super) fn accept(
        &mut self,
        current: Option<&Cursor>,
        page: &Outline,
        body: &Bytes,
    ) -> Result<(), String> {
        if page.count > 0 {
            let cursor = page.cursor.as_ref().map(Cursor::as_str).unwrap_or_default();
            let previous = std::mem::replace(&mut self.previous_page, (body.clone(), cursor.to_owned()));
            if is_same(&previous.0, &previous.1, body, cursor) {
                return Err("the same page came twice".to_owned());
            }
        }
        let (Some(first), Some(start)) = (self.first(), page.start) else { return Ok(()) };
        let requested = number(current, first)?;
        if start != requested && page.count > 0 {
            return Err(format!("requested the elements from {requested}, but the page starts at {start}"));
        }
        Ok(())
    }

    /// Returns the place after a page; `None` after the last.
    ///
    /// # Errors
    /// Describes why there is no progress. The page itself is valid.
    pub(super) fn next(
        &mut self,
        current: Option<&Cursor>,
        page: &Outline,
    ) -> Result<Option<Cursor>, String> {
        match self.first() {
            None => self.next_cursor(current, page),
            Some(first) => self.next_number(number(current, first)?, page, first),
        }
    }

    /// Returns the place after a full page of a list with this many elements; `None` in lists by cursor, and at
    /// the end.
    pub(super) fn place_after(&self, current: Option<&Cursor>, size: u64, total: u64) -> Option<Cursor> {
        let first = self.first()?;
        let next = number(current, first).ok()?.saturating_add(size);
        (next < total.saturating_add(first)).then(|| Cursor::new(next.to_string()))
    }

    /// Returns the number of the first element; `None` in lists by cursor.
    fn first(&self) -> Option<u64> {
        match self.paging {
            Paging::Cursor { .. } => None,
            Paging::Offset { .. } => Some(0),
            Paging::StartIndex { .. } => Some(1),
        }
    }

    fn next_cursor(&mut self, current: Option<&Cursor>, page: &Outline) -> Result<Option<Cursor>, String> {
        let Some(next) = &page.cursor else { return Ok(None) };
        let length = next.as_str().len();
        if length > MAX_CURSOR_BYTES {
            return Err(format!("its next cursor has {length} bytes, which no request can carry"));
        }
        if let Some(current) = current {
            self.seen.insert(hash(current));
        }
        if !self.seen.insert(hash(next)) {
            return Err("a cursor came a second time, so the list would never end".to_owned());
        }
        self.empty_pages = if page.count == 0 { self.empty_pages.saturating_add(1) } else { 0 };
        if self.empty_pages >= MAX_EMPTY_PAGES {
            return Err(format!("{MAX_EMPTY_PAGES} empty pages in a row, each with a cursor"));
        }
        Ok(Some(next.clone()))
    }

    fn next_number(&self, current: u64, page: &Outline, first: u64) -> Result<Option<Cursor>, String> {
        let next = current.saturating_add(page.count);
        // A total that this page exceeds is wrong, and the server's pages may be smaller than requested.
        let is_more = match page.total.map(|total| total.saturating_add(first)).filter(|end| *end >= next) {
            Some(end) => next < end,
            None => page.count >= page.limit.map_or(self.page_size, |limit| limit.min(self.page_size)),
        };
        let has_more = page.count > 0 && (is_more || page.has_next);
        Ok(has_more.then(|| Cursor::new(next.to_string())))
    }
}

fn number(cursor: Option<&Cursor>, first: u64) -> Result<u64, String> {
    cursor.map_or(Ok(first), |cursor| {
        let text = cursor.as_str();
        text.parse().map_err(|_| format!("{text:?} is not a place in this list, whose places are numbers"))
    })
}

/// Whether two pages are equal except for their cursors.
fn is_same(mut one: &[u8], cursor_of_one: &str, mut other: &[u8], cursor_of_other: &str) -> bool {
    let (cursor_of_one, cursor_of_other) = (cursor_of_one.as_bytes(), cursor_of_other.as_bytes());
    loop {
        let alike = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        if alike == one.len() && alike == other.len() {
            return true;
        }
        if cursor_of_one.is_empty() || cursor_of_other.is_empty() {
            return false;
        }
        // Only the cursors may differ, and they may have the same beginning.
        let earliest = alike.saturating_sub(cursor_of_one.len().max(cursor_of_other.len()));
        let after = (earliest..=alike).find_map(|start| {
            let one = one.get(start..)?.strip_prefix(cursor_of_one)?;
            Some((one, other.get(start..)?.strip_prefix(cursor_of_other)?))
        });
        match after {
            Some(after) => (one, other) = after,
            None => return false,
        }
    }
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURSOR: Paging = Paging::Cursor { min: 10, max: 50 };
    const OFFSET: Paging = Paging::Offset { min: 1, max: 50 };
    const START_INDEX: Paging = Paging::StartIndex { min: 1, max: 1000 };

    fn page(count: u64) -> Outline {
        Outline { count, ..Outline::default() }
    }

    fn cursor_page(count: u64, cursor: &str) -> Outline {
        Outline { cursor: Some(cursor.into()), ..page(count) }
    }

    fn next(
        guard: &mut Guard,
        current: Option<&str>,
        page: &Outline,
        body: &str,
    ) -> Result<Option<String>, String> {
        let current = current.map(Cursor::from);
        guard.accept(current.as_ref(), page, &Bytes::copy_from_slice(body.as_bytes()))?;
        Ok(guard.next(current.as_ref(), page)?.map(|cursor| cursor.to_string()))
    }

    #[test]
    fn a_cursor_list_ends_without_a_cursor_not_by_its_total() {
        let mut guard = Guard::new(CURSOR, 50);
        assert_eq!(next(&mut guard, None, &cursor_page(50, "a"), "1"), Ok(Some("a".into())));
        let short = Outline { total: Some(1), ..cursor_page(3, "b") };
        assert_eq!(next(&mut guard, Some("a"), &short, "2"), Ok(Some("b".into())));
        assert_eq!(next(&mut guard, Some("b"), &page(50), "3"), Ok(None));
    }

    #[test]
    fn detects_a_cycle_of_cursors() {
        let mut guard = Guard::new(CURSOR, 50);
        assert!(next(&mut guard, None, &cursor_page(1, "a"), "1").is_ok());
        assert!(next(&mut guard, Some("a"), &cursor_page(1, "b"), "2").is_ok());
        assert!(next(&mut guard, Some("b"), &cursor_page(1, "a"), "3").unwrap_err().contains("second time"));
        let mut guard = Guard::new(CURSOR, 50);
        assert!(next(&mut guard, Some("a"), &cursor_page(1, "a"), "1").is_err(), "the requested cursor");
    }

    #[test]
    fn too_many_empty_pages_are_an_error() {
        let mut guard = Guard::new(CURSOR, 50);
        for number in 1..MAX_EMPTY_PAGES {
            assert!(next(&mut guard, None, &cursor_page(0, &number.to_string()), "").is_ok());
        }
        assert!(next(&mut guard, None, &cursor_page(0, "last"), "").unwrap_err().contains("empty pages"));
    }

    #[test]
    fn detects_a_repeated_page() {
        let mut guard = Guard::new(OFFSET, 2);
        assert_eq!(next(&mut guard, None, &page(2), "same"), Ok(Some("2".into())));
        assert!(next(&mut guard, Some("2"), &page(2), "same").unwrap_err().contains("twice"));
    }

    #[test]
    fn detects_repeated_elements_with_another_cursor() {
        let body = |cursor: &str, id: &str| {
            format!(
                r#"{{"size":1,"limit":50,"total":120,"cursor":"{cursor}","data":[{{"id":"{id}","type":"sticky_note"}}]}}"#
            )
        };
        for (second, id, is_progress) in [("c1", "1", false), ("another", "1", false), ("c1", "2", true)] {
            let mut guard = Guard::new(CURSOR, 50);
            assert!(next(&mut guard, None, &cursor_page(1, "c0"), &body("c0", "1")).is_ok());
            let found = next(&mut guard, Some("c0"), &cursor_page(1, second), &body(second, id));
            assert_eq!(found.is_ok(), is_progress, "{second} {id}: {found:?}");
        }
    }

    #[test]
    fn a_total_that_a_page_exceeds_does_not_end_the_list() {
        for (total, count, has_more) in [(7, 50, true), (0, 50, true), (50, 50, false), (7, 20, false)] {
            let page = Outline { total: Some(total), ..page(count) };
            let next = next(&mut Guard::new(OFFSET, 50), None, &page, "1").unwrap();
            assert_eq!(next.is_some(), has_more, "{count} of {total}");
        }
        let page = Outline { total: Some(7), ..page(50) };
        assert_eq!(next(&mut Guard::new(START_INDEX, 50), None, &page, "1"), Ok(Some("51".into())));
    }

    #[test]
    fn an_offset_list_continues_while_any_field_says_so() {
        let mut guard = Guard::new(OFFSET, 50);
        for (page, has_more) in [
            (Outline { total: Some(0), has_next: true, ..page(50) }, true),
            (Outline { total: Some(7), has_next: true, ..page(7) }, true),
            (Outline { has_next: true, ..page(7) }, true),
            (Outline { limit: Some(20), ..page(20) }, true),
            (Outline { limit: Some(20), ..page(19) }, false),
            (Outline { limit: Some(100), ..page(50) }, true),
            (Outline { total: Some(0), has_next: true, ..page(0) }, false),
        ] {
            let body = format!("{page:?}");
            assert_eq!(next(&mut guard, None, &page, &body).unwrap().is_some(), has_more, "{page:?}");
        }
    }

    #[test]
    fn an_offset_list_ends_by_its_total_or_a_short_page() {
        let total = |count, total| Outline { total: Some(total), ..page(count) };
        let mut guard = Guard::new(OFFSET, 50);
        assert_eq!(next(&mut guard, None, &total(50, 120), "1"), Ok(Some("50".into())));
        assert_eq!(next(&mut guard, Some("50"), &total(50, 120), "2"), Ok(Some("100".into())));
        assert_eq!(next(&mut guard, Some("100"), &total(20, 120), "3"), Ok(None));
        assert_eq!(next(&mut guard, Some("100"), &total(0, 120), "4"), Ok(None), "deleted meanwhile");
        assert_eq!(next(&mut guard, None, &page(50), "5"), Ok(Some("50".into())));
        assert_eq!(next(&mut guard, Some("50"), &page(49), "6"), Ok(None));
    }

    #[test]
    fn detects_a_server_that_ignores_the_offset() {
        let mut guard = Guard::new(OFFSET, 50);
        let first = Outline { start: Some(0), ..page(50) };
        assert!(next(&mut guard, Some("50"), &first, "1").unwrap_err().contains("starts at 0"));
    }

    #[test]
    fn checks_the_reported_start_of_a_page() {
        let from = |start, count| Outline { start: Some(start), ..page(count) };
        let mut guard = Guard::new(OFFSET, 50);
        assert_eq!(next(&mut guard, None, &from(0, 50), "1"), Ok(Some("50".into())));
        assert_eq!(next(&mut guard, Some("50"), &from(50, 50), "2"), Ok(Some("100".into())));
        assert!(next(&mut guard, Some("100"), &from(101, 50), "3").unwrap_err().contains("from 100"));
        assert_eq!(
            next(&mut guard, Some("100"), &from(0, 0), "4"),
            Ok(None),
            "an empty page may start anywhere"
        );
        let mut guard = Guard::new(START_INDEX, 50);
        assert_eq!(next(&mut guard, None, &from(1, 50), "1"), Ok(Some("51".into())));
        assert!(next(&mut guard, Some("51"), &from(50, 50), "2").unwrap_err().contains("starts at 50"));
    }

    #[test]
    fn an_overlong_cursor_is_an_error() {
        let cursor = |length| cursor_page(1, &"c".repeat(length));
        assert!(next(&mut Guard::new(CURSOR, 50), None, &cursor(MAX_CURSOR_BYTES), "1").is_ok());
        let error = next(&mut Guard::new(CURSOR, 50), None, &cursor(MAX_CURSOR_BYTES + 1), "1").unwrap_err();
        assert!(error.contains("16385 bytes"), "{error}");
    }

    #[test]
    fn empty_pages_count_in_a_row() {
        let mut guard = Guard::new(CURSOR, 50);
        for number in 0..100 {
            let count = u64::from(number % MAX_EMPTY_PAGES as usize == 0);
            let page = cursor_page(count, &number.to_string());
            assert!(next(&mut guard, None, &page, &"x".repeat(number + 1)).is_ok(), "{number}");
        }
    }

    #[test]
    fn a_non_numeric_place_is_an_error() {
        for text in ["", "a", "-1", "1.5", "18446744073709551616"] {
            let mut guard = Guard::new(OFFSET, 50);
            assert!(
                next(&mut guard, Some(text), &page(50), "1")
                    .unwrap_err()
                    .contains("not a place in this list")
            );
            assert_eq!(guard.place_after(Some(&Cursor::from(text)), 50, 1_000), None);
        }
    }

    #[test]
    fn numbers_at_their_limits_end_the_list() {
        let last = u64::MAX.to_string();
        for paging in [OFFSET, START_INDEX, CURSOR] {
            for total in [None, Some(0), Some(1), Some(u64::MAX - 1), Some(u64::MAX)] {
                for start in [None, Some(0), Some(u64::MAX)] {
                    for current in [None, Some(last.as_str())] {
                        for count in [0, 1, u64::MAX] {
                            let outline = Outline { count, start, total, ..Outline::default() };
                            let mut guard = Guard::new(paging, u64::MAX);
                            let _ = next(&mut guard, current, &outline, "1");
                            let _ = guard.place_after(current.map(Cursor::from).as_ref(), u64::MAX, u64::MAX);
                        }
                    }
                }
            }
        }
        let total = Outline { total: Some(u64::MAX), ..page(1) };
        assert_eq!(next(&mut Guard::new(OFFSET, 1), Some(&last), &total, "1"), Ok(None));
        assert_eq!(next(&mut Guard::new(OFFSET, 1), Some("5"), &total, "1"), Ok(Some("6".into())));
    }

    #[test]
    fn numbered_lists_can_be_prefetched() {
        let after = |paging, current: Option<&str>, total| {
            let current = current.map(Cursor::from);
            Guard::new(paging, 50).place_after(current.as_ref(), 50, total).map(|place| place.to_string())
        };
        assert_eq!(after(OFFSET, None, 51), Some("50".into()));
        assert_eq!(after(OFFSET, None, 50), None);
        assert_eq!(after(OFFSET, Some("50"), 120), Some("100".into()));
        assert_eq!(after(START_INDEX, None, 51), Some("51".into()));
        assert_eq!(after(START_INDEX, None, 50), None);
        assert_eq!(after(CURSOR, None, 1_000), None);
    }

    #[test]
    fn scim_counts_from_one() {
        let total = |count, total| Outline { total: Some(total), ..page(count) };
        let mut guard = Guard::new(START_INDEX, 100);
        assert_eq!(next(&mut guard, None, &total(100, 101), "1"), Ok(Some("101".into())));
        assert_eq!(next(&mut guard, Some("101"), &total(1, 101), "2"), Ok(None));
        assert_eq!(next(&mut guard, None, &total(100, 100), "3"), Ok(None));
    }
}
