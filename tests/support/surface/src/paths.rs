//! The public paths of the items of `miro_core`.

use std::collections::HashMap;

const CORE: &str = "miro_core::";

/// By the name of an item, its public path; `None` if several items have the name.
#[derive(Debug, Default)]
pub(crate) struct Paths(HashMap<String, Option<String>>);

impl Paths {
    /// Remembers the path of an item, if it is one of `miro_core`.
    pub(crate) fn add(&mut self, path: &str) {
        if path.starts_with(CORE) {
            let known = self.0.entry(name(path).to_owned());
            known.and_modify(|known| *known = None).or_insert_with(|| Some(path.to_owned()));
        }
    }

    /// Replaces the paths of `miro_core` by public ones. In another crate, rustdoc writes the modules where items are
    /// defined: these may be private, and change without any user noticing.
    pub(crate) fn public(&self, line: &str) -> String {
        let mut replaced = String::new();
        let mut rest = line;
        while let Some(at) = rest.find(CORE) {
            let (before, found) = rest.split_at(at);
            let end =
                found.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(found.len());
            let (path, after) = found.split_at(end);
            replaced.push_str(before);
            replaced.push_str(self.0.get(name(path)).and_then(Option::as_deref).unwrap_or(path));
            rest = after;
        }
        replaced + rest
    }
}

fn name(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_modules_are_not_shown() {
        let mut paths = Paths::default();
        paths.add("miro_core::page::List");
        paths.add("miro_core::operation::Level");
        paths.add("miro_core::storage::Level");
        assert_eq!(
            paths.public("fn f(miro_core::page::list::List<miro_core::a::Level>) -> miro_core::b::Other"),
            "fn f(miro_core::page::List<miro_core::a::Level>) -> miro_core::b::Other"
        );
    }
}
