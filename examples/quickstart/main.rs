//! Logs in, fills a board, and streams it back.
//!
//! `cargo run --example quickstart` runs on a sandbox in this process. If `MIRO_ACCESS_TOKEN` is set, it runs on the real
//! Miro, and deletes the board that it created.

use std::collections::BTreeMap;

use futures_util::TryStreamExt;
use miro::prelude::*;
use miro_sandbox::Sandbox;

const NOTES: usize = 100;
const NOTES_PER_ROW: usize = 20;
const STAGES: [&str; 5] = ["Collect", "Group", "Vote", "Decide", "Do"];
const COLORS: [StickyColor; 5] =
    [StickyColor::Yellow, StickyColor::Pink, StickyColor::LightGreen, StickyColor::Cyan, StickyColor::Violet];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let is_real = std::env::var_os("MIRO_ACCESS_TOKEN").is_some();
    let sandbox;
    let api = if is_real {
        println!(
            "MIRO_ACCESS_TOKEN is set: this makes a board on the real Miro, and deletes it at the end.\n"
        );
        MiroApi::from_env()?
    } else {
        println!("MIRO_ACCESS_TOKEN is not set: this runs on a sandbox in this process.\n");
        sandbox = Sandbox::start().await;
        log_in(&sandbox).await?
    };

    let context = api.tokens().context().await?;
    let user = context.user.and_then(|user| user.name).unwrap_or_else(|| "somebody".to_owned());
    let team = context.team.and_then(|team| team.name).unwrap_or_else(|| "a team".to_owned());
    println!("Logged in as {user}, in {team}.");

    let new_board = NewBoard::new("miro quick start").description("Made by a Rust program");
    let board = api.boards().create(new_board).await?;
    println!("Created the board {:?}.", board.name.as_deref().unwrap_or_default());

    // Delete a board on the real Miro even after an error.
    let outcome = fill_and_read(&api.board(&board.id)).await;
    if is_real {
        api.board(&board.id).delete().await?;
    }
    let (items, connectors) = outcome?;
    print_summary(&items, &connectors);
    if is_real {
        println!("\nThe board is deleted again.");
    }
    Ok(())
}

/// Logs in with the OAuth code flow. The sandbox's user presses Allow.
async fn log_in(sandbox: &Sandbox) -> Result<MiroApi, Error> {
    let miro = Miro::builder()
        .client_id(sandbox.client_id())
        .client_secret(sandbox.client_secret())
        .redirect_url(sandbox.redirect_uri())
        .base_url(sandbox.url())
        .build()?;
    let login = miro.auth_url();
    let redirect = sandbox.allow(&login.url).await;
    miro.exchange_redirect(redirect, &login.state).await?;
    Ok(miro.api())
}

async fn fill_and_read(board: &BoardHandle) -> Result<(Vec<Item>, Vec<Connector>), Error> {
    let notes: Vec<NewItem> = (0..NOTES).map(|number| note(number).into()).collect();
    for twenty in notes.chunks(20) {
        board.items().create_bulk(twenty.iter().cloned()).await?;
    }

    let mut previous: Option<Shape> = None;
    for (column, stage) in (0_u8..).zip(STAGES) {
        let shape = NewShape::new(ShapeKind::RoundRectangle)
            .content(stage)
            .fill_color(HexColor::rgb(0xff, 0xf9, 0xb1))
            .at(f64::from(column) * 400.0, -400.0)
            .width(240.0)
            .height(120.0);
        let shape = board.shapes().create(shape).await?;
        if let Some(previous) = &previous {
            board.connectors().create(NewConnector::new(previous, &shape)).await?;
        }
        previous = Some(shape);
    }

    let items = board.items().list().stream().try_collect().await?;
    let connectors = board.connectors().list().stream().try_collect().await?;
    Ok((items, connectors))
}

fn note(number: usize) -> NewStickyNote {
    let (row, column) = (number / NOTES_PER_ROW, number % NOTES_PER_ROW);
    let color = COLORS.get(row % COLORS.len()).cloned().unwrap_or(StickyColor::LightYellow);
    #[allow(clippy::cast_precision_loss)]
    let (x, y) = (column as f64 * 220.0, row as f64 * 220.0);
    NewStickyNote::new(format!("Idea {}", number + 1)).fill_color(color).at(x, y).width(200.0)
}

fn print_summary(items: &[Item], connectors: &[Connector]) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut colors: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        *kinds.entry(item.kind().as_str()).or_default() += 1;
        if let Item::StickyNote(note) = item {
            let color = note.style.as_ref().and_then(|style| style.fill_color.as_ref());
            *colors.entry(color.map_or("none", StickyColor::as_str)).or_default() += 1;
        }
    }
    println!("\nStreamed back {} items and {} connectors:", items.len(), connectors.len());
    for (kind, count) in &kinds {
        println!("  {kind:<14} {count:>4}");
    }
    println!("\nSticky notes by colour:");
    for (color, count) in &colors {
        println!("  {color:<14} {count:>4}  {}", "■".repeat(*count));
    }
}
