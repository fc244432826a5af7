use super::{Inheritance, Operations, endpoint, template};
use crate::ast::{self, Link};
use crate::error::Errors;
use crate::model::{Form, Group, Host, Prefix, Template};
use crate::names;
use crate::root::Root;

pub(super) fn group(
    root: &Root,
    written: &ast::Group,
    groups: &[ast::Group],
    operations: &mut Operations,
    errors: &mut Errors,
) -> Group {
    let before = errors.count();
    let inherited = Inheritance::of(written.parent.as_ref(), groups);
    let parent = match &written.parent {
        Some(parent) => parent.path.clone(),
        None => root.client(written.name.span()),
    };
    let at = written.at.as_ref().map(|at| {
        let mut template = template::template(&at.suffix, errors);
        template::refuse_supplied(&mut template, &inherited.supplies, &names::last(&parent), errors);
        template
    });
    let form = form(written, at.as_ref(), errors);
    if written.endpoints.is_empty()
        && written.sound
        && at.as_ref().is_none_or(|template| template.placeholders.is_empty())
    {
        errors.at(
            written.name.span(),
            format!("`{}` has no endpoints: write one, or leave the group out", written.name),
        );
    }
    let mut group = Group {
        root: root.clone(),
        attributes: written.attributes.clone(),
        visibility: written.visibility.clone(),
        name: written.name.clone(),
        form,
        parent,
        is_below_client: written.parent.is_none(),
        host: if written.at.as_ref().is_some_and(|at| at.scim) { Host::Scim } else { inherited.host },
        prefix: match &at {
            Some(at) => inherited.prefix.and(&at.text),
            None => Prefix::Whole(String::new()),
        },
        at,
        inherited: Vec::new(),
        endpoints: Vec::new(),
        body: written.body,
        sound: written.sound && errors.count() == before,
    };
    for line in &written.endpoints {
        let is_duplicate = group.endpoints.iter().any(|earlier| earlier.name == line.name);
        if is_duplicate {
            let (name, group) = (&line.name, &group.name);
            errors
                .at(name.span(), format!("`{group}` has an endpoint `{name}` already: choose another name"));
        }
        let checked = endpoint::endpoint(line, &mut group, &inherited, operations, errors);
        if !is_duplicate {
            group.endpoints.extend(checked);
        }
    }
    group
}

fn form(written: &ast::Group, at: Option<&Template>, errors: &mut Errors) -> Form {
    let link = written.parent.as_ref().map_or(Link::For, |parent| parent.link);
    if written.trait_token.is_some() {
        if let Link::Of(span) = link {
            errors.at(span, "a trait adds methods to its parent: write `for` instead of `of`");
        }
        if let Some((at, placeholder)) = at.and_then(|at| Some((at, at.placeholders.first()?))) {
            let name = &placeholder.name;
            let instead = format!("move `{{{name}}}` to the endpoints' paths");
            errors.at(at.span, format!("a trait has no accessor that could take `{name}`: {instead}"));
        }
        if let Some(accessor) = &written.accessor {
            errors.at(accessor.span(), "a trait has no accessor to name: leave `as ..` out");
        }
        return Form::Trait;
    }
    let (accessor, span) = match &written.accessor {
        Some(accessor) => (accessor.to_string(), accessor.span()),
        None => (names::accessor(&written.name.to_string()), written.name.span()),
    };
    let accessor = names::identifier(&accessor, span).unwrap_or_else(|| {
        errors.at(
            span,
            format!("this group's accessor would be called `{accessor}`, a Rust keyword: rename it"),
        );
        written.name.clone()
    });
    Form::Accessor { link, accessor }
}
