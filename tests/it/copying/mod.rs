//! Items that were read create the same again, on the same board or another one, except for values that belong to one item.

mod files;
mod items;
mod others;

use miro::prelude::*;
use miro_sandbox::Sandbox;
use serde::Serialize;
use serde_json::Value;

use crate::environment;

/// Returns a board to copy from, and one to copy to.
async fn boards() -> (Sandbox, MiroApi, BoardHandle, BoardHandle) {
    let (sandbox, api) = environment::sandbox().await;
    let (from, to) = (environment::board(&api).await, environment::board(&api).await);
    (sandbox, api, from, to)
}

/// Returns the JSON without the values that nothing else has: id, time, links.
fn common(read: &impl Serialize) -> Value {
    let mut json = serde_json::to_value(read).unwrap();
    for own in ["id", "createdAt", "modifiedAt", "links"] {
        json.as_object_mut().unwrap().remove(own);
    }
    json
}
