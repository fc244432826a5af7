//! Prints the operations that `miro` declares, or how they differ from a specification of Miro's.
//!
//! `cargo run --example catalog` prints a table for people. With `-- --format json` it prints an array of objects for
//! programs, with `-- --format migration` the table of `miro::guide::migration`. With `-- --diff SPEC.json` it compares the
//! catalogue with an OpenAPI specification, prints what is new, gone or changed, and exits with 1 if anything is.

mod json;
mod migration;
mod table;

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

/// Prints the operations that miro declares, or how they differ from a specification of Miro's.
#[derive(Parser)]
struct Arguments {
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Compares with this OpenAPI specification instead, and exits with 1 if something is new, gone or changed.
    #[arg(long, value_name = "SPEC.json", conflicts_with = "format")]
    diff: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for people.
    Table,
    /// An array of objects for programs.
    Json,
    /// What they are called in Miro's retired clients and here, as Markdown.
    Migration,
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    if let Some(path) = &arguments.diff {
        return diff(path);
    }
    print(&match arguments.format {
        Format::Table => table::table(),
        Format::Json => json::json()?,
        Format::Migration => migration::table().trim_end().to_owned(),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn diff(path: &Path) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let document = serde_json::from_reader(BufReader::new(file))?;
    let specification = miro_spec::read(&document)?;
    let differences = miro_spec::compare(&miro_spec::catalogue(), &specification, miro_spec::KNOWN);
    print(&differences.to_string())?;
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn print(text: &str) -> io::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        // Whoever reads has had enough: `| head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
