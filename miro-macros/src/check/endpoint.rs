use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use proc_macro2::{Ident, Span};
use syn::LitStr;

use super::description::Described;
use super::types::{self, Ranged};
use super::{Inheritance, Operations, meta, query, response, template};
use crate::ast::{self, BodyKind};
use crate::error::Errors;
use crate::model::{Body, Endpoint, Group, Method, Response, Template};
use crate::names;
use crate::suggest;

/// The methods that every group has.
const RESERVED: [&str; 2] = ["resource", "clone"];

pub(super) fn endpoint(
    line: &ast::Endpoint,
    group: &mut Group,
    inherited: &Inheritance,
    operations: &mut Operations,
    errors: &mut Errors,
) -> Option<Endpoint> {
    let before = errors.count();
    let name = name(line, errors);
    let method = method(line, errors);
    let method_span = line.method.as_ref().map_or_else(|| line.name.span(), |method| method.span());
    let path = path(line, group, inherited, errors);
    let response = response::response(line, method, errors);
    let body = body(line, method, errors);

    let mut taken = BTreeSet::new();
    for placeholder in &path.placeholders {
        taken.insert(names::plain(&placeholder.name));
    }
    let (fixed, mut required, mut optional) = query::query(line, &response, &mut taken, errors);
    let parameters = required.iter_mut().chain(&mut optional).collect();
    let mut described = Described { parameters, path: &path, body: body.as_ref() };
    let attributes = described.take_items(&line.attributes, errors);
    let argument = body.as_ref().and_then(Body::name);
    if let (Some(name), Some(body)) = (argument, &line.body)
        && taken.contains(name)
    {
        errors.at(
            body.parenthesis,
            format!("the body is the argument `{name}`, and so is something before it: rename that"),
        );
    }
    let meta = meta::meta(line, argument.is_some(), errors);
    let meta = meta.map(|meta| meta.settled(group, &path));
    if let Some(meta) = &meta {
        only_one(&meta.operation, format!("{}::{}", group.name, line.name), operations, errors);
    }
    let sound = line.sound && errors.count() == before;
    let name = name?;
    Some(Endpoint {
        attributes,
        builder: builder(group, &name),
        name,
        method,
        method_span,
        path,
        fixed,
        required,
        optional,
        body,
        response,
        meta,
        sound,
    })
}

/// Reports a second endpoint of the same operation: everything about an operation is found by its id.
fn only_one(id: &LitStr, here: String, operations: &mut Operations, errors: &mut Errors) {
    match operations.entry(id.value()) {
        Entry::Occupied(there) => {
            let (name, there) = (there.key(), there.get());
            errors.at(id.span(), format!("the operationId \"{name}\" is that of `{there}` already"));
        }
        Entry::Vacant(free) => {
            free.insert(here);
        }
    }
}

/// Returns the name of the method; `None` if not even a placeholder can have this name.
fn name(line: &ast::Endpoint, errors: &mut Errors) -> Option<Ident> {
    let (name, span) = (line.name.to_string(), line.name.span());
    if names::identifier(&name, span).is_none() {
        let raw = names::identifier(&format!("r#{name}"), span);
        let instead = raw.as_ref().map(|raw| format!("write `{raw}`, or better ")).unwrap_or_default();
        errors.at(span, format!("`{name}` is a Rust keyword: {instead}choose another name"));
        return raw;
    }
    if RESERVED.contains(&names::plain(&line.name).as_str()) {
        errors.at(span, format!("every group has a method `{name}` of its own: choose another name"));
    }
    Some(line.name.clone())
}

/// Returns the name of the type with the setters of an endpoint.
fn builder(group: &Group, endpoint: &Ident) -> Ident {
    let name = names::camel(&names::plain(endpoint));
    Ident::new(&format!("{}{name}", names::plain(&group.name)), endpoint.span())
}

