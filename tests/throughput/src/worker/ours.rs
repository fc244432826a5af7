use std::hint::black_box;

use futures_util::TryStreamExt as _;
use miro::MiroApiBuilder;
use miro::model::StickyNoteShape;
use miro::prelude::*;

use crate::order::{Call, Order};

/// The client with its default settings.
pub(crate) fn api(order: &Order) -> MiroApiBuilder {
    MiroApi::builder(order.token.clone()).base_url(&order.url)
}

pub(super) async fn call(board: &BoardHandle, call: Call) -> Result<(), Error> {
    match call {
        Call::Board => drop(black_box(board.get().await?)),
        Call::List => {
            let mut items = board.items().list().stream();
            while let Some(item) = items.try_next().await? {
                drop(black_box(item));
            }
        }
        Call::Create => {
            let note = NewStickyNote::new("Hello, Miro!").shape(StickyNoteShape::Square).at(0.0, 0.0);
            drop(black_box(board.sticky_notes().create(note).await?));
        }
    }
    Ok(())
}
