//! Finds the elements and the required values of a response.

use serde_json::Value;

/// The places of elements in responses that are not lists themselves.
const LISTS: [&str; 2] = ["data", "Resources"];

/// Returns the elements of a page, or of a plain list.
pub(super) fn elements(body: &Value) -> Option<&Vec<Value>> {
    body.as_array().or_else(|| LISTS.into_iter().find_map(|name| body[name].as_array()))
}

pub(super) fn elements_mut(body: &mut Value) -> Option<&mut Vec<Value>> {
    if body.is_array() {
        return body.as_array_mut();
    }
    let name = LISTS.into_iter().find(|name| body[*name].is_array())?;
    body[name].as_array_mut()
}

/// Whether a value is required: the identity of a top-level object, the elements of a page, and the position of the
/// next page.
pub(in crate::conformance) fn is_required(pointer: &str) -> bool {
    let pages = ["/data", "/data/data", "/data/data/0/data", "/Resources", "/cursor"];
    let identity = ["/id", "/jobId", "/type"];
    pages.contains(&pointer) || identity.contains(&in_its_element(pointer))
}

/// Returns the pointer within the element, if it is in one.
fn in_its_element(pointer: &str) -> &str {
    let lists = ["/data/data/0/data/", "/data/data/", "/data/", "/Resources/", "/"];
    let mut inside = lists.iter().filter_map(|list| {
        let (index, _) = pointer.strip_prefix(list)?.split_once('/')?;
        index.parse::<usize>().ok().and_then(|_| pointer.get(list.len() + index.len()..))
    });
    inside.next().unwrap_or(pointer)
}

pub(super) fn is_element(pointer: &str) -> bool {
    pointer.rsplit('/').next().is_some_and(|last| last.parse::<usize>().is_ok())
}

/// Whether it is one of the main elements of a response, and not a list in one of them.
pub(in crate::conformance) fn is_element_of_response(pointer: &str) -> bool {
    let lists = ["", "/data", "/data/data", "/data/data/0/data", "/Resources"];
    is_element(pointer) && pointer.rsplit_once('/').is_some_and(|(list, _)| lists.contains(&list))
}

/// Converts `/data/0/style` to `$.data[0].style`.
pub(super) fn json_path(pointer: &str) -> String {
    let mut path = "$".to_owned();
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        match step.parse::<usize>() {
            Ok(index) => path += &format!("[{index}]"),
            Err(_) if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => {
                path += &format!(".{name}")
            }
            Err(_) => path += &format!("[{name:?}]"),
        }
    }
    path
}

/// Returns the list that contains a path like `$.data[0].style`, and the list's elements.
pub(super) fn list_of<'a>(path: &str, body: &'a Value) -> Option<(String, &'a Vec<Value>)> {
    let (list, _) = path.strip_prefix('$')?.split_once('[')?;
    let pointer = list.replace('.', "/");
    body.pointer(&pointer)?.as_array().map(|elements| (pointer, elements))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_requires_only_its_own_identity() {
        for pointer in
            ["/id", "/data/0/id", "/Resources/2/id", "/0/id", "/data/data/0/data/1/type", "/jobId", "/data"]
        {
            assert!(is_required(pointer), "{pointer}");
        }
        for pointer in ["/createdBy/id", "/data/0/parent/id", "/data/id", "/data/0", "/0/user/id", "/total"] {
            assert!(!is_required(pointer), "{pointer}");
        }
    }
}
