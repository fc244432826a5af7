use proc_macro2::Span;
use syn::{LitStr, Type};

use super::types;
use crate::error::Errors;
use crate::model::{Placeholder, Taken, Template};
use crate::names;

/// Parses a path and its placeholders, `/items/{item_id}` or `/members/{board_member_id: UserId}`.
pub(super) fn template(path: &LitStr, errors: &mut Errors) -> Template {
    let span = path.span();
    let written = path.value();
    if let Some(problem) = shape(&written) {
        errors.at(span, problem);
    }
    let mut template = Template { text: String::new(), span, placeholders: Vec::new() };
    let mut rest = written.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        literal(before, &mut template, errors);
        let (inside, behind) = match after.split_once('}') {
            Some((inside, behind)) if !inside.contains('{') => (inside, behind),
            _ => {
                errors.at(span, format!("a `{{` is never closed: write `{{{}}}`", leading_name(after)));
                return template;
            }
        };
        if let Some(placeholder) = placeholder(inside, span, errors) {
            let name = names::plain(&placeholder.name);
            template.text.push_str(&format!("{{{name}}}"));
            if template.placeholders.iter().any(|earlier| earlier.name == placeholder.name) {
                errors
                    .at(span, format!("the placeholder `{{{name}}}` occurs twice in this path: rename one"));
            } else {
                template.placeholders.push(placeholder);
            }
        }
        rest = behind;
    }
    literal(rest, &mut template, errors);
    template
}

fn literal(text: &str, template: &mut Template, errors: &mut Errors) {
    if text.contains('}') {
        errors.at(template.span, "a `}` closes nothing: a placeholder is written `{item_id}`");
    }
    template.text.push_str(text);
}

/// Returns the first problem of the path as a whole.
fn shape(path: &str) -> Option<String> {
    if let Some((_, behind)) = path.split_once("://") {
        let path = behind.split_once('/').map(|(_, path)| path).unwrap_or_default();
        return Some(format!("the host is the client's: write the path alone, `\"/{path}\"`"));
    }
    if let Some((path, _)) = path.split_once('?') {
        return Some(format!("a path has no query: write `\"{path}\" ?{{ name: Type }}`"));
    }
    if let Some((path, _)) = path.split_once('#') {
        return Some(format!("a path has no fragment: write `\"{path}\"`"));
    }
    if !path.is_empty() && !path.starts_with('/') {
        return Some(format!("a path starts with a slash: write `\"/{path}\"`"));
    }
    if let Some(shorter) = path.strip_suffix('/') {
        return Some(format!("a path does not end with a slash: write `\"{shorter}\"`"));
    }
    if path.split('/').any(is_dot_segment) {
        return Some("a path has no dot segment, which would change it: leave it out".to_owned());
    }
    if path.contains("//") {
        return Some(format!("a path has no empty segment: write `\"{}\"`", path.replace("//", "/")));
    }
    None
}

/// Whether a segment is `.` or `..`, in any spelling.
fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn placeholder(inside: &str, span: Span, errors: &mut Errors) -> Option<Placeholder> {
    let (name, ty) = match inside.split_once(':') {
        Some((name, ty)) => (name.trim(), Some(ty.trim())),
        None => (inside.trim(), None),
    };
    let snake = names::snake(name);
    if name.is_empty() {
        errors.at(span, "a placeholder has a name: write `{item_id}`, or `{item_id: ItemId}` with its type");
        return None;
    }
    let ident = names::identifier(&snake, span);
    if name != snake || ident.is_none() {
        let instead = if ident.is_some() { snake.clone() } else { format!("{snake}_id") };
        errors.at(
            span,
            format!("`{{{inside}}}` is not a placeholder: write `{{{instead}}}`, an argument's name"),
        );
    }
    let name = ident?;
    let taken = match ty {
        Some(ty) => match LitStr::new(ty, span).parse::<Type>() {
            Ok(ty) => types::taken(&ty, errors),
            Err(_) => {
                errors.at(span, format!("`{ty}` is not a type: write `{{{name}}}` or `{{{name}: UserId}}`"));
                return None;
            }
        },
        None => {
            let ty = names::identifier(&names::camel(&snake), span)?;
            Taken::Into(Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path: ty.into() }))
        }
    };
    Some(Placeholder { name, taken, typed: ty.is_some() })
}

/// Returns the name at the beginning of an unclosed placeholder.
fn leading_name(text: &str) -> String {
    let name: String =
        text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect();
    if name.is_empty() { "item_id".to_owned() } else { name }
}

/// Reports placeholders of a relative path that the path before it has already.
pub(super) fn refuse_supplied(template: &mut Template, supplies: &[String], from: &str, errors: &mut Errors) {
    let span = template.span;
    template.placeholders.retain(|placeholder| {
        let name = names::plain(&placeholder.name);
        let supplied = supplies.contains(&name);
        if supplied {
            let instead = "rename it, or leave `at` out and write the whole path";
            errors.at(span, format!("`{{{name}}}` is supplied by `{from}` already: {instead}"));
        }
        !supplied
    });
}
