//! Uploads and downloads of files on boards.

mod addresses;
mod bulk;
mod downloads;
mod interrupted;
mod uploads;

use miro::prelude::*;
use miro_sandbox::{RecordedRequest, Sandbox};

use crate::environment;

/// Not a picture, but bytes that no text contains.
const BYTES: &[u8] = &[0x89, b'P', b'N', b'G', 0, 0xff, b'\r', b'\n', b'-', b'-'];

async fn board() -> (Sandbox, MiroApi, BoardHandle) {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    sandbox.clear_requests();
    (sandbox, api, board)
}

fn image_url(image: &Image) -> String {
    image.data.as_ref().unwrap().image_url.clone().unwrap()
}

/// Returns how often the bytes of the file occur in the body of a request.
fn occurrences(request: &RecordedRequest, bytes: &[u8]) -> usize {
    request.body.windows(bytes.len()).filter(|window| *window == bytes).count()
}
