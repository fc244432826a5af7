//! A program that records the results of its calls.

use futures_util::{StreamExt as _, stream};
use miro::Outcome;
use miro::prelude::*;
use miro_bench::Failure;
use serde::{Deserialize, Serialize};

use super::{AT_ONCE, api};
use crate::order::Order;

/// The reported result of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Told {
    /// It succeeded.
    Success,
    /// It succeeded, with a response that belongs to another call.
    Nonsense,
    /// It failed, and was not processed.
    Undone,
    /// It failed, and it is unknown whether it was processed.
    Unknown,
    /// It was processed, and its response cannot be read.
    Done,
}

/// A sticky note whose content is its number, and the calls that were made for it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Note {
    pub(crate) number: usize,
    pub(crate) created: Told,
    pub(crate) read: Option<Told>,
    pub(crate) deleted: Option<Told>,
}

/// Every note is created, every second one is read, and every third deleted.
pub(super) async fn write(order: &Order, notes: usize) -> Result<Vec<Note>, Failure> {
    let board = api(order).build()?.board(&order.board);
    let calls = stream::iter(0..notes).map(|number| note(&board, number));
    Ok(calls.buffer_unordered(AT_ONCE).collect().await)
}

async fn note(board: &BoardHandle, number: usize) -> Note {
    let created = board.sticky_notes().create(NewStickyNote::new(number.to_string())).await;
    let mut note =
        Note { number, created: told(&created, |note| is(note, number)), read: None, deleted: None };
    let Ok(created) = created else { return note };
    if number.is_multiple_of(2) {
        let read = board.sticky_notes().get(&created.id).await;
        note.read = Some(told(&read, |note| is(note, number) && note.id == created.id));
    }
    if number.is_multiple_of(3) {
        note.deleted = Some(told(&board.item(&created.id).delete().await, |()| true));
    }
    note
}

fn is(note: &StickyNote, number: usize) -> bool {
    let content = note.data.as_ref().and_then(|data| data.content.as_deref());
    content.and_then(super::raw::number) == Some(number)
}

fn told<T>(answer: &Result<T, Error>, is_right: impl FnOnce(&T) -> bool) -> Told {
    match answer {
        Ok(value) if is_right(value) => Told::Success,
        Ok(_) => Told::Nonsense,
        Err(error) if error.outcome().is_undone() => Told::Undone,
        Err(error) if error.outcome() == Outcome::Done => Told::Done,
        Err(_) => Told::Unknown,
    }
}
