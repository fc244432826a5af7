//! Where in an answer something is: its elements, and what it cannot do without.

use serde_json::Value;

/// Where elements are in the answers that are no list themselves.
const LISTS: [&str; 2] = ["data", "Resources"];

/// The elements of a page, or of a plain list.
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

/// What cannot be done without: identity, and the elements of pages.
pub(super) fn is_required(pointer: &str) -> bool {
    let pages = ["/data", "/data/data", "/data/data/0/data", "/Resources"];
    let identity = ["/id", "/jobId", "/type"];
    pages.contains(&pointer) || identity.iter().any(|name| pointer.ends_with(name))
}

pub(super) fn is_element(pointer: &str) -> bool {
    pointer.rsplit('/').next().is_some_and(|last| last.parse::<usize>().is_ok())
}

/// `/data/0/style` as `$.data[0].style`.
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
