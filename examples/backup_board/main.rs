//! Backs up a board to one file, and restores it to a new board.
//!
//! ```text
//! cargo run -p miro-examples --example backup_board -- backup BOARD FILE
//! cargo run -p miro-examples --example backup_board -- restore FILE [--invite E-MAIL,E-MAIL]
//! cargo run -p miro-examples --example backup_board
//! ```
//!
//! Without arguments it fills a board on a sandbox in this process, backs it up, restores it, and compares both.
//!
//! The file has one JSON record per line: a header, then items (and the files of images and documents, in base64, up to 6 MB
//! each), code widgets, mind map nodes, connectors, tags with their items, groups, and members. The backup streams to a
//! temporary file next to the target, and replaces the target when it is complete.
//!
//! `restore` creates a new board with the same name, frames before their content, connectors last. It reports everything that
//! it cannot create: items of kinds that the API only reads, files that could not be fetched, connectors with a missing end,
//! code widgets and mind maps if they are unavailable to the app. Miro does not report the positions of mind map nodes, so
//! they are arranged below everything else, which is reported, too. Sharing and permissions are not restored. Members are
//! recorded, but without their addresses, which Miro does not report; `--invite` takes the addresses to invite.
//!
//! `backup` needs an access token in `MIRO_ACCESS_TOKEN`; `restore` without one runs on a sandbox, to try the file. The exit
//! status is 0 on success, 1 if something was left out, and 2 if nothing could be done.

mod archive;
mod backup;
mod compare;
#[path = "../connection.rs"]
mod connection;
mod demo;
mod files;
mod mind_maps;
mod order;
mod progress;
mod record;
mod restore;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use miro::model::BoardId;

use connection::Connection;

/// Backs up a board to one file, and restores it to a new board. Without a command: a demonstration on a sandbox.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a board and everything on it to a file.
    Backup {
        /// The id of the board.
        board: String,
        /// The file. An existing one is replaced at the end.
        file: PathBuf,
    },
    /// Creates a new board from a file.
    Restore {
        file: PathBuf,
        /// E-mail addresses of people to invite to the new board.
        #[arg(long, value_name = "E-MAIL", value_delimiter = ',')]
        invite: Vec<String>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Whether nothing was left out.
async fn run(arguments: Arguments) -> Result<bool, Box<dyn Error>> {
    match arguments.command {
        None => demo::run().await,
        Some(Command::Backup { board, file }) => {
            if std::env::var_os("MIRO_ACCESS_TOKEN").is_none() {
                return Err("MIRO_ACCESS_TOKEN is not set, and a new sandbox has no boards to back up".into());
            }
            let api = Connection::from_env().await?.api;
            let written = backup::backup(&api, &BoardId::new(board), &file).await?;
            println!("{} has {}.", file.display(), record::listed(&written.counts));
            Ok(report_left_out(&written.left_out))
        }
        Some(Command::Restore { file, invite }) => {
            let connection = Connection::from_env().await?;
            let restored = restore::restore(&connection.api, &file, &invite).await?;
            println!("The new board {:?} is {}", restored.name, restored.board);
            println!("It has {}.", record::listed(&restored.counts));
            report_changes(&restored.changed);
            if connection.sandbox.is_some() {
                println!("That was a trial: the sandbox is gone now, with the board.");
            }
            Ok(report_left_out(&restored.left_out))
        }
    }
}

/// Prints what was restored with changes.
fn report_changes(changed: &[String]) {
    for change in changed {
        eprintln!("Changed: {change}.");
    }
}

/// Prints what was left out. Returns whether that is nothing.
fn report_left_out(left_out: &[String]) -> bool {
    for reason in left_out {
        eprintln!("Left out: {reason}");
    }
    left_out.is_empty()
}
