//! Fills a board on a sandbox, reads it back, and draws it.

use futures_util::TryStreamExt;
use miro::prelude::*;
use miro_sandbox::Sandbox;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::start().await;
    let api = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).build()?;
    let board = api.boards().create(NewBoard::new("Outside")).await?;
    let name = board.name.clone().unwrap_or_default();
    let board = api.board(&board.id);
    for column in 0..60 {
        let note = NewStickyNote::new(format!("Note {column}")).at(f64::from(column) * 220.0, 0.0);
        board.sticky_notes().create(note).await?;
    }

    let mut picture = miro_picture::Board::new(name);
    let mut items = board.items().list().limit(50).stream();
    while let Some(item) = items.try_next().await? {
        picture.items.extend(miro_picture::Item::from_json(serde_json::to_value(&item)?));
    }
    let svg = picture.to_svg();
    println!("{} notes, drawn in {} bytes of SVG", picture.items.len(), svg.len());
    assert!(picture.items.len() == 60 && svg.contains("Note 59"));
    Ok(())
}
