//! Text within a box: broken into lines by the estimated width of its characters, since nothing here knows the
//! font that a browser takes.

use super::markup::Element;

const LINE_HEIGHT: f64 = 1.3;

/// Where the lines of a text are within its box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

impl Align {
    /// Miro's word for it; words it does not have are the middle.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "left" | "top" => Self::Start,
            "right" | "bottom" => Self::End,
            _ => Self::Middle,
        }
    }

    fn anchor(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }

    /// The share of the room that is left which comes before the text.
    fn share(self) -> f64 {
        match self {
            Self::Start => 0.0,
            Self::Middle => 0.5,
            Self::End => 1.0,
        }
    }
}

/// A text in its box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) size: f64,
    pub(super) align: Align,
    pub(super) vertical: Align,
    pub(super) color: &'a str,
    pub(super) bold: bool,
}

impl Text<'_> {
    /// The text; lines that do not fit are left out, and an ellipsis says so.
    pub(super) fn draw(&self) -> Element {
        let line_height = self.size * LINE_HEIGHT;
        let lines = wrap(self.text, self.width, self.size);
        let room = ((self.height / line_height + 0.05).floor() as usize).max(1);
        let shown = lines.len().min(room);
        let x = self.left + self.width * self.align.share();
        let free = self.height - shown as f64 * line_height;
        // The baseline is about this share of the line height below the top of a line.
        let first = self.top + free * self.vertical.share() + line_height * 0.76;
        let mut text = Element::new("text")
            .with("font-size", self.size)
            .with("fill", self.color)
            .with("text-anchor", self.align.anchor());
        if self.bold {
            text = text.with("font-weight", "600");
        }
        for (index, line) in lines.iter().take(shown).enumerate() {
            let cut = index + 1 == shown && shown < lines.len();
            let line = if cut { format!("{}…", line.trim_end()) } else { line.clone() };
            let y = first + index as f64 * line_height;
            text = text.child(Element::new("tspan").with("x", x).with("y", y).text(&line));
        }
        text
    }

    /// The same text as large as its box allows, between a smallest and a largest size.
    pub(super) fn fitted(self, smallest: f64, largest: f64) -> Self {
        let steps = 12;
        // Some fonts are wider than the estimate.
        let width = self.width * 0.93;
        let sizes =
            (0..=steps).map(|step| largest + (smallest - largest) * f64::from(step) / f64::from(steps));
        let fits = |size: &f64| {
            let longest_word = self.text.split_whitespace().map(|word| width_of(word, *size));
            longest_word.fold(0.0, f64::max) <= width
                && wrap(self.text, width, *size).len() as f64 * size * LINE_HEIGHT <= self.height
        };
        Self { size: sizes.clone().find(fits).unwrap_or(smallest), ..self }
    }
}

/// The lines of a text in a box of this width.
pub(super) fn wrap(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut line, mut taken) = (String::new(), 0.0);
        for word in paragraph.split_whitespace() {
            let needed = width_of(" ", size) + width_of(word, size);
            if !line.is_empty() && taken + needed <= width {
                line.push(' ');
                line.push_str(word);
                taken += needed;
                continue;
            }
            if !line.is_empty() {
                lines.push(line);
            }
            line = break_word(word, width, size, &mut lines);
            taken = width_of(&line, size);
        }
        lines.push(line);
    }
    lines
}

/// Breaks a word that is wider than a line; answers what is left of it.
fn break_word(word: &str, width: f64, size: f64, lines: &mut Vec<String>) -> String {
    let mut part = String::new();
    let mut taken = 0.0;
    for character in word.chars() {
        let needed = share_of_size(character) * size;
        if taken + needed > width && !part.is_empty() {
            lines.push(std::mem::take(&mut part));
            taken = 0.0;
        }
        part.push(character);
        taken += needed;
    }
    part
}

pub(super) fn width_of(text: &str, size: f64) -> f64 {
    text.chars().map(share_of_size).sum::<f64>() * size
}

/// How wide a character is, as a share of the font size: about what Arial and its like have.
fn share_of_size(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.28,
        'I' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 0.34,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.88,
        'A'..='Z' => 0.7,
        // From here on scripts are about as wide as they are high.
        '\u{1100}'.. => 1.0,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::{Align, Text, wrap};

    const TEXT: Text<'_> = Text {
        text: "",
        left: 0.0,
        top: 0.0,
        width: 100.0,
        height: 40.0,
        size: 10.0,
        align: Align::Start,
        vertical: Align::Start,
        color: "#000000",
        bold: false,
    };

    #[test]
    fn lines_break_between_words_and_only_if_need_be_within() {
        assert_eq!(wrap("one two three", 45.0, 10.0), ["one two", "three"]);
        assert_eq!(wrap("one\n\ntwo", 100.0, 10.0), ["one", "", "two"]);
        assert_eq!(wrap("abcdefghij", 30.0, 10.0), ["abcde", "fghij"]);
        assert_eq!(wrap("a", 0.0, 10.0), ["a"], "a character at least, however narrow");
        assert!(wrap("", 10.0, 10.0).is_empty());
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let mut drawn = String::new();
        Text { text: "one\ntwo\nthree\nfour", ..TEXT }.draw().write(&mut drawn);
        assert!(drawn.contains(">three…<") && !drawn.contains("four"), "{drawn}");
    }

    #[test]
    fn text_is_as_large_as_its_box_allows() {
        assert_eq!(Text { text: "a", ..TEXT }.fitted(6.0, 30.0).size, 30.0);
        let long = Text { text: &"word ".repeat(12), ..TEXT }.fitted(6.0, 30.0).size;
        assert!(long > 6.0 && long < 15.0, "{long}");
        assert_eq!(Text { text: &"word ".repeat(500), ..TEXT }.fitted(6.0, 30.0).size, 6.0);
    }
}
