//! Paths that the crate has no method for, written by hand: they are sent unchanged, or not at all.

use miro::prelude::*;

use super::server::Received;
use super::texts::text;
use super::{kept, report};
use crate::random::Random;

pub(super) const CASES: usize = 10_000;

#[tokio::test]
async fn a_raw_path_arrives_unchanged_or_is_rejected() {
    let (kept, api) = kept("token", "{}");
    let mut random = Random::new(0x9a_74);
    let (mut refused, mut wrong) = (0, Vec::new());
    for number in 0..CASES {
        let hostile = text(&mut random);
        let path = match number % 4 {
            0 => hostile,
            1 => format!("/{hostile}"),
            2 => format!("/v2/boards/{hostile}/items"),
            _ => format!("/v2/boards?query={hostile}"),
        };
        let result = api.request(http::Method::GET, path.as_str()).await;
        let Some(sent) = kept.take() else {
            refused += 1;
            if result.as_ref().map_err(Error::kind).err() != Some(ErrorKind::InvalidInput) {
                wrong.push(format!("{path:?}: {result:?}"));
            }
            continue;
        };
        // A hand-written query may contain what a strict server rejects; the path must be the same.
        let arrives = url::Url::parse(&sent.uri.to_string()).unwrap();
        let (path_only, query) =
            path.split_once('?').map_or((&*path, None), |(path, query)| (path, Some(query)));
        let decode = |text: &str| percent_encoding::percent_decode_str(text).collect::<Vec<u8>>();
        let is_same = decode(arrives.path()) == decode(path_only)
            && arrives.query().map(decode) == query.map(decode)
            && arrives.fragment().is_none()
            && arrives.path().split('/').count() == path_only.split('/').count();
        let is_home = arrives.origin().ascii_serialization() == "https://api.miro.com"
            && arrives.username().is_empty()
            && arrives.password().is_none();
        let headers: Vec<_> = sent.headers.keys().map(http::HeaderName::as_str).collect();
        if !is_same || !is_home || headers != ["authorization", "accept", "user-agent"] {
            wrong.push(format!("{path:?} became {arrives} with {headers:?}"));
        }
        // If a strict server accepts it, it reads the same parts.
        if let Ok(received) = Received::of_request(&sent)
            && received.segments.len() != path_only.split('/').count() - 1
        {
            wrong.push(format!("{path:?} became {received:?}"));
        }
    }
    report("paths by hand", CASES, refused, &wrong);
}
