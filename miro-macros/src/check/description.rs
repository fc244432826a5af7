//! Parameter descriptions in the documentation of an operation: list items that start with a name, "- `emails`: of
//! these users only". The text of an item moves to its parameter.

use proc_macro2::Span;
use syn::Attribute;
use syn::spanned::Spanned as _;

use crate::doc_comment;
use crate::error::Errors;
use crate::model::{Argument, Body, Template};
use crate::names;
use crate::suggest;

/// The names that items may use: parameters, and arguments without documentation.
pub(super) struct Described<'a> {
    pub(super) parameters: Vec<&'a mut Argument>,
    pub(super) path: &'a Template,
    pub(super) body: Option<&'a Body>,
}

impl Described<'_> {
    /// Moves the items to their parameters, and returns the remaining documentation of the method.
    pub(super) fn take_items(&mut self, attributes: &[Attribute], errors: &mut Errors) -> Vec<Attribute> {
        let mut left: Vec<Attribute> = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        let (mut open, mut code) = (false, false);
        for attribute in attributes {
            // A block comment is one attribute of many lines, and stays whole.
            let Some(text) = doc_comment::text(attribute).filter(|text| !text.contains('\n')) else {
                left.push(attribute.clone());
                continue;
            };
            let line = text.strip_prefix(' ').unwrap_or(&text);
            let span = attribute.span();
            if let Some(item) = items.last_mut().filter(|_| open)
                && item.continues(line)
            {
                item.lines.push((line.strip_prefix("  ").unwrap_or(line).trim_end().to_owned(), span));
                continue;
            }
            // Without the list between them, two paragraphs would become one.
            if open && left.last().is_some_and(|last| !doc_comment::is_blank(last)) {
                left.push(doc_comment::line("", span));
            }
            open = false;
            code ^= line.trim_start().starts_with("```");
            if let Some((name, text)) = named_item(line).filter(|_| !code) {
                if let Some(index) = self.position(name) {
                    items.push(Item { index, span, lines: vec![(capitalized(text), span)] });
                    open = true;
                    continue;
                }
                if let Some(meant) = self.meant(name) {
                    errors.at(span, format!("no parameter is called `{name}` here: did you mean `{meant}`?"));
                }
            }
            // Around a removed list, two empty lines would remain.
            if doc_comment::is_blank(attribute) && left.last().is_none_or(doc_comment::is_blank) {
                continue;
            }
            left.push(attribute.clone());
        }
        if items.is_empty() {
            return attributes.to_vec();
        }
        let last = left.iter().rposition(doc_comment::is_text);
        if let Some(last) = last.filter(|last| left.get(*last).is_some_and(doc_comment::is_blank)) {
            left.remove(last);
        }
        self.distribute(items, errors);
        left
    }

    fn distribute(&mut self, items: Vec<Item>, errors: &mut Errors) {
        let mut described = Vec::new();
        for item in items {
            let Some(parameter) = self.parameters.get_mut(item.index) else { continue };
            let name = names::plain(&parameter.name);
            if described.contains(&item.index) {
                errors.at(item.span, format!("`{name}` is described above already: leave one out"));
            } else if parameter.attributes.iter().any(doc_comment::is_text) {
                errors.at(
                    parameter.name.span(),
                    format!("`{name}` is described here and in the list above: leave one out"),
                );
            } else {
                described.push(item.index);
                parameter.attributes.splice(0..0, item.attributes());
            }
        }
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.parameters.iter().position(|parameter| names::plain(&parameter.name) == name)
    }

    /// Returns the parameter that an unknown name probably means.
    fn meant(&self, name: &str) -> Option<String> {
        let placeholders = &self.path.placeholders;
        let is_argument = placeholders.iter().any(|placeholder| names::plain(&placeholder.name) == name)
            || self.body.and_then(Body::name) == Some(name);
        if is_argument {
            return None;
        }
        if let Some(parameter) = self.parameters.iter().find(|parameter| parameter.wire == name) {
            return Some(names::plain(&parameter.name));
        }
        let names: Vec<_> = self.parameters.iter().map(|parameter| names::plain(&parameter.name)).collect();
        suggest::closest(name, names.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// The description of one parameter.
struct Item {
    index: usize,
    span: Span,
    lines: Vec<(String, Span)>,
}

impl Item {
    /// Whether a line continues the item: text that follows directly, or any indented line.
    fn continues(&self, line: &str) -> bool {
        let follows = self.lines.last().is_some_and(|(line, _)| !line.is_empty());
        line.trim().is_empty() || line.starts_with("  ") || follows && !starts_block(line)
    }

    fn attributes(&self) -> Vec<Attribute> {
        let written = self.lines.iter().rposition(|(line, _)| !line.is_empty()).map_or(0, |last| last + 1);
        self.lines.iter().take(written).map(|(line, span)| doc_comment::line(line, *span)).collect()
    }
}

fn starts_block(line: &str) -> bool {
    marked(line).is_some() || line.starts_with(['#', '>', '|']) || line.starts_with("```")
}

fn marked(line: &str) -> Option<&str> {
    line.strip_prefix(['-', '*', '+'])?.strip_prefix(' ').map(str::trim_start)
}

/// Splits "- `name`: text" into the name and the text.
fn named_item(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = marked(line)?.strip_prefix('`')?.split_once('`')?;
    Some((name, rest.strip_prefix(':')?.trim()))
}

/// Capitalizes the first letter: text after a colon starts in lower case, a description does not.
fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

#[cfg(test)]
mod tests;
