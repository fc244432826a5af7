use super::*;
use crate::json::memory::tests::limited;

fn read(json: &str) -> serde_json::Result<Elements<u64>> {
    limited(json.as_bytes(), || serde_json::from_str(json))
}

fn order(elements: Elements<u64>) -> Vec<Option<u64>> {
    let all = elements.into_iter();
    let count = all.len();
    let order: Vec<_> = all.map(Result::ok).collect();
    assert_eq!(order.len(), count);
    order
}

#[test]
fn elements_keep_their_order() {
    for (json, expected) in [
        ("[]", vec![]),
        ("null", vec![]),
        ("[1,2]", vec![Some(1), Some(2)]),
        (r#"["a",1,2]"#, vec![None, Some(1), Some(2)]),
        (r#"[1,"a","b",2,"c"]"#, vec![Some(1), None, None, Some(2), None]),
        (r#"["a","b"]"#, vec![None, None]),
    ] {
        assert_eq!(order(read(json).unwrap()), expected, "{json}");
    }
}

#[test]
fn removed_elements_keep_the_others_in_order() {
    let mut elements = read(r#"[1,"a",2,3,"b"]"#).unwrap();
    elements.items.retain(|item| *item == 3);
    assert_eq!(order(elements), [Some(3), None, None]);
    let mut elements = read(r#"[1,"a",2]"#).unwrap();
    elements.items.extend([3, 4]);
    assert_eq!(order(elements), [Some(1), None, Some(2), Some(3), Some(4)]);
}

#[test]
fn malformed_and_all_elements_are_limited() {
    let list = |malformed: usize, good: usize| {
        let elements = std::iter::repeat_n("\"x\"", malformed).chain(std::iter::repeat_n("1", good));
        format!("[{}]", elements.collect::<Vec<_>>().join(","))
    };
    let elements = read(&list(1_000, 50_000)).unwrap();
    assert_eq!((elements.rejected.len(), elements.items.len()), (1_000, 50_000));
    assert_eq!(elements.rejected[999].error.json_path(), Some("$[999]"));
    let error = read(&list(1_001, 1)).unwrap_err().to_string();
    assert!(error.starts_with("more than 1000 malformed elements in one list"), "{error}");
    assert_eq!(read(&list(0, 100_000)).unwrap().count(), 100_000);
    let error = read(&list(0, 100_001)).unwrap_err().to_string();
    assert!(error.starts_with("more than 100000 elements in one list"), "{error}");
}
