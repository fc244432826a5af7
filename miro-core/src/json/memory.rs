//! Bounds the memory of decoded values: two bytes of JSON may become a kilobyte.
//!
//! Everything that grows with the number of values claims its memory here before it allocates. Texts in a field of
//! a known name claim nothing, because they take about as much as their JSON.

use std::cell::Cell;
use std::fmt;

/// The memory that a response may take for each of its bytes. Miro's own responses take less than one, and up to
/// six if objects are kept as [`Value`](serde_json::Value).
const PER_BYTE: usize = 8;

/// The memory that any response may take: a thousand elements, Miro's largest page, always fit.
const FLOOR: usize = 4 << 20;

/// The maximum number of elements of one list, a hundred times Miro's largest page.
const MAX_ELEMENTS: usize = 100_000;

/// The minimum size of an allocation, including the allocator's own part.
pub const PIECE: usize = 32;

/// The size of one node of a [`Map`](serde_json::Map), which has room for eleven fields.
const NODE: usize = 650;

thread_local! {
    /// The bytes left for the response that is being decoded; `None` outside of a response.
    ///
    /// Decoding never waits, so it stays on its thread.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A limit that a response exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    /// The memory of its values.
    Memory,
    /// The elements of one list.
    Elements,
    /// The malformed elements of one list.
    Malformed,
}

/// The maximum number of malformed elements of one list, the size of Miro's largest page. With more, it is not
/// Miro's list.
pub(crate) const MAX_MALFORMED: usize = 1_000;

impl fmt::Display for Exceeded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => {
                write!(
                    formatter,
                    "too many small values: more than {PER_BYTE} bytes of memory for a byte of JSON"
                )
            }
            Self::Elements => write!(formatter, "more than {MAX_ELEMENTS} elements in one list"),
            Self::Malformed => write!(formatter, "more than {MAX_MALFORMED} malformed elements in one list"),
        }
    }
}

/// Limits decoded values to the memory that the size of this JSON allows, until the guard is dropped.
///
/// A guard instead of a closure, which would be compiled again for each type.
#[must_use]
pub(crate) fn within(json: &[u8]) -> Within {
    let limit = json.len().saturating_mul(PER_BYTE).saturating_add(FLOOR);
    Within(LEFT.replace(Some(limit)))
}

/// Restores the previous limit on drop, even if a decoder panics.
pub(crate) struct Within(Option<usize>);

impl Drop for Within {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}

/// Records the claims so far, so that later ones can be reverted.
pub(super) fn mark() -> Mark {
    Mark(LEFT.get())
}

pub(super) struct Mark(Option<usize>);

impl Mark {
    /// Reverts claims whose values were dropped.
    pub(super) fn reset(self) {
        LEFT.set(self.0);
    }
}

/// Whether a claim failed, so that no later one can succeed.
pub(crate) fn is_exhausted() -> bool {
    LEFT.get() == Some(0)
}

/// Returns the bytes that the response may still claim; `None` outside of a response.
#[must_use]
pub fn left() -> Option<usize> {
    LEFT.get()
}

/// Returns the claim of a dropped value. After a failed claim, nothing is left nevertheless.
pub fn give_back(bytes: usize) {
    if let Some(left) = LEFT.get().filter(|left| *left > 0) {
        LEFT.set(Some(left.saturating_add(bytes)));
    }
}

/// Claims this many bytes.
///
/// # Errors
/// Fails if the response has claimed too much; every further claim then fails as well.
pub fn claim(bytes: usize) -> Result<(), Exceeded> {
    let Some(left) = LEFT.get() else { return Ok(()) };
    let rest = left.checked_sub(bytes);
    LEFT.set(Some(rest.unwrap_or(0)));
    rest.map(|_| ()).ok_or(Exceeded::Memory)
}

/// Adds an element to a list.
///
/// # Errors
/// Fails if the list or its memory would exceed their limits.
pub fn push<T>(list: &mut Vec<T>, element: T) -> Result<(), Exceeded> {
    list.reserve_exact(room(list.len(), list.capacity(), size_of::<T>())?);
    list.push(element);
    Ok(())
}

