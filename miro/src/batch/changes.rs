//! Updates and deletions of items, one call per item, because Miro has no bulk operations for them.

use super::Batch;
use crate::api::{BoardHandle, Items};
use crate::model::{Item, ItemChanges, ItemId};

impl Items {
    /// Updates the positions of any number of items by their ids, with several calls in flight.
    ///
    /// The stream yields the results in input order.
    ///
    /// ```no_run
    /// use futures_util::StreamExt;
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle, notes: Vec<Item>) -> Result<(), miro::Error> {
    /// let moved = notes.into_iter().zip(0..).map(|(note, row)| (note.id().clone(), ItemChanges::new().at(0.0, 240.0 * f64::from(row))));
    /// let mut batch = board.items().update_all(moved);
    /// while let Some(done) = batch.next().await {
    ///     done.result?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_all<I>(&self, changes: I) -> Batch<Item>
    where
        I: IntoIterator<Item = (ItemId, ItemChanges)>,
        I::IntoIter: Send + 'static,
    {
        let group = self.clone();
        let mut changes = changes.into_iter();
        Batch::new(move || {
            let (id, changes) = changes.next()?;
            let call = BoardHandle::of(&group).item(id).update(changes).send();
            Some((1, Box::pin(async move { vec![call.await] })))
        })
    }

    /// Deletes any number of items, with several calls in flight.
    ///
    /// The stream yields the results in input order. A missing item is an error of kind
    /// [`NotFound`](crate::ErrorKind::NotFound), unless an earlier attempt of the same call may have deleted it.
    pub fn delete_all<I>(&self, ids: I) -> Batch<()>
    where
        I: IntoIterator<Item: Into<ItemId>>,
        I::IntoIter: Send + 'static,
    {
        let group = self.clone();
        let mut ids = ids.into_iter();
        Batch::new(move || {
            let id = ids.next()?.into();
            let call = BoardHandle::of(&group).item(id).delete().send();
            Some((1, Box::pin(async move { vec![call.await] })))
        })
    }
}
