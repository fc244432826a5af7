//! Prints the operations that `miro` declares, or their differences from a specification by Miro.
//!
//! `cargo run -p miro-examples --example catalog` prints a table for people. With `-- --format json` it prints an array of objects for
//! programs, with `-- --format migration` the table in `miro::guide::migration`. With `-- --diff SPEC.json` it compares the
//! catalogue with an OpenAPI specification, prints new, removed and changed operations, and exits with 1 if there are any.

mod json;
mod migration;
mod table;

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use miro_openapi::{comparison, errata};

/// Prints the operations that miro declares, or their differences from a specification by Miro.
#[derive(Parser)]
struct Arguments {
    /// The output format.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Compare with this OpenAPI specification instead, and exit with 1 if something is new, removed or changed.
    #[arg(long, value_name = "SPEC.json", conflicts_with = "format")]
    diff: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for people.
    Table,
    /// An array of objects for programs.
    Json,
    /// Their names in Miro's retired clients and here, as Markdown.
    Migration,
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    run(&Arguments::parse())
}

fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn std::error::Error>> {
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
    let specification = comparison::read(&document)?;
    let differences = comparison::compare(&comparison::catalogue(), &specification, errata::ERRATA);
    print(&differences.to_string())?;
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn print(text: &str) -> io::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        // The reader has closed the pipe, as `| head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the exit status of `catalog --diff` for the specification at this path.
    fn status(path: &str) -> Result<ExitCode, String> {
        run(&Arguments::parse_from(["catalog", "--diff", path])).map_err(|error| error.to_string())
    }

    /// Returns the exit status for a specification with this text.
    fn status_for(name: &str, text: &str) -> Result<ExitCode, String> {
        let path = std::env::temp_dir().join(format!("miro-catalog-{}-{name}.json", std::process::id()));
        std::fs::write(&path, text).unwrap();
        let status = status(path.to_str().unwrap());
        std::fs::remove_file(path).unwrap();
        status
    }

    #[test]
    fn exit_status_reports_changes() {
        let operation = r#"{"operationId": "fold-board", "responses": {}}"#;
        let text = format!(r#"{{"paths": {{"/v2/boards/{{board_id}}/fold": {{"post": {operation}}}}}}}"#);
        assert_eq!(status_for("other", &text), Ok(ExitCode::from(1)));
        let Ok(path) = std::env::var("MIRO_OPENAPI") else {
            println!("skipped: MIRO_OPENAPI does not say where Miro's OpenAPI specification is");
            return;
        };
        assert_eq!(status(&path), Ok(ExitCode::SUCCESS));
        let renamed = std::fs::read_to_string(path).unwrap().replace("\"get-boards\"", "\"get-all-boards\"");
        assert_eq!(status_for("renamed", &renamed), Ok(ExitCode::from(1)));
    }

    #[test]
    fn fails_if_the_document_cannot_be_compared() {
        let missing = status("no such file.json").unwrap_err();
        assert!(missing.starts_with("no such file.json: "), "{missing}");
        let other = status_for("none", "{}").unwrap_err();
        assert!(other.contains("no OpenAPI document"), "{other}");
        assert!(status_for("broken", "{").is_err());
        let both = Arguments::try_parse_from(["catalog", "--diff", "a.json", "--format", "json"]);
        assert!(both.is_err(), "one or the other is printed");
    }
}
