//! Converts `ast` to `model`: reports every error with a correction, and continues with the best guess.

mod description;
mod endpoint;
mod group;
mod meta;
mod query;
mod response;
mod template;
mod types;

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::Path;

use crate::ast::{self, Declarations};
use crate::error::Errors;
use crate::model::{Group, Host, Model, Prefix};
use crate::names;
use crate::root::Root;

pub(crate) fn check(root: Root, (declarations, mut errors): (Declarations, Errors)) -> (Model, Errors) {
    let mut operations = BTreeMap::new();
    let mut groups = Vec::new();
    for (index, written) in declarations.groups.iter().enumerate() {
        let earlier = declarations.groups.iter().take(index);
        if earlier.into_iter().any(|earlier| earlier.name == written.name) {
            let name = &written.name;
            errors.at(name.span(), format!("a group `{name}` is declared already: choose another name"));
            continue;
        }
        groups.push(group::group(&root, written, &declarations.groups, &mut operations, &mut errors));
    }
    builder_names(&mut groups, &mut errors);
    (Model { root, collection: declarations.collection, groups }, errors)
}

/// The operationIds so far, with the endpoint of each.
type Operations = BTreeMap<String, String>;

/// Reports conflicts: the builder of an endpoint is named after the group and the endpoint, like another group
/// perhaps.
fn builder_names(groups: &mut [Group], errors: &mut Errors) {
    let taken: Vec<_> = groups.iter().map(|group| group.name.clone()).collect();
    for endpoint in groups.iter_mut().flat_map(|group| &mut group.endpoints) {
        let builder = &endpoint.builder;
        if taken.contains(builder) {
            errors.at(
                endpoint.name.span(),
                format!(
                    "the builder of this endpoint would be called `{builder}`, as a group is: rename one"
                ),
            );
            endpoint.builder = Ident::new(&format!("{builder}Builder"), builder.span());
            endpoint.sound = false;
        }
    }
}

/// The parts that a parent provides: the placeholders of its path, and the path as far as it is visible here.
struct Inheritance {
    supplies: Vec<String>,
    prefix: Prefix,
    host: Host,
}

impl Inheritance {
    fn of(parent: Option<&ast::Parent>, groups: &[ast::Group]) -> Self {
        let mut inherited = Self::from_path(parent.map(|parent| &parent.path), groups, groups.len());
        for name in parent.into_iter().flat_map(|parent| &parent.supplies) {
            inherited.supply(names::plain(name));
        }
        inherited
    }

    fn from_path(parent: Option<&Path>, groups: &[ast::Group], depth: usize) -> Self {
        let unknown = Self { supplies: Vec::new(), prefix: Prefix::End(String::new()), host: Host::Parents };
        let Some(last) = parent.and_then(|path| path.segments.last()) else {
            return Self { prefix: Prefix::Whole(String::new()), host: Host::Api, ..unknown };
        };
        let name = last.ident.to_string();
        if name == "MiroApi" || name == "Scim" {
            let host = if name == "Scim" { Host::Scim } else { Host::Api };
            return Self { prefix: Prefix::Whole(String::new()), host, ..unknown };
        }
        let declared = parent
            .and_then(Path::get_ident)
            .and_then(|name| groups.iter().find(|group| group.trait_token.is_none() && group.name == *name));
        let mut inherited = match declared {
            // rustc reports parents that form a cycle.
            Some(group) if depth > 0 => {
                let above = group.parent.as_ref().map(|parent| &parent.path);
                let mut inherited = Self::from_path(above, groups, depth - 1);
                for name in group.parent.iter().flat_map(|parent| &parent.supplies) {
                    inherited.supply(names::plain(name));
                }
                if let Some(at) = &group.at {
                    // Its errors are reported at its own position.
                    let template = template::template(&at.suffix, &mut Errors::default());
                    for placeholder in &template.placeholders {
                        inherited.supply(names::plain(&placeholder.name));
                    }
                    inherited.prefix = inherited.prefix.and(&template.text);
                    if at.scim {
                        inherited.host = Host::Scim;
                    }
                }
                inherited
            }
            _ => unknown,
        };
        if let Some(supplied) = names::supplied_by(&name) {
            inherited.supply(supplied);
        }
        inherited
    }

    fn supply(&mut self, name: String) {
        if !self.supplies.contains(&name) {
            self.supplies.push(name);
        }
    }
}

impl Prefix {
    pub(crate) fn and(&self, suffix: &str) -> Self {
        match self {
            Self::Whole(prefix) => Self::Whole(format!("{prefix}{suffix}")),
            Self::End(prefix) => Self::End(format!("{prefix}{suffix}")),
        }
    }
}

#[cfg(test)]
mod tests;
