//! Bodies that are small and would become large: many values, many elements, many malformed ones.

use futures_util::StreamExt;
use miro::prelude::*;
use miro::transport::Script;

use crate::environment::scripted;

fn page(elements: &[&str]) -> String {
    format!(r#"{{"data":[{}]}}"#, elements.join(","))
}

fn repeated(element: &str, count: usize) -> String {
    page(&vec![element; count])
}

const ITEM: &str = r#"{"id":"1","type":"text"}"#;

/// Returns the error of a page of items with this body.
async fn refused(body: String) -> String {
    let (transport, api) = scripted([Script::json(200, body)]);
    let error = api.board("b").items().list().await.unwrap_err();
    assert_eq!((error.kind(), transport.sent().len()), (ErrorKind::Decode, 1), "{error}");
    assert!(error.json_path().is_some_and(|path| path.starts_with("$.data")), "{error}");
    let text = error.to_string();
    assert!(text.len() < 1_000, "{} bytes", text.len());
    text
}

#[tokio::test]
async fn a_thousand_malformed_elements_do_not_fail_the_list() {
    let elements: Vec<_> =
        (0..2_000).map(|place| if place % 2 == 0 { r#"{"id":{}}"# } else { ITEM }).collect();
    let (_, api) = scripted([Script::json(200, page(&elements)), Script::json(200, page(&elements))]);
    let received = api.board("b").items().list().await.unwrap();
    assert_eq!((received.data.len(), received.rejected.len()), (1_000, 1_000));
    let last = received.rejected.last().unwrap();
    assert_eq!((last.index, last.error.json_path()), (1_998, Some("$.data[1998]")));
    let elements: Vec<_> = api.board("b").items().list().stream().collect().await;
    assert!(elements.iter().enumerate().all(|(place, element)| element.is_err() == (place % 2 == 0)));
    assert_eq!(elements.len(), 2_000);
}

#[tokio::test]
async fn more_malformed_elements_fail_the_list() {
    // Each of them was once searched for from the first one on, which took 90 seconds.
    let mut elements = vec![r#"{"id":{}}"#; 30_000];
    elements.extend(vec![ITEM; 30_000]);
    let error = refused(page(&elements)).await;
    assert!(error.contains("more than 1000 malformed elements in one list"), "{error}");
    let error = refused(repeated("1", 1_000_000)).await;
    assert!(error.contains("more than 100000 elements in one list"), "{error}");
}

#[tokio::test]
async fn limits_elements_by_memory() {
    let (_, api) = scripted([Script::json(200, repeated(ITEM, 1_000))]);
    assert_eq!(api.board("b").items().list().await.unwrap().data.len(), 1_000, "Miro's largest page");
    let error = refused(repeated(ITEM, 50_000)).await;
    assert!(error.contains("too many small values"), "{error}");
    let error = refused(repeated(ITEM, 100_001)).await;
    assert!(error.contains("more than 100000 elements in one list"), "{error}");
}

#[tokio::test]
async fn limits_small_json_values() {
    let many = |value: &str, bytes: usize| vec![value; bytes / (value.len() + 1)].join(",");
    let fields = (0..90_000).map(|name| format!(r#""{name}":1"#)).collect::<Vec<_>>().join(",");
    for item in [
        format!(r#"{{"id":"1","type":"text","new":[{}]}}"#, many("[]", 200_000)),
        format!(r#"{{"id":"1","type":"text","new":[{}]}}"#, many(r#"{"a":1}"#, 1_000_000)),
        format!(r#"{{"id":"1","type":"text",{fields}}}"#),
        format!(r#"{{"id":"1","type":"new",{fields}}}"#),
        format!(r#"{{"id":"1",{fields},"type":"text"}}"#),
        format!(r#"{{"id":"1",{fields},"type":"new"}}"#),
        format!(r#"{{"id":"1","type":"app_card","data":{{"fields":[{}]}}}}"#, many("{}", 200_000)),
    ] {
        let error = refused(page(&[&item])).await;
        assert!(error.contains("too many small values"), "{error}");
    }
}

#[tokio::test]
async fn reads_long_lists_of_ordinary_items() {
    let item = |kind: &str, text: usize| {
        format!(
            r#"{{"id":"3458764517517819000","type":"{kind}","data":{{"content":"{}","new":{{"a":[1,{{"b":null}}]}}}},
            "position":{{"x":1.5,"y":2,"origin":"center","relativeTo":"canvas_center"}},"geometry":{{"width":100}},
            "createdAt":"2023-09-01T09:30:10Z","createdBy":{{"id":"1","type":"user"}},
            "links":{{"self":"http://localhost"}}}}"#,
            "t".repeat(text)
        )
    };
    for (item, count) in [(item("text", 100), 20_000), (item("preview", 700), 1_000)] {
        let (_, api) = scripted([Script::json(200, repeated(&item, count))]);
        let page = api.board("b").items().list().await.unwrap();
        assert_eq!((page.data.len(), page.rejected.len()), (count, 0));
    }
}

#[tokio::test]
async fn errors_keep_no_large_context() {
    let context = |bytes: usize| {
        format!(r#"{{"message":"no","context":{{"fields":[{}]}}}}"#, vec!["{}"; bytes / 3].join(","))
    };
    let (_, api) = scripted([
        Script::json(400, context(900)),
        Script::json(400, context(3_000_000)),
        Script::json(400, r#"{"message":"no","context":null}"#),
    ]);
    let error = async || api.boards().list().await.unwrap_err();
    assert!(error().await.context().is_some());
    let large = error().await;
    assert_eq!((large.kind(), large.context(), large.message()), (ErrorKind::Rejected, None, None));
    assert!(large.to_string().contains("application/json of"), "{large}");
    assert_eq!(error().await.context(), None);
}

#[tokio::test]
async fn request_ids_are_truncated_in_errors() {
    let id = "i".repeat(60_000);
    let (_, api) = scripted([
        Script::json(200, page(&[vec!["1"; 100], vec![ITEM]].concat())).header("x-request-id", &id)
    ]);
    let page = api.board("b").items().list().await.unwrap();
    assert!(
        page.rejected.iter().all(|rejected| rejected.error.request_id().is_some_and(|id| id.len() == 200))
    );
}

#[tokio::test]
async fn limits_nesting_everywhere() {
    let deep = "[".repeat(1_000_000);
    let closed = format!("{deep}{}", "]".repeat(1_000_000));
    for body in [
        deep.clone(),
        format!(r#"{{"data":{deep}"#),
        format!(r#"{{"skipped":{closed},"data":7}}"#),
        format!(r#"{{"data":[{{"id":"1","type":"text","new":{deep}"#),
    ] {
        let (_, api) = scripted([Script::json(200, body)]);
        assert_eq!(api.board("b").items().list().await.unwrap_err().kind(), ErrorKind::Decode);
    }
    let item = format!(r#"{{"id":"1","type":"text","new":{closed}}}"#);
    let (_, api) = scripted([Script::json(200, page(&[&item, ITEM]))]);
    let page = api.board("b").items().list().await.unwrap();
    assert_eq!((page.data.len(), page.rejected.len()), (1, 1));
}
