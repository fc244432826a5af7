//! Breaks paragraphs into lines by the estimated width of their characters, because the browser's font is unknown
//! here.

use super::rich::{Paragraph, Rich, Style};

/// The indent of each nested list, as a share of the font size.
const INDENT: f64 = 1.4;

/// A part of a paragraph that fits into the box.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Line {
    /// The distance from the edge.
    pub(super) indent: f64,
    pub(super) characters: Vec<(char, Style)>,
}

/// Wraps a text into lines for a box of this width.
pub(super) fn wrap(text: &Rich, width: f64, size: f64) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in &text.0 {
        wrap_paragraph(paragraph, width, size, &mut lines);
    }
    lines
}

/// Returns the width of the longest word, including its indent.
pub(super) fn longest_word(text: &Rich, size: f64) -> f64 {
    let of_paragraph = |paragraph: &Paragraph| {
        let longest = words(&paragraph.characters).map(|word| width_of_all(word, size)).fold(0.0, f64::max);
        outer(paragraph, size) + width_of_all(&marker(paragraph), size) + longest
    };
    text.0.iter().map(of_paragraph).fold(0.0, f64::max)
}

pub(super) fn width_of(text: &str, size: f64) -> f64 {
    text.chars().map(share_of_size).sum::<f64>() * size
}

/// Returns the indent of an element in a nested list.
fn outer(paragraph: &Paragraph, size: f64) -> f64 {
    paragraph.level.saturating_sub(1).min(8) as f64 * INDENT * size
}

/// Returns the marker of a paragraph, followed by a space.
fn marker(paragraph: &Paragraph) -> Vec<(char, Style)> {
    let space = if paragraph.marker.is_empty() { None } else { Some(' ') };
    paragraph.marker.chars().chain(space).map(|character| (character, Style::default())).collect()
}

fn wrap_paragraph(paragraph: &Paragraph, width: f64, size: f64, lines: &mut Vec<Line>) {
    let mut line = Line { indent: outer(paragraph, size), characters: marker(paragraph) };
    // Later lines begin at the first word of the first line.
    let following = line.indent + width_of_all(&line.characters, size);
    let (mut count, mut taken) = (0, following);
    for word in words(&paragraph.characters) {
        let needed = width_of_all(word, size);
        let space = if count > 0 { width_of(" ", size) } else { 0.0 };
        if count > 0 && taken + space + needed > width {
            lines.push(std::mem::replace(&mut line, Line { indent: following, characters: Vec::new() }));
            (count, taken) = (0, following);
        } else if count > 0 {
            line.characters.push((' ', between(line.characters.last(), word.first())));
            taken += space;
        }
        let mut of_line = count;
        for &(character, style) in word {
            let needed = width_of_one((character, style), size);
            // A word that is wider than a line is broken, after at least one character.
            if taken + needed > width && of_line > count {
                lines.push(std::mem::replace(&mut line, Line { indent: following, characters: Vec::new() }));
                taken = following;
                of_line = count;
            }
            line.characters.push((character, style));
            taken += needed;
            of_line += 1;
        }
        count += 1;
    }
    lines.push(line);
}

fn words(characters: &[(char, Style)]) -> impl Iterator<Item = &[(char, Style)]> {
    characters.split(|(character, _)| character.is_whitespace()).filter(|word| !word.is_empty())
}

/// Returns the format of a space, that of the words around it: the underline of a link with two words is not
/// interrupted.
fn between(before: Option<&(char, Style)>, behind: Option<&(char, Style)>) -> Style {
    match (before, behind) {
        (Some((_, before)), Some((_, behind))) if before == behind => *before,
        _ => Style::default(),
    }
}

fn width_of_all(characters: &[(char, Style)], size: f64) -> f64 {
    characters.iter().map(|character| width_of_one(*character, size)).sum()
}

fn width_of_one((character, style): (char, Style), size: f64) -> f64 {
    let share = match style {
        Style { code: true, .. } if character < '\u{1100}' => 0.61,
        Style { bold: true, .. } => share_of_size(character) * 1.07,
        _ => share_of_size(character),
    };
    share * size
}

/// Returns the width of a character as a share of the font size, roughly as in Arial and similar fonts.
fn share_of_size(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.28,
        'I' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '•' => 0.34,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.88,
        'A'..='Z' => 0.7,
        // From here on, the characters of a script are about as wide as they are high.
        '\u{1100}'.. => 1.0,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::super::rich::Rich;
    use super::wrap;

    fn wrapped(html: &str, width: f64) -> Vec<String> {
        let lines = wrap(&Rich::of_html(html), width, 10.0);
        lines.iter().map(|line| line.characters.iter().map(|(character, _)| character).collect()).collect()
    }

    #[test]
    fn lines_break_between_words_and_within_long_ones() {
        assert_eq!(wrapped("one two three", 45.0), ["one two", "three"]);
        assert_eq!(wrapped("one\n\ntwo", 100.0), ["one", "", "two"]);
        assert_eq!(wrapped("abcdefghij", 30.0), ["abcde", "fghij"]);
        assert_eq!(wrapped("a", 0.0), ["a"], "at least one character per line");
        assert_eq!(wrapped("ab", 0.0), ["a", "b"]);
        assert!(wrapped("", 10.0).is_empty());
    }

    #[test]
    fn list_elements_have_a_hanging_indent() {
        let lines =
            wrap(&Rich::of_html("<ul><li>one twos<ul><li>three four</li></ul></li></ul>"), 47.0, 10.0);
        let texts: Vec<String> = lines
            .iter()
            .map(|line| line.characters.iter().map(|(character, _)| character).collect())
            .collect();
        assert_eq!(texts, ["• one", "twos", "• three", "four"]);
        assert_eq!(lines[0].indent, 0.0);
        assert!(
            lines[1].indent > 0.0 && lines[2].indent > lines[1].indent && lines[3].indent > lines[2].indent
        );
    }

    #[test]
    fn formatting_does_not_break_words() {
        assert_eq!(wrapped("one t<b>w</b>o three", 45.0), ["one two", "three"]);
        assert!(wrapped("<b>wwwwww wwww</b>", 94.0).len() > wrapped("wwwwww wwww", 94.0).len());
    }
}
