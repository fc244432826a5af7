//! Creation of items, packed into bulk calls.

use std::iter::Peekable;

use super::{Batch, Work};
use crate::api::{BoardHandle, DocFormats, Items};
use crate::model::{Item, NewItem};
use crate::wire::serialized;
use crate::{Error, ErrorKind};

/// The largest number of items that Miro creates in one call.
const MOST: usize = 20;

impl Items {
    /// Creates any number of items, in calls of 20.
    ///
    /// The stream yields the results in input order. Miro creates all items of a call or none: an item that it
    /// rejects is removed and reported with Miro's reason, and the others of its call are created without it. Items
    /// that Miro does not accept in bulk calls are created one by one: documents written in Miro, and flowchart
    /// shapes, which require an experimental operation (feature `experimental`; without it Miro rejects them).
    ///
    /// Each call waits for the one before, because the order in which items are created is their order from back to
    /// front on the board, and no call changes that afterwards. If the order does not matter,
    /// [`concurrency`](Batch::concurrency) allows several calls in flight, and the items are created in any order.
    ///
    /// If the outcome of a call is [unknown](crate::Outcome::Unknown), it is unknown for all of its items.
    ///
    /// See [`batch`](crate::batch) for an example.
    pub fn create_all<I>(&self, items: I) -> Batch<Item>
    where
        I: IntoIterator<Item: Into<NewItem>>,
        I::IntoIter: Send + 'static,
        I::Item: 'static,
    {
        let group = self.clone();
        let mut items = items.into_iter().map(Into::into).peekable();
        Batch::new(move || {
            let packed = pack(&mut items);
            let count = packed.len();
            (count > 0).then(|| (count, create(group.clone(), packed)))
        })
        .concurrency(1)
    }
}

/// Takes the items of the next call.
fn pack(items: &mut Peekable<impl Iterator<Item = NewItem>>) -> Vec<NewItem> {
    let mut packed: Vec<NewItem> = items.next().into_iter().collect();
    if packed.iter().any(is_single) {
        return packed;
    }
    while packed.len() < MOST
        && let Some(item) = items.next_if(|item| !is_single(item))
    {
        packed.push(item);
    }
    packed
}

/// Whether Miro does not accept the item in a bulk call.
fn is_single(item: &NewItem) -> bool {
    item.kind() == Some("doc_format") || (cfg!(feature = "experimental") && item.is_of_flowchart())
}

/// Creates these items in one call. After Miro has rejected some, creates the rest in further calls.
fn create(group: Items, items: Vec<NewItem>) -> Work<Item> {
    Box::pin(async move {
        if items.iter().any(is_single) {
            let mut results = Vec::with_capacity(items.len());
            for item in items {
                results.push(create_single(&group, item).await);
            }
            return results;
        }
        let mut results: Vec<Option<Result<Item, Error>>> = items.iter().map(|_| None).collect();
        loop {
            let left: Vec<(usize, &NewItem)> = items
                .iter()
                .enumerate()
                .filter(|(index, _)| results.get(*index).is_some_and(Option::is_none))
                .collect();
            if left.is_empty() {
                break;
            }
            let told = create_together(&group, &left).await;
            for (index, result) in told {
                if let Some(slot) = results.get_mut(index) {
                    *slot = Some(result);
                }
            }
        }
        results.into_iter().flatten().collect()
    })
}

/// Creates these items in one call and returns the results: of all items, or of the rejected ones only.
async fn create_together(group: &Items, left: &[(usize, &NewItem)]) -> Vec<(usize, Result<Item, Error>)> {
    let indices = left.iter().map(|(index, _)| *index);
    match group.create_bulk(left.iter().map(|(_, item)| (*item).clone())).await {
        Ok(created) => {
            let mut created = created.data.into_iter();
            indices.map(|index| (index, created.next().unwrap_or_else(|| Err(missing())))).collect()
        }
        // Nothing was sent or created, and the error may name the rejected items.
        Err(error)
            if left.len() > 1 && matches!(error.kind(), ErrorKind::Rejected | ErrorKind::InvalidInput) =>
        {
            let refused: Vec<_> = left
                .iter()
                .enumerate()
                .filter_map(|(place, (index, _))| Some((*index, Err(error.of_bulk_item(place)?))))
                .collect();
            if !refused.is_empty() {
                return refused;
            }
            // Items that cannot be sent are known here, and need no separate calls for the others.
            let is_unsendable = |item: &NewItem| serialized(|| serde_json::to_vec(item)).is_err();
            let unsendable: Vec<_> = left.iter().filter(|(_, item)| is_unsendable(item)).collect();
            if !unsendable.is_empty() && unsendable.len() < left.len() {
                let mut told = Vec::with_capacity(unsendable.len());
                for (index, item) in unsendable {
                    told.push((*index, create_one(group, item).await));
                }
                return told;
            }
            // Miro did not say which item it rejected, so each is created separately.
            let mut told = Vec::with_capacity(left.len());
            for (index, item) in left {
                told.push((*index, create_one(group, item).await));
            }
            told
        }
        Err(error) => indices.map(|index| (index, Err(error.clone()))).collect(),
    }
}

async fn create_one(group: &Items, item: &NewItem) -> Result<Item, Error> {
    let created = group.create_bulk([item.clone()]).await?;
    created.data.into_iter().next().unwrap_or_else(|| Err(missing()))
}

fn missing() -> Error {
    Error::new(ErrorKind::Decode, "Miro has created fewer items than it was given, and does not say which")
}

async fn create_single(group: &Items, item: NewItem) -> Result<Item, Error> {
    let board: BoardHandle = BoardHandle::of(group);
    #[cfg(feature = "experimental")]
    if item.is_of_flowchart() {
        return board.flowcharts().create_shape(item.into_shape()).await.map(Item::Shape);
    }
    let documents: DocFormats = board.doc_formats();
    documents.create(item.into_doc_format()).await.map(Item::DocFormat)
}
