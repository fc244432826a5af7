use comfy_table::{Cell, CellAlignment, Table, presets};
use miro::operation::{Cost, Paging};

/// Returns the catalogue as a table for people.
pub fn table() -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_header([
        "operation",
        "request",
        "scopes",
        "level",
        "paging",
        "call",
    ]);
    for operation in miro::catalogue() {
        let level = match (operation.level(), operation.cost()) {
            (None, _) => "-".to_owned(),
            (Some(level), Cost::PerItem) => format!("{} an item", level.number()),
            (Some(level), _) => level.number().to_string(),
        };
        table.add_row([
            Cell::new(operation.id()),
            Cell::new(format!("{} {}", operation.method(), operation.path())),
            Cell::new(operation.scopes().join(" ")),
            Cell::new(level).set_alignment(CellAlignment::Right),
            Cell::new(operation.paging().map_or("-", Paging::name)),
            Cell::new(operation.rust()),
        ]);
    }
    format!("{table}\n{} operations", miro::catalogue().count())
}
