//! Parameters that are described in the documentation of their operation: items of a list that start with a name,
//! "- `emails`: of these users only". What an item says goes to its parameter.

use proc_macro2::Span;
use syn::Attribute;
use syn::spanned::Spanned as _;

use crate::doc_comment;
use crate::error::Errors;
use crate::model::{Argument, Body, Template};
use crate::names;
use crate::suggest;

/// What the items may name: parameters, and arguments that have no documentation of their own.
pub(super) struct Described<'a> {
    pub(super) parameters: Vec<&'a mut Argument>,
    pub(super) path: &'a Template,
    pub(super) body: Option<&'a Body>,
}

impl Described<'_> {
    /// Hands out the items, and gives back what is left for the method.
    pub(super) fn take_items(&mut self, attributes: &[Attribute], errors: &mut Errors) -> Vec<Attribute> {
        let mut left: Vec<Attribute> = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        let (mut open, mut code) = (false, false);
        for attribute in attributes {
            // A block comment is many lines in one attribute: those stay whole.
            let Some(text) = doc_comment::text(attribute).filter(|text| !text.contains('\n')) else {
                left.push(attribute.clone());
                continue;
            };
            let line = text.strip_prefix(' ').unwrap_or(&text);
            let span = attribute.span();
            if let Some(item) = items.last_mut().filter(|_| open)
                && item.goes_on(line)
            {
                item.lines.push((line.strip_prefix("  ").unwrap_or(line).trim_end().to_owned(), span));
                continue;
            }
            // Without the list between them, two paragraphs would be one.
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
            // Where a list has left, the empty lines around it would be two.
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
        self.hand_out(items, errors);
        left
    }

    fn hand_out(&mut self, items: Vec<Item>, errors: &mut Errors) {
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

    /// The parameter that was probably meant by a name that nothing has.
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

/// What is said of one parameter.
struct Item {
    index: usize,
    span: Span,
    lines: Vec<(String, Span)>,
}

impl Item {
    /// Whether a line continues it: text that follows at once, or anything that is indented.
    fn goes_on(&self, line: &str) -> bool {
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

/// "- `name`: text": the name, and the text.
fn named_item(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = marked(line)?.strip_prefix('`')?.split_once('`')?;
    Some((name, rest.strip_prefix(':')?.trim()))
}

/// What follows a colon begins in lower case; what stands alone does not.
fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

#[cfg(test)]
mod tests;
