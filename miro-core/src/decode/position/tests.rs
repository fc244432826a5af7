use super::*;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Page {
    data: Vec<Element>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Element {
    id: String,
    #[serde(default)]
    style: Option<Style>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Style {
    width: Option<u8>,
    #[serde(default, deserialize_with = "crate::wire::number")]
    size: Option<f64>,
    #[serde(default)]
    times: Vec<crate::wire::Timestamp>,
}

#[test]
fn finds_the_path_of_the_element() {
    for (json, path) in [
        ("[[1],{\"width\":2}]", "$[0]"),
        ("[{\"width\":2},[1],{}]", "$[1]"),
        ("[{\"width\":2}, [],{}]", "$[1]"),
        ("[{\"width\":2},{}, 7 ,{}]", "$[2]"),
        ("[{\"width\":2},null,{}]", "$[1]"),
    ] {
        let error = serde_json::from_str::<Vec<Object>>(json).expect_err(json);
        assert_eq!(find(json.as_bytes(), (&error).into()).path, path, "{json}: {error}");
    }
    for (json, path) in [("[{},\"a\"]", "$[0]"), ("[\"a\",{}]", "$[1]"), ("[null,\"a\"]", "$[0]")] {
        let error = serde_json::from_str::<Vec<String>>(json).expect_err(json);
        assert_eq!(find(json.as_bytes(), (&error).into()).path, path, "{json}: {error}");
    }
}

/// An object that is decoded like a model: not from a list, and with an error for `null` that lacks the position.
#[derive(Debug)]
struct Object;

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let object = Option::<std::collections::HashMap<String, u8>>::deserialize(deserializer)?;
        object.map(|_| Self).ok_or_else(|| serde::de::Error::custom("null is no object"))
    }
}

fn path_of(json: &str) -> (String, Option<String>) {
    let error = serde_json::from_str::<Page>(json).expect_err(json);
    let found = find(json.as_bytes(), (&error).into());
    (found.path, found.snippet)
}

#[test]
fn finds_the_path_of_the_value() {
    for (json, path) in [
        (r#"{"data":[{"id":"a"},{"id":"b","style":{"width":"wide"}}]}"#, "$.data[1].style.width"),
        (r#"{"data":[{"id":"a"},{"id":"b","style":{"width":300}}]}"#, "$.data[1].style.width"),
        (r#"{"data":[{"id":"a","style":7}]}"#, "$.data[0].style"),
        (r#"{"data":[{"id":"a"},{"style":{"width":1}}]}"#, "$.data[1]"),
        (r#"{"data":{}}"#, "$.data"),
        (r#"{"data":[{"id":"b","style":{"size":"wide"}}]}"#, "$.data[0].style.size"),
        (r#"{"data":[{"id":"b","style":{"size":"wide"  },"x":1}]}"#, "$.data[0].style.size"),
        (r#"{"data":[{"id":"b","style":{"size":"wide","width":1}}]}"#, "$.data[0].style.size"),
        (r#"{"data":[{"id":"b","style":{"size":{}}}]}"#, "$.data[0].style.size"),
        (r#"{"data":[{"id":"b","style":{"size":[]}}]}"#, "$.data[0].style.size"),
        (r#"{"data":[{"id":"b","style":{"size":[1,2]}}]}"#, "$.data[0].style.size"),
        (r#"{"data":[{"id":"b","style":{"size":[ ]},"x":1}]}"#, "$.data[0].style.size"),
        (r#"{"data":[{"id":"b","style":{"times":[{}]}}]}"#, "$.data[0].style.times[0]"),
        (r#"{"data":[{"id":"b","style":{"times":[[1]]}}]}"#, "$.data[0].style.times[0]"),
        (r#"{"data":[7]}"#, "$.data[0]"),
        (
            r#"{"data":[{"id":"b","style":{"times":["2026-11-23T05:00:00Z","noon"]}}]}"#,
            "$.data[0].style.times[1]",
        ),
        (r#"{"size":1}"#, "$"),
        ("{\n  \"data\": [\n    {\n      \"id\": \"a\\\"}\",\n      \"style\": []\n}]}", "$.data[0].style"),
    ] {
        assert_eq!(path_of(json).0, path, "{json}");
    }
}

#[test]
fn the_snippet_is_the_value() {
    let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":{"width":"wide"}}]}"#);
    assert_eq!(snippet.as_deref(), Some(r#""wide""#));
    let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":{"width":300}}]}"#);
    assert_eq!(snippet.as_deref(), Some("300"));
    let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":{"size":"wide"}}]}"#);
    assert_eq!(snippet.as_deref(), Some(r#""wide""#));
    let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":[]}]}"#);
    assert_eq!(snippet, None, "not the value before it");
}

#[test]
fn skips_deeply_nested_values() {
    for depth in [1, 127, 129, 130, 131, 100_000] {
        let nested = format!("{}1,{{\"a\":[2]}}{}", "[".repeat(depth), "]".repeat(depth));
        let json = format!(r#"{{"skipped":{nested},"data":[{{"id":"a","x":{nested},"style":7}}]}}"#);
        assert_eq!(path_of(&json), ("$.data[0].style".to_owned(), Some("7".to_owned())), "{depth}");
    }
}

#[test]
fn a_long_name_is_shortened() {
    let json = format!(r#"{{"data":[{{"id":"a","style":{{"{}":[}}}}]}}"#, "n".repeat(100_000));
    let path = path_of(&json).0;
    assert!(path.starts_with("$.data[0].style[\"nnn") && path.len() < 100, "{path}");
}

#[test]
fn a_token_is_not_quoted() {
    let token = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_abcdef";
    let (_, snippet) = path_of(&format!(r#"{{"data":[{{"id":"b","style":{{"width":"{token}"}}}}]}}"#));
    assert_eq!(snippet.as_deref(), Some(r#""[token]""#));
}

proptest::proptest! {
    #[test]
    fn never_panics_on_any_bytes(
        json: Vec<u8>, line in 0_usize..9, column in 0_usize..99, of_whole: bool, of_list: bool,
        of_object: bool,
    ) {
        let stop = Stop { line, column, of_whole, of_list, of_object };
        proptest::prop_assert!(find(&json, stop).path.starts_with('$'));
    }
}
