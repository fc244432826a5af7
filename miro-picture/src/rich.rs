//! Formatted text: the paragraphs of the HTML in contents and titles.

use std::fmt::{self, Display, Formatter};

use super::tags::{self, Tag};

/// The maximum number of characters that are read: no box is large enough to show more.
const MAX_CHARS: usize = 4_000;

/// The format of some characters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Style {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) underlined: bool,
    pub(super) struck: bool,
    pub(super) link: bool,
    pub(super) code: bool,
}

/// A line of text, before it is wrapped.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Paragraph {
    /// The marker before an element of a list.
    pub(super) marker: String,
    /// The number of lists around it.
    pub(super) level: usize,
    pub(super) characters: Vec<(char, Style)>,
}

/// A text with its formatting.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rich(pub(super) Vec<Paragraph>);

/// Returns formatted content as plain text, one line per paragraph.
///
/// ```
/// assert_eq!(miro_picture::plain("<p>Ship <b>it</b> &amp; rest</p>"), "Ship it & rest");
/// ```
#[must_use]
pub fn plain(html: &str) -> String {
    Rich::of_html(html).to_string()
}

impl Rich {
    pub(super) fn of_html(html: &str) -> Self {
        let end = html.char_indices().nth(MAX_CHARS).map_or(html.len(), |(end, _)| end);
        let mut rest = &html[..end];
        let mut reader = Reader::default();
        while let Some(character) = rest.chars().next() {
            if let Some((tag, behind)) = tags::tag(rest) {
                reader.tag(&tag);
                rest = behind;
            } else if let Some((decoded, behind)) = tags::entity(rest) {
                reader.character(decoded);
                rest = behind;
            } else {
                reader.character(character);
                rest = &rest[character.len_utf8()..];
            }
        }
        reader.end()
    }

    /// Creates a text without formatting, whatever characters it has.
    pub(super) fn of_text(text: &str) -> Self {
        let mut reader = Reader::default();
        text.chars().take(MAX_CHARS).for_each(|character| reader.character(character));
        reader.end()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns this text, or the default if it is empty.
    pub(super) fn or(self, words: &str) -> Self {
        if self.is_empty() { Self::of_text(words) } else { self }
    }
}

impl Display for Rich {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (index, paragraph) in self.0.iter().enumerate() {
            let before = if index > 0 { "\n" } else { "" };
            let space = if paragraph.marker.is_empty() { "" } else { " " };
            write!(formatter, "{before}{}{space}", paragraph.marker)?;
            let mut characters = paragraph.characters.iter();
            characters.try_for_each(|(character, _)| write!(formatter, "{character}"))?;
        }
        Ok(())
    }
}

/// The state of reading: the finished paragraphs, and the open line, tags and lists.
#[derive(Debug, Default)]
struct Reader {
    done: Vec<Paragraph>,
    line: Paragraph,
    /// How often each formatting tag is open.
    open: [usize; FORMATS.len()],
    /// The open lists: the number of the next element if a list is numbered.
    lists: Vec<Option<usize>>,
    /// Whether a block has begun, which is a line even if it is empty.
    begun: bool,
}

/// Tags with the same formatting, and their effect.
type Format = (&'static [&'static str], fn(&mut Style));

/// The formatting tags.
const FORMATS: &[Format] = &[
    (&["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"], |style| style.bold = true),
    (&["i", "em"], |style| style.italic = true),
    (&["u"], |style| style.underlined = true),
    (&["s", "strike"], |style| style.struck = true),
    (&["a"], |style| style.link = true),
    (&["code", "pre"], |style| style.code = true),
];

