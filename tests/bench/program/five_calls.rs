//! The user program that `miro-bench build` builds and rebuilds: five typed calls, and nothing else.
//!
//! It prints single fields. `Debug` of whole responses would compile the formatting of every model that they can
//! hold.

use futures_util::TryStreamExt;
use miro::prelude::*;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let api = MiroApi::from_env()?;
    let boards = api.boards().list().limit(50).await?;
    let board = api.boards().create(NewBoard::new("Retro")).await?;
    let board = api.board(&board.id);
    let note =
        board.sticky_notes().create(NewStickyNote::new("hello").fill_color(StickyColor::Yellow)).await?;
    let items: Vec<Item> = board.items().list().kind(ItemKind::StickyNote).stream().try_collect().await?;
    let connectors = board.connectors().list().await?;
    println!("{:?} boards, {:?} connectors", boards.total, connectors.total);
    println!("the note {} is one of {}", note.id, items.len());
    Ok(())
}