/// Claims the memory of one more element of this size, and returns how many more elements to reserve room for.
fn room(length: usize, capacity: usize, size: usize) -> Result<usize, Exceeded> {
    if length >= MAX_ELEMENTS && LEFT.get().is_some() {
        return Err(Exceeded::Elements);
    }
    let more = if length < capacity { 0 } else { capacity.max(4) };
    claim(more.saturating_mul(size).saturating_add(PIECE))?;
    Ok(more)
}

/// Claims the memory of one more field, with this name, of a [`Map`](serde_json::Map) that has this many fields.
///
/// # Errors
/// Fails like [`claim`].
pub fn claim_field(fields: usize, name: &str) -> Result<(), Exceeded> {
    // The first node is full with eleven fields; its halves then get parents, and later nodes have half of the
    // fields.
    let nodes = match fields {
        0 => 1,
        1..=10 => 0,
        _ if fields % 6 == 5 => 2,
        _ => 0,
    };
    claim(NODE.saturating_mul(nodes).saturating_add(PIECE).saturating_add(name.len()))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn limited<T>(json: &[u8], decode: impl FnOnce() -> T) -> T {
        let _within = within(json);
        decode()
    }

    #[test]
    fn claims_end_at_the_limit_of_the_response() {
        limited(b"12", || {
            assert_eq!(claim(FLOOR), Ok(()));
            assert!(!is_exhausted());
            assert_eq!(claim(2 * PER_BYTE - 1), Ok(()));
            assert_eq!(claim(2), Err(Exceeded::Memory));
            assert!(is_exhausted());
            assert_eq!(claim(1), Err(Exceeded::Memory), "a failed claim fails all later ones");
        });
        assert!(!is_exhausted());
        assert_eq!(claim(usize::MAX), Ok(()), "no limit outside of a response");
    }

    #[test]
    fn a_mark_reverts_later_claims() {
        limited(b"", || {
            let mark = mark();
            assert_eq!(claim(FLOOR + 1), Err(Exceeded::Memory));
            mark.reset();
            assert_eq!(claim(FLOOR), Ok(()));
        });
    }

    #[test]
    fn returned_memory_can_be_claimed_again_unless_a_claim_failed() {
        limited(b"", || {
            assert_eq!(claim(FLOOR - 1), Ok(()));
            assert_eq!(left(), Some(1));
            give_back(FLOOR - 1);
            assert_eq!(claim(FLOOR), Ok(()));
            assert_eq!(claim(1), Err(Exceeded::Memory));
            give_back(FLOOR);
            assert!(is_exhausted());
        });
        give_back(1);
        assert_eq!(left(), None);
    }

    #[test]
    fn a_list_claims_what_it_reserves() {
        limited(b"", || {
            let mut list = Vec::new();
            let pushed = (0..u64::MAX).take_while(|number| push(&mut list, *number).is_ok()).count();
            assert_eq!(pushed, list.len());
            let claimed = list.capacity() * 8 + list.len() * PIECE;
            assert!(FLOOR / 2 < claimed && claimed <= FLOOR + 64, "{claimed}");
        });
    }

    #[test]
    fn a_list_has_a_maximum_length_within_a_response() {
        limited(&[0; 1 << 20], || {
            let mut list = Vec::new();
            (0..MAX_ELEMENTS).for_each(|_| push(&mut list, ()).unwrap());
            assert_eq!(push(&mut list, ()), Err(Exceeded::Elements));
        });
        let mut list = vec![(); MAX_ELEMENTS];
        assert_eq!(push(&mut list, ()), Ok(()));
    }

    #[test]
    fn maps_claim_their_nodes() {
        limited(b"", || {
            let claimed = |fields: usize| {
                let before = LEFT.get().unwrap();
                (0..fields).for_each(|field| claim_field(field, "name").unwrap());
                before - LEFT.get().unwrap()
            };
            let names = |fields| fields * (PIECE + 4);
            assert_eq!(claimed(1), NODE + names(1));
            assert_eq!(claimed(11), NODE + names(11));
            assert_eq!(claimed(12), 3 * NODE + names(12));
            assert_eq!(claimed(17), 3 * NODE + names(17));
            assert_eq!(claimed(18), 5 * NODE + names(18));
        });
    }
}
