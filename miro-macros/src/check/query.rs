use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};

use crate::ast::{self, ParameterValue};
use crate::check::types;
use crate::error::Errors;
use crate::model::{Argument, Fixed, Response};
use crate::names;

/// The methods that every builder has besides its setters.
const BUILDER: [&str; 9] =
    ["send", "timeout", "retry", "idempotent", "priority", "clone", "into_future", "send_raw", "fmt"];
/// The additional methods of the builder of a paged endpoint.
const PAGED: [&str; 7] = ["all", "limit", "max_items", "prefetch", "resume_from", "pages", "stream"];

type Parameters = (Vec<Fixed>, Vec<Argument>, Vec<Argument>);

/// Returns the query parameters: those with a fixed value, the required and the optional ones.
pub(super) fn query(
    line: &ast::Endpoint,
    response: &Response,
    taken: &mut BTreeSet<String>,
    errors: &mut Errors,
) -> Parameters {
    let (mut fixed, mut required, mut optional) = Parameters::default();
    let (mut wires, mut setters) = (BTreeSet::new(), BTreeSet::new());
    for parameter in &line.query {
        let (wire, span) = &parameter.wire;
        if let Some(problem) = wire_problem(wire, response, !wires.insert(wire.clone())) {
            errors.at(*span, problem);
            continue;
        }
        if let ParameterValue::Fixed(value) = &parameter.value {
            no_name(parameter, errors);
            fixed.push(Fixed { wire: wire.clone(), value: value.clone() });
            continue;
        }
        let Some(mut argument) = argument(parameter, errors) else { continue };
        let name = names::plain(&argument.name);
        let span = argument.name.span();
        if parameter.required.is_some() {
            if !taken.insert(name.clone()) {
                errors.at(span, format!("`{name}` is an argument already: {}", rename(wire, &name)));
                // Callers still pass it.
                argument.name.set_span(Span::mixed_site());
            }
            required.push(argument);
        } else if is_builders(&name, response) {
            errors.at(span, format!("the builder has a method `{name}` of its own: {}", rename(wire, &name)));
        } else if setters.insert(name.clone()) {
            optional.push(argument);
        } else {
            errors.at(span, format!("a setter `{name}` exists already: {}", rename(wire, &name)));
        }
    }
    (fixed, required, optional)
}

fn wire_problem(wire: &str, response: &Response, twice: bool) -> Option<String> {
    if twice {
        return Some(format!("the query parameter `{wire}` is listed twice: leave one out"));
    }
    if wire.is_empty() {
        return Some("a query parameter has a name on the wire: `\"status[]\" as status`".to_owned());
    }
    let Response::Paged(paging, ..) = response else { return None };
    let name = paging.name();
    let paged = paging.parameters().contains(&wire);
    paged.then(|| format!("`{wire}` is sent by the paging of `{name}<..>`: leave it out"))
}

fn is_builders(name: &str, response: &Response) -> bool {
    BUILDER.contains(&name) || matches!(response, Response::Paged(..)) && PAGED.contains(&name)
}

fn no_name(parameter: &ast::Parameter, errors: &mut Errors) {
    let wire = &parameter.wire.0;
    if let Some(mark) = parameter.required {
        errors.at(
            mark,
            format!("`{wire}` is always sent with this value, so callers do not pass it: leave the `!` out"),
        );
    }
    if let Some(name) = &parameter.renamed {
        errors.at(
            name.span(),
            format!("`{wire}` is always sent with this value, so it needs no name: leave `as` out"),
        );
    }
}

fn argument(parameter: &ast::Parameter, errors: &mut Errors) -> Option<Argument> {
    let (ty, range, list) = match &parameter.value {
        ParameterValue::Fixed(_) => return None,
        ParameterValue::One(ty, range) => (ty, range, false),
        ParameterValue::List(ty, range) => (ty, range, true),
    };
    let name = name(parameter, errors)?;
    let taken = types::taken(ty, errors);
    let range = range.as_ref().and_then(|range| match types::ranged(&taken, list) {
        Some(ranged) => Some(types::bounds(range, ranged, errors)),
        None => {
            errors.on(
                &range.tokens,
                format!(
                    "`{}` has no range: integers, `str` (its length) and lists (their number) have",
                    types::text(ty)
                ),
            );
            None
        }
    });
    let (attributes, wire) = (parameter.attributes.clone(), parameter.wire.0.clone());
    Some(Argument { attributes, wire, name, taken, list, range })
}

/// Returns the name in Rust.
fn name(parameter: &ast::Parameter, errors: &mut Errors) -> Option<Ident> {
    let (wire, wire_span) = &parameter.wire;
    if let Some(renamed) = &parameter.renamed {
        let name = renamed.to_string();
        if names::identifier(&name, renamed.span()).is_none() {
            errors.at(renamed.span(), format!("`{name}` is a Rust keyword: choose another name after `as`"));
            return None;
        }
        return Some(renamed.clone());
    }
    let snake = names::snake(wire);
    match names::identifier(wire, *wire_span) {
        Some(name) if snake == *wire => Some(name),
        _ => {
            let instead = match names::identifier(&snake, *wire_span) {
                Some(_) => snake,
                None if wire == "type" => "kind".to_owned(),
                None => format!("{snake}_value"),
            };
            let quoted = if names::identifier(&format!("{wire}_"), *wire_span).is_some() {
                wire.clone()
            } else {
                format!("{wire:?}")
            };
            errors.at(*wire_span, format!("`{wire}` needs a name in Rust: write `{quoted} as {instead}`"));
            names::identifier(&instead, *wire_span)
        }
    }
}

fn rename(wire: &str, name: &str) -> String {
    format!("rename it with `as`, `{wire} as {name}_value`")
}
