//! Text within a box.

use super::color::LINK;
use super::dark;
use super::lines::{Line, longest_word, wrap};
use super::markup::Element;
use super::rich::{Rich, Style};

const CODE_FONTS: &str = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const LINE_HEIGHT: f64 = 1.3;

/// The position of lines in their box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

impl Align {
    /// Converts Miro's word; unknown words mean the middle.
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

    /// Returns the share of the free room that comes before the text.
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
    pub(super) text: &'a Rich,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) size: f64,
    pub(super) align: Align,
    pub(super) vertical: Align,
    pub(super) color: &'a str,
    pub(super) bold: bool,
    /// Whether only the canvas is behind it, which may be dark.
    pub(super) on_canvas: bool,
}

impl Text<'_> {
    /// Draws the text. Lines that do not fit are left out, and an ellipsis marks that.
    pub(super) fn draw(&self) -> Element {
        let line_height = self.size * LINE_HEIGHT;
        let lines = wrap(self.text, self.width, self.size);
        let room = ((self.height / line_height + 0.05).floor() as usize).max(1);
        let shown = lines.len().min(room);
        let x = self.left + self.width * self.align.share();
        let free = self.height - shown as f64 * line_height;
        // The baseline is about this share of the line height below the top of a line.
        let first = self.top + free * self.vertical.share() + line_height * 0.76;
        let text = Element::new("text").with("font-size", self.size).with("text-anchor", self.align.anchor());
        let mut text = self.colored(text, self.color);
        if self.bold {
            text = text.with("font-weight", "600");
        }
        for (index, line) in lines.iter().take(shown).enumerate() {
            // Only text that begins at the edge can be indented.
            let indent = if self.align == Align::Start { line.indent } else { 0.0 };
            let y = first + index as f64 * line_height;
            let drawn = Element::new("tspan").with("x", x + indent).with("y", y);
            text = text.child(self.runs(line, drawn, index + 1 == shown && shown < lines.len()));
        }
        text
    }

    /// Draws a line with the format of each of its pieces.
    fn runs(&self, line: &Line, mut drawn: Element, is_cut: bool) -> Element {
        for run in line.characters.chunk_by(|(_, one), (_, other)| one == other) {
            let text: String = run.iter().map(|(character, _)| character).collect();
            match run.first().map(|(_, style)| *style).unwrap_or_default() {
                style if style == Style::default() => drawn = drawn.text(&text),
                style => drawn = drawn.child(self.formatted(style).text(&text)),
            }
        }
        if is_cut { drawn.text("…") } else { drawn }
    }

    fn formatted(&self, style: Style) -> Element {
        let mut run = Element::new("tspan");
        if style.bold {
            run = run.with("font-weight", "700");
        }
        if style.italic {
            run = run.with("font-style", "italic");
        }
        if style.code {
            run = run.with("font-family", CODE_FONTS);
        }
        // On a dark background a dark blue is unreadable, and the underline is enough.
        if style.link && super::color::readable_on(self.color) == super::color::PAPER {
            run = self.colored(run, LINK);
        }
        let lines = [(style.underlined || style.link, "underline"), (style.struck, "line-through")];
        let lines: Vec<&str> = lines.into_iter().filter_map(|(is_so, line)| is_so.then_some(line)).collect();
        if lines.is_empty() { run } else { run.with("text-decoration", lines.join(" ")) }
    }

    fn colored(&self, element: Element, color: &str) -> Element {
        if self.on_canvas { dark::filled(element, color) } else { element.with("fill", color) }
    }

    /// Returns the text in the largest size that fits its box, within these bounds.
    pub(super) fn fitted(self, smallest: f64, largest: f64) -> Self {
        let steps = 12;
        // Some fonts are wider than the estimate.
        let width = self.width * 0.93;
        let sizes =
            (0..=steps).map(|step| largest + (smallest - largest) * f64::from(step) / f64::from(steps));
        let fits = |size: &f64| {
            longest_word(self.text, *size) <= width
                && wrap(self.text, width, *size).len() as f64 * size * LINE_HEIGHT <= self.height
        };
        Self { size: sizes.clone().find(fits).unwrap_or(smallest), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Align, Text};
    use crate::rich::Rich;

    fn text(text: &Rich) -> Text<'_> {
        Text {
            text,
            left: 0.0,
            top: 0.0,
            width: 100.0,
            height: 40.0,
            size: 10.0,
            align: Align::Start,
            vertical: Align::Start,
            color: "#000000",
            bold: false,
            on_canvas: false,
        }
    }

    #[test]
    fn lines_that_do_not_fit_are_left_out() {
        let mut drawn = String::new();
        text(&Rich::of_text("one\ntwo\nthree\nfour")).draw().write(&mut drawn);
        assert!(drawn.contains(">three…<") && !drawn.contains("four"), "{drawn}");
    }

    #[test]
    fn formatting_is_drawn() {
        let mut drawn = String::new();
        text(&Rich::of_html("a <b>b</b> <i><u>c</u></i> <a href=\"javascript:x\">d e</a>"))
            .draw()
            .write(&mut drawn);
        for part in [
            ">a <tspan font-weight=\"700\">b</tspan> ",
            "<tspan font-style=\"italic\" text-decoration=\"underline\">c</tspan>",
            "<tspan fill=\"#2a4bd7\" text-decoration=\"underline\">d e</tspan></tspan>",
        ] {
            assert!(drawn.contains(part), "{part} in {drawn}");
        }
        assert!(!drawn.contains("javascript"), "{drawn}");
    }

    #[test]
    fn text_is_as_large_as_its_box_allows() {
        assert_eq!(text(&Rich::of_text("a")).fitted(6.0, 30.0).size, 30.0);
        let long = text(&Rich::of_text(&"word ".repeat(12))).fitted(6.0, 30.0).size;
        assert!(long > 6.0 && long < 15.0, "{long}");
        assert_eq!(text(&Rich::of_text(&"word ".repeat(500))).fitted(6.0, 30.0).size, 6.0);
    }
}
