//! These tests detect mistakes: they find those of a client that writes its requests carelessly.

use std::collections::BTreeMap;

use super::expected::Expected;
use super::server::Received;
use super::texts::text;
use crate::random::Random;

type Headers = BTreeMap<String, Vec<String>>;

const CASES: usize = 2_000;

/// A request of a client that takes ids, searches and tokens for harmless.
fn naive([id, query, token]: [&str; 3]) -> Vec<u8> {
    format!(
        "GET /v2/boards/{id}/items?query={query} HTTP/1.1\r\nAccept: application/json\r\n\
         Authorization: Bearer {token}\r\nUser-Agent: naive\r\nHost: api.miro.com\r\n\r\n"
    )
    .into_bytes()
}

/// A request of a client that encodes only what `encode` considers dangerous.
fn half_hearted([id, query, token]: [&str; 3]) -> Vec<u8> {
    let encode = |text: &str| text.replace(' ', "%20").replace(['\r', '\n', '\0'], "").replace('?', "%3F");
    let [id, query] = [encode(id), encode(query)];
    naive([&id, &query, &token.replace(['\r', '\n'], "")])
}

fn expected([id, query, token]: [&str; 3]) -> Expected {
    Expected {
        method: "GET".to_owned(),
        segments: ["v2", "boards", id, "items"].map(str::to_owned).into(),
        query: vec![("query".to_owned(), query.to_owned())],
        token: Some(token.to_owned()),
        accept: "application/json",
        body: None,
    }
}

fn is_caught(write: fn([&str; 3]) -> Vec<u8>, texts: [&str; 3]) -> bool {
    let received = Received::of_bytes(&write(texts));
    let expected = expected(texts);
    expected.must_be_refused() || received.and_then(|received| expected.check(&received)).is_err()
}

#[test]
fn detects_careless_clients() {
    let mut random = Random::new(7);
    for write in [naive, half_hearted] {
        let caught = (0..CASES).filter(|_| {
            let texts = [(); 3].map(|()| text(&mut random));
            is_caught(write, texts.each_ref().map(String::as_str))
        });
        let caught = caught.count();
        println!("injection: {caught} of {CASES} cases of a careless client are caught");
        assert!(caught > CASES * 3 / 4, "{caught}");
    }
}

#[test]
fn detects_each_kind_of_injection() {
    let fine = ["b", "retro", "token"];
    assert!(!is_caught(naive, fine), "values that need no encoding are unchanged");
    for bad in
        ["a/b", "..", ".", "", "a?b", "a#b", "a%2Fb", "a b", "a\r\nX-Evil: 1", "\u{fc}", "a\\b", "%", "%zz"]
    {
        assert!(is_caught(naive, [bad, fine[1], fine[2]]), "id {bad:?}");
    }
    for bad in ["a&limit=1", "a#b", "a+b", "a%20b", "a b", "a\r\nX-Evil: 1", "\u{fc}"] {
        assert!(is_caught(naive, [fine[0], bad, fine[2]]), "query {bad:?}");
    }
    for bad in ["a\r\nX-Evil: 1", "a\n", "", "a b", " a", "\u{fc}"] {
        assert!(is_caught(naive, [fine[0], fine[1], bad]), "token {bad:?}");
    }
}

#[test]
fn detects_changed_headers() {
    let fine = naive(["b", "retro", "token"]);
    let received = Received::of_bytes(&fine).unwrap();
    let check = |change: &dyn Fn(&mut Headers)| {
        let mut received = Received::of_bytes(&fine).unwrap();
        change(&mut received.headers);
        expected(["b", "retro", "token"]).check(&received)
    };
    assert!(expected(["b", "retro", "token"]).check(&received).is_ok());
    assert!(check(&|headers| drop(headers.insert("x-evil".to_owned(), vec!["1".to_owned()]))).is_err());
    assert!(check(&|headers| drop(headers.remove("authorization"))).is_err());
    assert!(check(&|headers| headers.get_mut("host").unwrap().push("evil.example".to_owned())).is_err());
    assert!(check(&|headers| headers.get_mut("authorization").unwrap().push("Bearer b".to_owned())).is_err());
}
