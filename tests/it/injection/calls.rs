//! Methods of the client, with hostile ids, texts and names: each puts its arguments where they belong.

use miro::model::scim::{Filter, NewUser};
use miro::prelude::*;
use serde_json::{Value, json};

use super::expected::{Expected, Sent};
use super::server::Received;
use super::texts::text;
use super::{kept, report};
use crate::random::Random;

const METHODS: usize = 14;
const ROUNDS: usize = 1_200;
pub(super) const CASES: usize = METHODS * ROUNDS;

const REST: &str = "application/json";
const SCIM: &str = "application/scim+json, application/json";

fn expect(method: &str, segments: &[&str], query: &[(&str, &str)], body: Option<Value>) -> Expected {
    let is_scim = segments.first() == Some(&"api");
    Expected {
        method: method.to_owned(),
        segments: segments.iter().map(|segment| (*segment).to_owned()).collect(),
        query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        token: Some(if is_scim { "scim" } else { "rest" }.to_owned()),
        accept: if is_scim { SCIM } else { REST },
        body: body.map(Sent::Json),
    }
}

/// Makes the call of this number with these texts, and returns its result and its meaning.
async fn call(api: &MiroApi, number: usize, [a, b, c]: [&str; 3]) -> (Result<(), Error>, Expected) {
    let scim = api.scim("scim");
    let limit = ("limit", "50");
    match number {
        0 => (api.board(a).get().await.map(drop), expect("GET", &["v2", "boards", a], &[], None)),
        1 => {
            let result = api.boards().list().team_id(a).owner(b).limit(50).await.map(drop);
            (result, expect("GET", &["v2", "boards"], &[("team_id", a), ("owner", b), limit], None))
        }
        2 => {
            let result = api.board(a).item(b).get().await.map(drop);
            (result, expect("GET", &["v2", "boards", a, "items", b], &[], None))
        }
        3 => {
            let result = api.board(a).items().list_in_frame(b).limit(50).await.map(drop);
            let query = [("parent_item_id", b), limit];
            (result, expect("GET", &["v2", "boards", a, "items"], &query, None))
        }
        4 => {
            let result = api.board(a).items().list().limit(50).resume_from(b).await.map(drop);
            // An empty cursor is the start.
            let query = [limit, ("cursor", b)];
            let query = if b.is_empty() { &query[..1] } else { &query };
            (result, expect("GET", &["v2", "boards", a, "items"], query, None))
        }
        5 => {
            let result = api.boards().copy(a, BoardCopy::new()).await.map(drop);
            (result, expect("PUT", &["v2", "boards"], &[("copy_from", a)], Some(json!({}))))
        }
        6 => {
            let result = api.board(a).sticky_notes().create(NewStickyNote::new(b)).await.map(drop);
            let body = json!({"data": {"content": b}});
            (result, expect("POST", &["v2", "boards", a, "sticky_notes"], &[], Some(body)))
        }
        7 => {
            let result = api.board(a).tags().update(b, TagChanges::new().title(c)).await.map(drop);
            let body = json!({"title": c});
            (result, expect("PATCH", &["v2", "boards", a, "tags", b], &[], Some(body)))
        }
        8 => {
            let result = api.board(a).item(b).detach_tag(c).await;
            (result, expect("DELETE", &["v2", "boards", a, "items", b], &[("tag_id", c)], None))
        }
        9 => {
            let result = scim.users().get(a).attributes(b).await.map(drop);
            (result, expect("GET", &["api", "v1", "scim", "Users", a], &[("attributes", b)], None))
        }
        10 => {
            let result = scim.users().delete(a).await;
            (result, expect("DELETE", &["api", "v1", "scim", "Users", a], &[], None))
        }
        11 => {
            // RFC 7644 requires values to be written as JSON strings.
            let filter = format!("userName eq {}", json!(a));
            let result = scim.users().list().filter(Filter::eq("userName", a)).limit(50).await.map(drop);
            let query = [("filter", filter.as_str()), ("count", "50")];
            (result, expect("GET", &["api", "v1", "scim", "Users"], &query, None))
        }
        12 => {
            let result = scim.users().replace(a, NewUser::new(b)).await.map(drop);
            let schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
            let body = json!({"schemas": schemas, "userName": b});
            (result, expect("PUT", &["api", "v1", "scim", "Users", a], &[], Some(body)))
        }
        _ => {
            let result = api.request(http::Method::GET, "/v2/things").query(a, b).query(c, a).await;
            (result.map(drop), expect("GET", &["v2", "things"], &[(a, b), (c, a)], None))
        }
    }
}

/// The order of the parameters has no meaning.
fn sorted(mut query: Vec<(String, String)>) -> Vec<(String, String)> {
    query.sort();
    query
}

#[tokio::test]
async fn every_argument_stays_in_its_position() {
    // A response that all of them can decode: a board, an item, a user, a page without elements.
    let (kept, api) = kept("rest", r#"{"id":"1","type":"text","data":null,"Resources":[]}"#);
    let mut random = Random::new(0xca_11);
    let (mut refused, mut wrong) = (0, Vec::new());
    for number in (0..METHODS).cycle().take(CASES) {
        let texts = [text(&mut random), text(&mut random), text(&mut random)]
            .map(|text| without_end_of_address(text.trim().to_owned()).trim().to_owned());
        let (result, mut expected) = call(&api, number, texts.each_ref().map(String::as_str)).await;
        let Some(sent) = kept.take() else {
            refused += 1;
            // Miro's own limits may reject it as well, such as on the length of a text.
            if !result.as_ref().is_err_and(|error| error.kind() == ErrorKind::InvalidInput) {
                wrong.push(format!("{number}: not sent, {result:?}"));
            } else if !expected.must_be_refused()
                && !MAY_BE_REFUSED.contains(&number)
                && !texts.iter().any(|text| is_address(text))
            {
                wrong.push(format!("{number}: refused, {result:?}"));
            }
            continue;
        };
        if expected.must_be_refused() {
            wrong.push(format!("{number}: sent, {expected:?}"));
            continue;
        }
        let checked = Received::of_request(&sent).and_then(|mut received| {
            expected.query = sorted(std::mem::take(&mut expected.query));
            received.query = sorted(received.query);
            expected.check(&received)
        });
        wrong.extend(checked.err().map(|problem| format!("{number}: {problem}")));
    }
    report("methods of the client", CASES, refused, &wrong);
}

/// Removes trailing slashes after an id, as the client does for pasted text; returns any other text unchanged.
fn without_end_of_address(text: String) -> String {
    let id = text.trim_end_matches('/');
    let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-=".contains(&byte));
    if is_id && !id.is_empty() { id.to_owned() } else { text }
}

/// Whether a text is the URL of a page, which is rejected as the id of a board or an item.
fn is_address(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| text.trim_start().starts_with(scheme))
}

/// Methods whose arguments are limited by Miro, or by a filter's grammar.
const MAY_BE_REFUSED: [usize; 4] = [6, 7, 11, 12];
