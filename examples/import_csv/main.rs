//! Imports the rows of a CSV file to a board, as sticky notes.
//!
//! ```text
//! cargo run -p miro-examples --example import_csv -- FILE [--board ID] [--columns N] [--skip N]
//! ```
//!
//! The first line names the columns: `text`, and optionally `color`, `x` and `y`; others are ignored. Without `x` and `y` the
//! notes are placed in a grid of 10 columns (`--columns`), with a spacing of 220 board units and a width of 200. Without FILE a
//! small sample is imported.
//!
//! All rows are checked before anything is sent; bad rows are reported with their lines and do not stop the others. Ctrl-C
//! waits for calls in flight and prints the command to resume; a second Ctrl-C does not wait.
//!
//! At the end the program prints how many notes were created, how many failed (Miro rejected them, or they were not sent), and
//! how many have an unknown outcome, because the connection or Miro failed before a response came. Failed rows are written to
//! `NAME.failed.csv` next to the file, which can be imported like any other. Rows with an unknown outcome are written to
//! `NAME.unknown.csv`: they may be on the board, so check before you import them.
//!
//! If `MIRO_ACCESS_TOKEN` is set, this runs on the real Miro, and creates a board there unless `--board` is given.
//! Otherwise it runs on a sandbox in this process, which is deleted at the end.
//!
//! The exit status is 0 if all rows are on the board, 1 if some are not or may not be, 2 if nothing could be done, and 130
//! after Ctrl-C.

mod color;
#[path = "../connection.rs"]
mod connection;
mod import;
mod leftover;
mod rows;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use miro::model::{BoardId, NewBoard};

use connection::Connection;
use import::{Ending, Undone};
use rows::Rows;

const SAMPLE: &str = include_str!("sample.csv");

/// Imports the rows of a CSV file to a board, as sticky notes.
#[derive(Parser)]
struct Arguments {
    /// The file, with a first line that names the columns text, color, x and y. Defaults to a sample.
    file: Option<PathBuf>,
    /// The board. Defaults to a new one.
    #[arg(long, value_name = "ID")]
    board: Option<String>,
    /// Number of columns of the grid for notes without x and y.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    columns: u16,
    /// Number of rows to skip at the beginning, to resume after a stop.
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let (name, source): (String, Box<dyn Read>) = match &arguments.file {
        Some(path) => {
            let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
            (path.display().to_string(), Box::new(file))
        }
        None => ("a sample".to_owned(), Box::new(SAMPLE.as_bytes())),
    };
    let rows = rows::read(source, arguments.columns.into(), arguments.skip)?;
    println!("{name}: {} rows, {} of them to import, {} bad.", rows.count, rows.good.len(), rows.bad.len());
    for bad in &rows.bad {
        eprintln!("{bad}");
    }
    if rows.good.is_empty() {
        return Ok(ExitCode::from(u8::from(!rows.bad.is_empty())));
    }
    send(arguments, rows).await
}

async fn send(arguments: &Arguments, rows: Rows) -> Result<ExitCode, Box<dyn Error>> {
    let connection = Connection::from_env().await?;
    let api = &connection.api;
    let board = match &arguments.board {
        Some(id) => api.board(BoardId::new(id)).get().await?,
        None => {
            println!("Making a new board, \"Import\".");
            api.boards().create(NewBoard::new("Import").description("Made of a CSV file")).await?
        }
    };
    println!("The board is {} {}", board.id, board.view_link.as_deref().unwrap_or_default());

    let bad = rows.bad.len();
    let ending = import::import(api, &api.board(&board.id), rows, interrupted()).await;
    println!("{}", summary(&ending, bad));
    report(arguments, &board.id, "failed", &ending.failed)?;
    report(arguments, &board.id, "unknown", &ending.unknown)?;
    if let Some(skip) = ending.resume {
        let file = arguments.file.as_ref().map_or_else(String::new, |file| format!(" {}", file.display()));
        let columns = arguments.columns;
        println!(
            "Stopped. To go on:\n  import_csv{file} --board {} --columns {columns} --skip {skip}",
            board.id
        );
        if connection.sandbox.is_some() {
            println!("(On the real Miro, that is: the sandbox is gone now, with its boards.)");
        }
        return Ok(ExitCode::from(130));
    }
    Ok(ExitCode::from(u8::from(bad + ending.failed.len() + ending.unknown.len() > 0)))
}

fn summary(ending: &Ending, bad: usize) -> String {
    let (failed, unknown) = (ending.failed.len(), ending.unknown.len());
    format!("{} notes created, {failed} failed, {unknown} unknown, {bad} bad.", ending.created)
}

/// Prints the reasons for these rows, and writes the rows to a file.
fn report(arguments: &Arguments, board: &BoardId, kind: &str, rows: &[Undone]) -> Result<(), String> {
    if rows.is_empty() {
        return Ok(());
    }
    for reason in leftover::reasons(rows) {
        eprintln!("{kind}: {reason}");
    }
    let source = arguments.file.as_deref().unwrap_or(Path::new("sample.csv"));
    let file = leftover::write(source, kind, rows)?;
    let what = match kind {
        "failed" => "Failed rows, to be imported again",
        _ => "Rows that may be on the board: look there first, take out what it has, and import the others",
    };
    println!("{what}:\n  import_csv {} --board {board}", file.display());
    Ok(())
}

/// Completes at the first Ctrl-C. The second one exits the program.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        return std::future::pending().await;
    }
    tokio::spawn(async {
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(130);
        }
    });
}
