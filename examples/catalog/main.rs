//! Prints the operations that this crate declares.
//!
//! `cargo run --example catalog` prints a table for people, `-- --format json` an array of objects for programs.

use std::io::Write;

use clap::{Parser, ValueEnum};
use comfy_table::{Cell, CellAlignment, Table, presets};
use miro::Operation;
use miro::operation::{Cost, Host, Paging};
use serde::Serialize;

/// Prints the operations that this crate declares.
#[derive(Parser)]
struct Arguments {
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for people.
    Table,
    /// An array of objects for programs.
    Json,
}

#[derive(Serialize)]
struct Row {
    id: &'static str,
    method: &'static str,
    path: &'static str,
    scopes: &'static [&'static str],
    level: Option<u8>,
    cost: &'static str,
    paging: Option<&'static str>,
    host: &'static str,
    stability: &'static str,
    rust: &'static str,
}

impl From<&'static Operation> for Row {
    fn from(operation: &'static Operation) -> Self {
        Self {
            id: operation.id(),
            method: operation.method().as_str(),
            path: operation.path(),
            scopes: operation.required_scopes(),
            level: operation.rate_level().map(|level| level.number()),
            cost: match operation.cost() {
                Cost::PerCall => "call",
                Cost::PerItem => "item",
            },
            paging: operation.page_parameters().map(Paging::name),
            host: match operation.served_by() {
                Host::Api => "api",
                Host::Scim => "scim",
            },
            stability: operation.api_stability().name(),
            rust: operation.rust(),
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows: Vec<Row> = miro::catalogue().map(Row::from).collect();
    let text = match Arguments::parse().format {
        Format::Table => table(&rows),
        Format::Json => serde_json::to_string_pretty(&rows)?,
    };
    match writeln!(std::io::stdout(), "{text}") {
        // Whoever reads has had enough: `| head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

fn table(rows: &[Row]) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_header([
        "operation",
        "request",
        "scopes",
        "level",
        "paging",
        "call",
    ]);
    for row in rows {
        let level = match (row.level, row.cost) {
            (None, _) => "-".to_owned(),
            (Some(level), "item") => format!("{level} an item"),
            (Some(level), _) => level.to_string(),
        };
        table.add_row([
            Cell::new(row.id),
            Cell::new(format!("{} {}", row.method, row.path)),
            Cell::new(row.scopes.join(" ")),
            Cell::new(level).set_alignment(CellAlignment::Right),
            Cell::new(row.paging.unwrap_or("-")),
            Cell::new(row.rust),
        ]);
    }
    format!("{table}\n{} operations", rows.len())
}
