//! Backs a board up into one file, and restores it from there.
//!
//! ```text
//! cargo run --example backup_board -- backup BOARD FILE
//! cargo run --example backup_board -- restore FILE [--invite E-MAIL,E-MAIL]
//! cargo run --example backup_board
//! ```
//!
//! Without arguments it fills a board on a sandbox in this process, backs it up, restores it, and compares both.
//!
//! The file has one JSON record on each line: a header, then items (and the files of images and documents, in base64, up to
//! 6 MB each), code widgets, the nodes of mind maps, connectors, tags with the items that carry them, groups, and members. It is written as it comes, beside its
//! place, and takes its place when it is complete.
//!
//! `restore` makes a new board with the same name. Frames come before what is in them, connectors last. What cannot be created
//! again is told: items of kinds that the API only reads, files that could not be had, connectors with an end that is not
//! there, code widgets and mind maps where Miro does not give them to the app. Miro does not say where the nodes of mind maps
//! are, so these are arranged anew, below everything else, which is told as well. Sharing and rights are not restored; members are recorded, but Miro does not tell their addresses, so `--invite`
//! says whom to invite.
//!
//! `backup` needs an access token in `MIRO_ACCESS_TOKEN`; `restore` without one tries the file on a sandbox. It exits with 0 if
//! all went well, with 1 if something was left out, and with 2 if nothing could be done.

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

/// Backs a board up into one file, and restores it from there. Without a command: a demonstration on a sandbox.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a board, with all that is on it, into a file.
    Backup {
        /// The id of the board.
        board: String,
        /// The file; one that is there is replaced at the end.
        file: PathBuf,
    },
    /// Makes a new board of a file.
    Restore {
        file: PathBuf,
        /// Whom to invite to the new board, by e-mail address.
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
            Ok(told(&written.left_out))
        }
        Some(Command::Restore { file, invite }) => {
            let connection = Connection::from_env().await?;
            let restored = restore::restore(&connection.api, &file, &invite).await?;
            println!("The new board {:?} is {}", restored.name, restored.board);
            println!("It has {}.", record::listed(&restored.counts));
            tell_changes(&restored.changed);
            if connection.sandbox.is_some() {
                println!("That was a trial: the sandbox is gone now, with the board.");
            }
            Ok(told(&restored.left_out))
        }
    }
}

/// Prints what is there, but not as it was.
fn tell_changes(changed: &[String]) {
    for change in changed {
        eprintln!("Changed: {change}.");
    }
}

/// Prints what was left out; whether that is nothing.
fn told(left_out: &[String]) -> bool {
    for reason in left_out {
        eprintln!("Left out: {reason}");
    }
    left_out.is_empty()
}