/// Returns the HTTP method; if it is unknown, the one that was probably meant.
fn method(line: &ast::Endpoint, errors: &mut Errors) -> Method {
    let Some(written) = &line.method else { return Method::Get };
    let name = written.to_string();
    if let Some(method) = Method::parse(&name) {
        return method;
    }
    let meant = suggest::closest(&name, Method::NAMES);
    match meant {
        Some(meant) if meant == name.to_uppercase() => {
            errors.at(written.span(), format!("HTTP methods are in capitals: write `{meant}`"));
        }
        Some(meant) => {
            errors.at(written.span(), format!("unknown HTTP method `{name}`: did you mean `{meant}`?"))
        }
        None => errors.at(
            written.span(),
            format!("unknown HTTP method `{name}`: Miro knows {}", Method::NAMES.join(", ")),
        ),
    }
    let guess = if line.body.is_some() { Method::Post } else { Method::Get };
    meant.and_then(Method::parse).unwrap_or(guess)
}

/// Returns the path, with the placeholders that are arguments. Those that the parent supplies are added to the
/// group.
fn path(line: &ast::Endpoint, group: &mut Group, inherited: &Inheritance, errors: &mut Errors) -> Template {
    let Some(written) = &line.path else {
        return Template { text: String::new(), span: line.name.span(), placeholders: Vec::new() };
    };
    let mut path = template::template(written, errors);
    let parent = names::last(&group.parent);
    if let Some(at) = &group.at {
        if path.text.starts_with("/v2/") || path.text.starts_with("/v2-experimental/") {
            errors.at(
                path.span,
                "this path continues the one after `at`: write its end alone, or leave `at` out for whole paths",
            );
        }
        let own: Vec<_> = at.placeholders.iter().map(|placeholder| names::plain(&placeholder.name)).collect();
        template::refuse_supplied(&mut path, &inherited.supplies, &parent, errors);
        template::refuse_supplied(&mut path, &own, &group.name.to_string(), errors);
        return path;
    }
    if path.text.is_empty() && group.sound {
        errors.at(
            path.span,
            "a group without `at` has whole paths: write `\"/v2/..\"` here, or `at \"..\"` above",
        );
    }
    let span = path.span;
    path.placeholders.retain(|placeholder| {
        let name = names::plain(&placeholder.name);
        if !inherited.supplies.contains(&name) {
            return true;
        }
        if placeholder.typed {
            errors.at(span, format!("`{{{name}}}` is supplied by `{parent}`: leave its type out"));
        }
        if !group.inherited.iter().any(|(known, _)| *known == name) {
            group.inherited.push((name, span));
        }
        false
    });
    path
}

fn body(line: &ast::Endpoint, method: Method, errors: &mut Errors) -> Option<Body> {
    let body = line.body.as_ref()?;
    if !method.takes_body() {
        let instead = match method {
            Method::Delete => "name what it needs in the path or the query, or use POST",
            _ => "name what it needs in the path or the query, or use POST, PUT or PATCH",
        };
        errors.at(body.parenthesis, format!("a {} request has no body: {instead}", method.name()));
    }
    match &body.kind {
        BodyKind::One(ty) => {
            if let Some(item) = types::argument(ty, "Vec") {
                errors.on(ty, format!("a list is written in brackets: `([{}; 1..=20])`", types::text(item)));
                return Some(Body::List(item.clone(), None));
            }
            Some(Body::One(ty.clone()))
        }
        BodyKind::List(ty, range) => {
            let range = range.as_ref().map(|range| types::bounds(range, Ranged::Counts, errors));
            Some(Body::List(ty.clone(), range))
        }
        BodyKind::Multipart(ty) => Some(Body::Multipart(ty.clone())),
        BodyKind::Constant(path) => Some(Body::Constant(path.clone())),
        BodyKind::Broken => None,
    }
}

impl Body {
    /// The name of its argument, if it is one.
    pub(crate) fn name(&self) -> Option<&'static str> {
        match self {
            Self::One(_) | Self::Multipart(_) => Some("body"),
            Self::List(..) => Some("items"),
            Self::Constant(_) => None,
        }
    }
}

impl Endpoint {
    /// The position of the response type.
    pub(crate) fn response_span(&self) -> Span {
        use syn::spanned::Spanned as _;
        match &self.response {
            Response::Empty(span) => *span,
            Response::One(ty) | Response::Option(ty) | Response::Paged(_, ty, _) => ty.span(),
        }
    }
}
