//! The lines of a listing: each item once, in the order of its path.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

use public_api::PublicItem;
use public_api::tokens::Token;
use rustdoc_types::Id;

use crate::facts::Facts;
use crate::fold::fold;
use crate::paths::Paths;

/// Exists in documentation only.
const GUIDE: &str = "miro::guide";

/// Lists the items of the crate that the JSON describes, and adds them to the known paths.
pub(crate) fn listing(json: &Path, paths: &mut Paths) -> Result<Vec<String>, Box<dyn Error>> {
    let facts = Facts(serde_json::from_str(&fs::read_to_string(json)?)?);
    let api = public_api::Builder::from_rustdoc_json(json).omit_blanket_impls(true).build()?;
    let mut items: Vec<_> = api.into_items().filter(|item| facts.is_listed(item)).collect();
    sort_methods(&mut items);

    let homes = homes(&items, &facts);
    let mut lines = Vec::new();
    let mut used: Vec<String> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let path = path(item);
        if is_at_or_below(&path, GUIDE) {
            continue;
        }
        if let Some(source) = facts.source(item) {
            lines.push(format!("pub use {source} as {path}"));
        } else if homes.get(&item.id()) == Some(&at) {
            lines.push(paths.public(&item.to_string()));
            if facts.is_nameable(item) {
                paths.add(&path);
            }
        } else if facts.is_nameable(item) && !used.iter().any(|above| is_at_or_below(&path, above)) {
            lines.push(format!("pub use {path}"));
            used.push(path);
        }
    }
    Ok(fold(lines))
}

/// Sorts the methods of each type, because `public-api` sorts them by implementation, in the order of the source.
fn sort_methods(items: &mut [PublicItem]) {
    for methods in items.chunk_by_mut(
        |one, next| matches!((method(one), method(next)), (Some(one), Some(next)) if one.0 == next.0),
    ) {
        methods.sort_by_key(method);
    }
}

/// The path of the module or type that has the function, and its name.
fn method(item: &PublicItem) -> Option<(String, String)> {
    let mut owner = String::new();
    for token in item.tokens().skip_while(|token| !matches!(token, Token::Identifier(_))) {
        match token {
            Token::Function(name) => return Some((owner, name.clone())),
            token => owner.push_str(token.text()),
        }
    }
    None
}

/// Where each item is listed in full: at the first of its places, and in the prelude only if it has no other.
fn homes(items: &[PublicItem], facts: &Facts) -> HashMap<Id, usize> {
    let mut is_prelude = false;
    let mut places: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            // What has no name of its own, such as a method, follows its type.
            if facts.is_nameable(item) {
                is_prelude = path(item).split("::").nth(1) == Some("prelude");
            }
            (is_prelude, at, item.id())
        })
        .collect();
    // Later places overwrite earlier ones.
    places.sort_by_key(|(is_prelude, at, _)| Reverse((*is_prelude, *at)));
    places.into_iter().map(|(_, at, id)| (id, at)).collect()
}

fn is_at_or_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The path of an item, without parameters: `miro::page::List`.
fn path(item: &PublicItem) -> String {
    item.tokens()
        .skip_while(|token| !matches!(token, Token::Identifier(_)))
        .take_while(|token| {
            matches!(token, Token::Identifier(_) | Token::Type(_) | Token::Function(_))
                || token.text() == "::"
        })
        .map(Token::text)
        .collect()
}

/// The lines that one listing has and the other has not, marked like those of a diff.
pub(crate) fn difference(old: &str, new: &str) -> Vec<String> {
    let [old, new] = [old, new].map(|text| text.lines().collect::<BTreeSet<_>>());
    let removed = old.difference(&new).map(|line| format!("- {line}"));
    removed.chain(new.difference(&old).map(|line| format!("+ {line}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_both_sides() {
        assert_eq!(difference("a\nb\n", "b\nc\n"), ["- a", "+ c"]);
        assert!(difference("a\n", "a\n").is_empty());
    }
}