impl Reader {
    fn character(&mut self, character: char) {
        if character == '\n' {
            return self.end_line();
        }
        let mut style = Style::default();
        for ((_, set), _) in FORMATS.iter().zip(self.open).filter(|(_, open)| *open > 0) {
            set(&mut style);
        }
        self.line.characters.push((character, style));
    }

    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        for ((names, _), open) in FORMATS.iter().zip(&mut self.open) {
            if names.contains(&name) {
                *open = if tag.closes { open.saturating_sub(1) } else { *open + 1 };
            }
        }
        match name {
            "br" => self.end_line(),
            _ if !tags::BLOCKS.contains(&name) => {}
            _ if tag.closes => {
                if self.begun || self.has_content() {
                    self.end_line();
                }
                if matches!(name, "ul" | "ol") {
                    self.lists.pop();
                }
            }
            _ => {
                if self.has_content() {
                    self.end_line();
                }
                match name {
                    "ul" => self.lists.push(None),
                    "ol" => self.lists.push(Some(1)),
                    "li" => self.begin_element(),
                    _ => self.begun = true,
                }
            }
        }
    }

    fn begin_element(&mut self) {
        self.line.marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
            _ => "•".to_owned(),
        };
        self.line.level = self.lists.len().max(1);
        self.begun = true;
    }

    /// Whether the line has content. The marker of an element does not count: a paragraph in it goes beside the
    /// marker.
    fn has_content(&self) -> bool {
        !self.line.characters.is_empty()
    }

    fn end_line(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.begun = false;
    }

    /// Returns all paragraphs, without blanks at the end.
    fn end(mut self) -> Rich {
        self.end_line();
        while let Some(last) = self.done.last_mut() {
            while last.characters.pop_if(|(character, _)| character.is_whitespace()).is_some() {}
            if !last.characters.is_empty() || !last.marker.is_empty() {
                break;
            }
            self.done.pop();
        }
        Rich(self.done)
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHARS, Rich, Style, plain};

    #[test]
    fn plain_text_keeps_lines_without_formatting() {
        assert_eq!(plain("<p>One <strong>two</strong></p><p>three<br>four</p>"), "One two\nthree\nfour");
        assert_eq!(plain("<ul><li>a</li><li>b</li></ul>"), "• a\n• b");
        assert_eq!(plain("<a href=\"https://example.com/?a=1\">link</a>"), "link");
        assert_eq!(plain("<p>a</p><p><br></p><p></p><div><p>b</p></div>c"), "a\n\n\nb\nc");
    }

    #[test]
    fn lists_are_numbered_and_nested() {
        let html = "before<ol><li>a<ul><li><p>b</p></li></ul></li><li>c</li></ol><ul><li>d</li></ul>after";
        assert_eq!(plain(html), "before\n1. a\n• b\n2. c\n• d\nafter");
        let levels: Vec<usize> = Rich::of_html(html).0.iter().map(|paragraph| paragraph.level).collect();
        assert_eq!(levels, [0, 1, 2, 1, 1, 0]);
    }

    #[test]
    fn every_character_has_its_style() {
        let rich = Rich::of_html(
            "<p>a<b>b<i>c</b>d</i><u>e</u><s>f</s><a href='x'>g</a><code>h</code></p></b></i>i",
        );
        let styles: Vec<Style> = rich
            .0
            .iter()
            .flat_map(|paragraph| paragraph.characters.iter().map(|(_, style)| *style))
            .collect();
        let none = Style::default();
        let (bold, italic) = (Style { bold: true, ..none }, Style { italic: true, ..none });
        let expected = [
            none,
            bold,
            Style { italic: true, ..bold },
            italic,
            Style { underlined: true, ..none },
            Style { struck: true, ..none },
            Style { link: true, ..none },
            Style { code: true, ..none },
            none,
        ];
        assert_eq!(styles, expected);
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(
            plain("a &lt;b&gt; &amp;lt; &#39;c&#x27; &nbsp;|&unknown; & ;"),
            "a <b> &lt; 'c'  |&unknown; & ;"
        );
        assert_eq!(plain("&#0;&#xD800;&#99999999999;"), "\0&#xD800;&#99999999999;");
    }

    #[test]
    fn unknown_tags_stay_text() {
        for text in ["<script>alert(1)</script>", "a < b > c", "<b", "<3", "<p-1>", "</>", "<svg onload=x>"] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(Rich::of_text("<b>a</b>\n<p>").to_string(), "<b>a</b>\n<p>");
    }

    #[test]
    fn overlong_text_is_cut() {
        assert_eq!(plain(&"é".repeat(MAX_CHARS * 2)).chars().count(), MAX_CHARS);
    }
}
