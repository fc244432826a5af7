//! The same over a real connection, to a server that keeps the bytes.

use miro::middleware::RetryPolicy;
use miro::prelude::*;

use super::catalogue::{Case, verdict};
use super::report;
use super::server::Received;
use crate::random::Random;
use crate::raw_server::{RawResponse, RawServer};

const ROUNDS: usize = 20;
pub(super) const CASES: usize = 197 * ROUNDS;

#[tokio::test]
async fn every_operation_writes_the_expected_bytes() {
    let server = RawServer::start(RawResponse::bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")).await;
    let builder = MiroApi::builder("token").hosts(miro::Hosts::all_at(server.url()));
    let api = builder.retry(RetryPolicy::never()).build().unwrap();
    let host = server.url().trim_start_matches("http://").to_owned();
    let mut random = Random::new(0x71_2e);
    let (mut refused, mut wrong) = (0, Vec::new());
    for operation in miro::catalogue() {
        for _ in 0..ROUNDS {
            let Case { call, expected } = Case::new(&api, operation, &mut random);
            let result = call.await;
            let received = server.take_last().map(|bytes| Received::of_bytes(&bytes));
            refused += usize::from(received.is_none());
            if let Some(Ok(received)) = &received {
                let is_own =
                    |name: &str, value: &str| received.headers.get(name).is_some_and(|it| *it == [value]);
                let length = received.body.len().to_string();
                let has_length = received.body.is_empty() || is_own("content-length", &length);
                if !is_own("host", &host) || !has_length {
                    wrong.push(format!("{received:?}"));
                }
            }
            wrong.extend(verdict(&expected, result, received).err());
        }
    }
    report("all operations over a connection", CASES, refused, &wrong);
}
