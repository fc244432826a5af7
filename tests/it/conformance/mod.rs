//! The client against Miro's own specification.
//!
//! All of it needs the specification, which is not part of this repository: `MIRO_OPENAPI` is its path. Without it
//! these tests say so, and check nothing.

mod bodies;
mod catalogue;
mod checker;
mod compared;
mod examples;
mod in_turn;
mod mutation;
mod places;
mod responses;
mod samples;
mod schema;

use std::collections::BTreeMap;
use std::fmt::Write;

use miro_openapi::Spec;

use crate::requests::{self, Recorded};

/// Returns the specification; prints a notice if it is not available.
fn specification() -> Option<&'static Spec> {
    found(miro_openapi::spec())
}

fn found<T>(specification: Option<T>) -> Option<T> {
    if specification.is_none() {
        println!("skipped: MIRO_OPENAPI does not say where Miro's OpenAPI specification is");
    }
    specification
}

/// Returns every call that a test makes of each operation, to be made again.
async fn calls() -> Vec<Recorded> {
    let calls = requests::every_call().await;
    bodies::make(&calls).await;
    calls.into_recorded()
}

fn listed(differences: &BTreeMap<String, String>) -> String {
    differences.iter().fold(String::new(), |mut text, (at, what)| {
        let _ = writeln!(text, "{at}: {what}");
        text
    })
}
