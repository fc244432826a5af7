//! Miro's experimental endpoints, on the sandbox.

mod app_metrics;
mod code_widgets;
mod flowcharts;
mod mind_maps;

use miro::prelude::*;
use miro_sandbox::Sandbox;

use crate::environment;

async fn board() -> (Sandbox, BoardHandle) {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    (sandbox, board)
}
