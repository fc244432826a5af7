//! Backs up a board on a sandbox, restores it, and compares both.

use std::error::Error;

use comfy_table::Table;
use miro::api::BoardHandle;
use miro::model::experimental::{NewCodeWidget, NewMindMapNode};
use miro::model::{
    BoardId, ImageDetails, ImageUpload, NewAppCard, NewBoard, NewCard, NewConnector, NewDocFormat, NewEmbed,
    NewFrame, NewItemGroup, NewShape, NewStickyNote, NewTag, NewText, ShapeKind, StickyColor, TagColor,
};
use miro::upload::FileUpload;
use miro::{Error as MiroError, MiroApi};
use miro_sandbox::Sandbox;

use crate::connection::Connection;
use crate::{backup, compare, record, restore};

/// A minimal image: one transparent pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\rIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// Runs the demonstration. Returns whether the restored board equals the first one.
pub async fn run() -> Result<bool, Box<dyn Error>> {
    println!("A demonstration on a sandbox in this process; --help shows the commands.\n");
    let connection = Connection::to_sandbox(Sandbox::start().await)?;
    let api = &connection.api;
    let board = seed(api).await?;

    let directory = tempfile::tempdir()?;
    let (first, second) = (directory.path().join("board.ndjson"), directory.path().join("restored.ndjson"));
    let written = backup::backup(api, &board, &first).await?;
    let size = std::fs::metadata(&first)?.len();
    println!("Backed up: {}, in {size} bytes.", record::listed(&written.counts));
    let restored = restore::restore(api, &first, &[]).await?;
    println!("Restored:  {}.", record::listed(&restored.counts));
    crate::report_changes(&restored.changed);
    backup::backup(api, &restored.board, &second).await?;

    let rows = compare::rows(&compare::content(&first)?, &compare::content(&second)?);
    let mut table = Table::new();
    table.set_header(["kind", "on the board", "restored", "equal"]);
    for row in &rows {
        let counts = [row.before, row.after, row.equal].map(|count| count.to_string());
        table.add_row([row.kind.clone()].into_iter().chain(counts));
    }
    println!("\n{table}");
    let complete = crate::report_left_out(&[written.left_out, restored.left_out].concat());
    Ok(complete && rows.iter().all(|row| row.equal == row.before && row.equal == row.after))
}

/// Creates a board with content of every kind.
pub async fn seed(api: &MiroApi) -> Result<BoardId, MiroError> {
    let id = api.boards().create(NewBoard::new("Sprint 12").description("Made for a backup")).await?.id;
    let board = api.board(&id);
    let mut shapes = Vec::new();
    for (number, title) in (0_u8..).zip(["To do", "Done"]) {
        let frame = NewFrame::new(title).at(f64::from(number) * 1200.0, 0.0).width(1000.0).height(600.0);
        let frame = board.frames().create(frame).await?;
        let notes = (0..12_u8).map(|note| {
            let (x, y) = (100.0 + f64::from(note % 4) * 220.0, 100.0 + f64::from(note / 4) * 200.0);
            let text = format!("{title} {}", note + 1);
            NewStickyNote::new(text).fill_color(StickyColor::Cyan).width(150.0).inside(&frame).at(x, y)
        });
        board.items().create_bulk(notes.map(Into::into).collect::<Vec<miro::model::NewItem>>()).await?;
        let shape = NewShape::new(ShapeKind::Star).content(title).inside(&frame).at(900.0, 500.0).width(80.0);
        shapes.push(board.shapes().create(shape).await?);

        let logo = ImageUpload::new(FileUpload::from_bytes("logo.png", PNG));
        let logo = logo.details(ImageDetails::new().title(title).width(64.0).inside(&frame).at(940.0, 60.0));
        board.images().upload(logo).await?;
    }
    others(&board, &shapes).await?;
    experimental(&board).await?;
    Ok(id)
}

async fn experimental(board: &BoardHandle) -> Result<(), MiroError> {
    let start =
        NewShape::new(ShapeKind::FlowChartTerminator).content("Start").at(-900.0, -900.0).width(160.0);
    let start = board.flowcharts().create_shape(start).await?;
    let ready = NewShape::new(ShapeKind::FlowChartDecision).content("Ready?").at(-900.0, -700.0).width(160.0);
    let ready = board.flowcharts().create_shape(ready).await?;
    board.connectors().create(NewConnector::new(&start, &ready)).await?;

    let code = NewCodeWidget::new("fn main() {}").language("rust").title("main.rs").at(1500.0, -700.0);
    board.code_widgets().create(code).await?;

    let nodes = board.mind_map_nodes();
    let plan = nodes.create(NewMindMapNode::new("Plan").at(-2000.0, 0.0)).await?;
    let when = nodes.create(NewMindMapNode::new("When").below(&plan).at(-2300.0, 0.0)).await?;
    nodes.create(NewMindMapNode::new("In May").below(&when).at(-2600.0, 0.0)).await?;
    nodes.create(NewMindMapNode::new("Who").below(&plan).at(-1700.0, 0.0)).await?;
    Ok(())
}

async fn others(board: &BoardHandle, shapes: &[miro::model::Shape]) -> Result<(), MiroError> {
    board.texts().create(NewText::new("<b>Goals</b>").at(0.0, -500.0).width(300.0)).await?;
    board.embeds().create(NewEmbed::new("https://vimeo.com/1").at(600.0, -900.0)).await?;
    board.doc_formats().create(NewDocFormat::new("# Notes\n\n- first").at(-900.0, 0.0)).await?;
    board.app_cards().create(NewAppCard::new("BUG-7").at(900.0, -500.0)).await?;
    board.images().upload(FileUpload::from_bytes("other.png", PNG)).await?;

    let urgent = board.tags().create(NewTag::new("urgent").fill_color(TagColor::Magenta)).await?;
    let later = board.tags().create(NewTag::new("later").fill_color(TagColor::Gray)).await?;
    let mut cards = Vec::new();
    for (number, title) in (0_u8..).zip(["Plan", "Build", "Test"]) {
        let card = NewCard::new(title).at(f64::from(number) * 400.0, -700.0).width(320.0);
        let card = board.cards().create(card).await?;
        board.item(&card).attach_tag(&urgent).await?;
        if number > 0 {
            board.item(&card).attach_tag(&later).await?;
        }
        cards.push(card.id);
    }
    for pair in cards.windows(2) {
        if let [from, to] = pair {
            board.connectors().create(NewConnector::new(from, to).captions(["then"])).await?;
        }
    }
    if let [from, to] = shapes {
        board.connectors().create(NewConnector::new(from, to).stroke_color("#ff0000")).await?;
    }
    board.item_groups().create(NewItemGroup::of(cards)).await?;
    Ok(())
}
