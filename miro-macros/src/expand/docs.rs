use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Path};

use crate::ast::Link;
use crate::doc_comment;
use crate::model::{Argument, Endpoint, Form, Group, Meta, Paging, Prefix, Response, Stability, Taken};
use crate::names;

/// The published documentation: the names need not resolve in the crate that is being documented.
const REFERENCE: &str = "https://docs.rs/miro-api/latest/miro";

/// One attribute for each line, with the space that `///` leaves before its text.
fn doc(lines: &[impl AsRef<str>]) -> TokenStream {
    let lines = lines.iter().map(|line| match line.as_ref() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

fn documented(attributes: &[Attribute]) -> bool {
    attributes.iter().any(doc_comment::is_text)
}

pub(super) fn collection(attributes: &[Attribute]) -> Option<TokenStream> {
    (!documented(attributes)).then(|| doc(&["Every operation that is declared here."]))
}

pub(super) fn group(group: &Group) -> TokenStream {
    let mut lines = Vec::new();
    if !documented(&group.attributes) {
        lines.push(match &group.at {
            Some(_) => format!("The operations below `{}`.", path(&group.prefix)),
            None => format!("More operations of {}.", parent_link(group)),
        });
    }
    match &group.form {
        Form::Accessor { .. } => {
            lines.push(String::new());
            lines.push(format!(
                "{} gives it; no request is made before one of its methods is called.",
                accessor_link(group)
            ));
        }
        Form::Trait => {}
    }
    if lines.is_empty() { TokenStream::new() } else { doc(&lines) }
}

fn accessor_link(group: &Group) -> String {
    let Form::Accessor { link, accessor } = &group.form else { return String::new() };
    match link {
        Link::Of(_) => format!("[`{0}::{accessor}`]({0}::{accessor})", path_text(&group.parent)),
        Link::For => format!("[`{accessor}`]({}Ext::{accessor})", group.name),
    }
}

pub(super) fn extension(group: &Group, accessor: &proc_macro2::Ident) -> TokenStream {
    doc(&[format!("Adds [`{accessor}`](Self::{accessor}) to {}.", parent_link(group))])
}

pub(super) fn accessor(group: &Group) -> TokenStream {
    // The first paragraph only: the rest is on the page of the type.
    let written = group
        .attributes
        .iter()
        .filter(|attribute| doc_comment::is_text(attribute))
        .take_while(|attribute| !doc_comment::is_blank(attribute));
    let named = (!documented(&group.attributes)).then(|| doc(&[format!("Its [`{}`].", group.name)]));
    let note = doc(&["", "No request is made."]);
    quote!(#(#written)* #named #note)
}

pub(super) fn endpoint(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let whole = path(&group.prefix.and(&endpoint.path.text));
    let call = format!("`{} {whole}`", endpoint.method.name());
    let Some(meta) = &endpoint.meta else {
        return doc(&["", &call]);
    };
    let id = meta.operation.value();
    let mut lines = Vec::new();
    if !documented(&endpoint.attributes) {
        lines.push(format!("Calls Miro's operation `{id}`."));
    }
    lines.extend([String::new(), call, String::new()]);
    lines.extend(arguments(endpoint));
    lines.extend(facts(endpoint, meta));
    if !is_unlisted(meta) {
        lines.push(format!("* Reference: [`{id}`](https://developers.miro.com/reference/{id})"));
    }
    lines.extend(["", "# Errors", ""].map(str::to_owned));
    lines.push(format!(
        "An [`Error`]({REFERENCE}/struct.Error.html) if an argument is out of its range, if the request does not \
         arrive, if Miro rejects it, or if the response cannot be decoded."
    ));
    let text = doc(&lines);
    let aliases = aliases(&id, &names::plain(&endpoint.name));
    quote!(#text #(#[doc(alias = #aliases)])*)
}

/// The names of the operation in Miro's retired clients for Python and Node.
fn aliases(id: &str, method: &str) -> Vec<String> {
    let mut aliases = vec![names::snake(id), names::lower_camel(id)];
    aliases.dedup();
    aliases.retain(|alias| alias != method);
    aliases
}

/// The required query parameters, because they have no setter with documentation.
fn arguments(endpoint: &Endpoint) -> Vec<String> {
    let described = endpoint.required.iter().map(|argument| {
        let mut line = format!("* `{}`: the query parameter `{}`", argument.name, argument.wire);
        line.extend(range(argument).map(|range| format!(", {range}")));
        let texts: Vec<_> = argument.attributes.iter().filter_map(doc_comment::text).collect();
        if !texts.is_empty() {
            let words: Vec<_> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
            line.push_str(&format!(". {}", words.join(" ").trim_end_matches('.')));
        }
        line
    });
    described.collect()
}

/// The requirements and promises beyond a token with the scopes.
fn requirement(meta: &Meta) -> Option<&'static str> {
    match meta.stability? {
        Stability::Experimental => Some("**Experimental**: Miro may change or remove it at any time"),
        Stability::Enterprise => Some("**Requires** the Enterprise plan, and the token of a company admin"),
        Stability::EnterpriseGuard => {
            Some("**Requires** the Enterprise plan with the Enterprise Guard add-on")
        }
        Stability::Scim => Some("**Requires** the Enterprise plan, and the organization's own SCIM token"),
        Stability::Unlisted => Some(
            "**Unlisted**: Miro serves it, but its specification does not have it, and it may change or go without notice",
        ),
        Stability::V1 | Stability::V2 => None,
    }
}

/// Whether the requirements and the cost of the operation are undocumented.
fn is_unlisted(meta: &Meta) -> bool {
    meta.stability == Some(Stability::Unlisted)
}

fn facts(endpoint: &Endpoint, meta: &Meta) -> Vec<String> {
    let mut lines: Vec<_> =
        requirement(meta).map(|requirement| format!("* {requirement}")).into_iter().collect();
    let scopes: Vec<_> = meta.scopes.iter().map(|scope| format!("`{scope}`")).collect();
    let presumably = if is_unlisted(meta) { ", presumably" } else { "" };
    match scopes.as_slice() {
        [] if meta.anonymous => lines.push("* Access: no token is sent".to_owned()),
        [] => {}
        [scope] => lines.push(format!("* Scope: {scope}{presumably}")),
        scopes => lines.push(format!("* Scopes: {}{presumably}", scopes.join(", "))),
    }
    if let Some(level) = meta.level {
        let credits = match level {
            1 => "50",
            2 => "100",
            3 => "500",
            _ => "2,000",
        };
        let unit = if meta.per_item { " for each item" } else { "" };
        let counted = if is_unlisted(meta) { "unknown; counted as " } else { "" };
        lines.push(format!("* Rate limit: {counted}level {level}, {credits} credits{unit}"));
    }
    if meta.by_size {
        lines.push("* Limit: large bodies are limited more than small ones".to_owned());
    }
    if meta.not_idempotent {
        lines.push("* Retries: not idempotent, so only if nothing was done".to_owned());
    }
    if let Response::Paged(paging, _, (min, max)) = &endpoint.response {
        let by = match paging {
            Paging::Offset => "offset",
            Paging::Cursor => "cursor",
            Paging::StartIndex => "index",
        };
        lines.push(format!("* Pages: by {by}, {min} to {max} elements each"));
    }
    lines
}

pub(super) fn builder(group: &Group, endpoint: &Endpoint) -> TokenStream {
    let (group, name) = (&group.name, names::plain(&endpoint.name));
    let first = if endpoint.optional.is_empty() { "" } else { "set its optional parameters, then " };
    doc(&[format!("The request of [`{group}::{name}`]: {first}`.send()` or `.await` it.")])
}

pub(super) fn setter(argument: &Argument) -> TokenStream {
    let range = range(argument).map(|range| format!(", {range}")).unwrap_or_default();
    let text = format!("The query parameter `{}`{range}.", argument.wire);
    if documented(&argument.attributes) { doc(&["", &text]) } else { doc(&[&text]) }
}

fn range(argument: &Argument) -> Option<String> {
    let (low, high) = argument.range?;
    Some(match &argument.taken {
        _ if argument.list => format!("{low} to {high} values"),
        Taken::Text(_) => format!("{low} to {high} characters"),
        _ => format!("{low} to {high}"),
    })
}

/// The call of a group, as a prefix of the calls on it: `board(board_id).`
pub(super) fn accessor_call(group: &Group) -> String {
    let Form::Accessor { accessor, .. } = &group.form else { return String::new() };
    let placeholders = group.at.iter().flat_map(|at| &at.placeholders);
    let arguments: Vec<_> = placeholders.map(|placeholder| names::plain(&placeholder.name)).collect();
    format!("{accessor}({}).", arguments.join(", "))
}

/// The call of an endpoint: `create_bulk(items)`.
pub(super) fn call(endpoint: &Endpoint) -> String {
    let path = endpoint.path.placeholders.iter().map(|placeholder| names::plain(&placeholder.name));
    let query = endpoint.required.iter().map(|argument| names::plain(&argument.name));
    let body = endpoint.body.iter().filter_map(|body| body.name().map(str::to_owned));
    let arguments: Vec<_> = path.chain(query).chain(body).collect();
    format!("{}({})", names::plain(&endpoint.name), arguments.join(", "))
}

/// Formats a path, as far as it is known here.
fn path(prefix: &Prefix) -> String {
    match prefix {
        Prefix::Whole(path) => path.clone(),
        Prefix::End(path) => format!("…{path}"),
    }
}

fn parent_link(group: &Group) -> String {
    match group.is_below_client {
        true => format!("[`MiroApi`]({REFERENCE}/struct.MiroApi.html)"),
        false => format!("[`{}`]", path_text(&group.parent)),
    }
}

pub(super) fn path_text(path: &Path) -> String {
    let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let leading = if path.leading_colon.is_some() { "::" } else { "" };
    format!("{leading}{}", segments.join("::"))
}
