//! Every operation of the catalogue, with hostile values at each of its places.

use std::sync::Arc;

use miro::operation::BodyFormat;
use miro::prelude::*;
use miro::token::{StaticToken, UserKey};
use miro::upload::{FileUpload, Form};
use miro::{Call, Handle as _, Operation, Request, Resource};
use serde_json::json;

use super::expected::{Expected, Sent, file_name};
use super::server::Received;
use super::texts::{text, token};
use super::{kept, report};
use crate::random::Random;

const OPERATIONS: usize = 197;
const ROUNDS: usize = 320;
pub(super) const CASES: usize = OPERATIONS * ROUNDS;

/// A call of an operation, and its meaning.
pub(super) struct Case {
    pub(super) call: Call<()>,
    pub(super) expected: Expected,
}

impl Case {
    /// The same operation and random numbers make the same case.
    pub(super) fn new(api: &MiroApi, operation: &'static Operation, random: &mut Random) -> Self {
        let token = token(random);
        let tokens = Arc::new(StaticToken::new(token.as_str()));
        let mut resource = Resource::root(api.resource().client().clone(), UserKey::default(), tokens);
        let names = operation.path().split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        let values: Vec<_> = names.map(|name| (name, text(random))).collect();
        // Ids held by a handle, and ids passed to a method.
        let in_handle = random.below(values.len() + 1);
        for (name, value) in &values[..in_handle] {
            resource = resource.with(name, value);
        }
        let mut request = Request::new(&resource, operation);
        for (name, value) in &values[in_handle..] {
            request.set_path(name, value);
        }
        let mut expected = Expected::of(operation, &values, &token);
        for parameter in operation.query_parameters() {
            let value = text(random);
            request.push_query(parameter.name(), &value);
            expected.query.push((parameter.name().to_owned(), value));
        }
        if random.below(3) == 0 {
            let (name, value) = (text(random), text(random));
            request.push_query(name.clone(), &value);
            expected.query.push((name, value));
        }
        match operation.body_format() {
            None => {}
            Some(BodyFormat::Multipart) => {
                let (name, json) = (text(random), json!({"title": text(random)}));
                let file = FileUpload::from_bytes(name.as_str(), "PNG").media_type("image/png");
                request.set_form(Form::new().file("resource", file).json("data", &json));
                expected.body = Some(Sent::Form(file_name(&name), json));
            }
            Some(_) => {
                let json = json!({text(random): text(random)});
                request.set_json(&json);
                expected.body = Some(Sent::Json(json));
            }
        }
        Self { call: Call::empty(request), expected }
    }
}

/// Returns what is wrong with a case: `None` if it arrived as intended, or was rightly rejected.
pub(super) fn verdict(
    expected: &Expected,
    result: Result<(), Error>,
    received: Option<Result<Received, String>>,
) -> Result<(), String> {
    match (expected.must_be_refused(), received) {
        (true, None) => match result {
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Configuration) => {
                Ok(())
            }
            other => Err(format!("{other:?} for {expected:?}")),
        },
        (true, Some(received)) => Err(format!("sent: {received:?} for {expected:?}")),
        (false, None) => Err(format!("not sent: {result:?} for {expected:?}")),
        (false, Some(received)) => expected.check(&received?),
    }
}

#[tokio::test]
async fn every_operation_reaches_its_route() {
    let (kept, api) = kept("token", "{}");
    let mut random = Random::new(0x1e_57ed);
    let (mut cases, mut refused, mut wrong) = (0, 0, Vec::new());
    for operation in miro::catalogue() {
        for _ in 0..ROUNDS {
            let Case { call, expected } = Case::new(&api, operation, &mut random);
            let result = call.await;
            let received = kept.take().map(|request| Received::of_request(&request));
            refused += usize::from(received.is_none());
            wrong.extend(verdict(&expected, result, received).err());
            cases += 1;
        }
    }
    assert_eq!(cases, CASES);
    report("all operations", cases, refused, &wrong);
}
