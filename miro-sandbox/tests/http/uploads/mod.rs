//! Uploads of images and documents, single and bulk, and downloads.

mod bulk;
mod downloads;
mod pictures;
mod refusals;
mod single;

use serde_json::Value;

use crate::client::{Client, Response};

/// Not an image, and not valid as text.
pub(super) const BYTES: &[u8] = &[0x89, b'P', b'N', b'G', 0, 0xff, b'\r', b'\n', b'-', b'-'];
/// Miro's maximum size.
pub(super) const MAX_SIZE: usize = 6 * 1024 * 1024;

/// Follows the address in an item on the sandbox's host: first with the token, then without.
pub(super) async fn downloaded(client: &Client, address: &Value) -> Response {
    let located = client.get(path_of(client, address.as_str().unwrap())).await;
    assert_eq!(located.status, 200, "{}", located.body);
    let url = located.json()["url"].as_str().unwrap().to_owned();
    client.raw("GET", path_of(client, &url), &[], "").await.unwrap()
}

/// Returns the path of an address on the sandbox.
pub(super) fn path_of<'u>(client: &Client, url: &'u str) -> &'u str {
    url.strip_prefix(client.sandbox.url()).unwrap()
}
