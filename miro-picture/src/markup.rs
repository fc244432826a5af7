//! SVG elements under construction. Names are constants of the program; every value and text is escaped here and
//! only here, so that nothing on a board can become markup.

use std::fmt::Write as _;

/// An element with its content.
#[derive(Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: String::new(), content: String::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Value) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        value.write(&mut self.attributes);
        self.attributes.push('"');
        self
    }

    pub(super) fn child(mut self, child: Element) -> Self {
        child.write(&mut self.content);
        self
    }

    pub(super) fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        children.into_iter().fold(self, Element::child)
    }

    pub(super) fn text(mut self, text: &str) -> Self {
        escape(text, &mut self.content);
        self
    }

    pub(super) fn write(&self, to: &mut String) {
        let Self { name, attributes, content } = self;
        // Writing to a string cannot fail.
        let _ = match content.is_empty() {
            true => write!(to, "<{name}{attributes}/>"),
            false => write!(to, "<{name}{attributes}>{content}</{name}>"),
        };
    }
}

/// A value of an attribute.
pub(super) trait Value {
    fn write(self, to: &mut String);
}

impl Value for f64 {
    fn write(self, to: &mut String) {
        to.push_str(&number(self));
    }
}

impl Value for usize {
    fn write(self, to: &mut String) {
        let _ = write!(to, "{self}");
    }
}

impl Value for &str {
    fn write(self, to: &mut String) {
        escape(self, to);
    }
}

impl Value for String {
    fn write(self, to: &mut String) {
        escape(&self, to);
    }
}

/// Formats a number with at most two decimal places.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Avoids a negative zero.
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

fn escape(text: &str, to: &mut String) {
    for character in text.chars() {
        match character {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '\'' => to.push_str("&#39;"),
            // XML does not allow these characters, and a parser that finds one shows nothing of the board.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => to.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, number};

    #[test]
    fn values_and_texts_are_escaped() {
        let element = Element::new("text").with("fill", "\"><script>").text("a < b & 'c'\0");
        let mut written = String::new();
        element.write(&mut written);
        assert_eq!(written, "<text fill=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; &#39;c&#39;</text>");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([1.0, 0.1 + 0.2, -0.001, -2.5].map(number), ["1", "0.3", "0", "-2.5"]);
    }
}
