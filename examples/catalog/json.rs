use miro::Operation;
use miro::operation::Paging;
use serde::Serialize;

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
            scopes: operation.scopes(),
            level: operation.level().map(|level| level.number()),
            cost: operation.cost().name(),
            paging: operation.paging().map(Paging::name),
            host: operation.host().name(),
            stability: operation.stability().name(),
            rust: operation.rust(),
        }
    }
}

/// Returns the catalogue as a JSON array of objects, for programs.
pub fn json() -> serde_json::Result<String> {
    serde_json::to_string_pretty(&miro::catalogue().map(Row::from).collect::<Vec<_>>())
}
