//! Colors: the named ones of sticky notes and tags, and hexadecimal ones.

/// The colors of Miro's palette for the names of sticky notes.
pub(super) const STICKY_NOTES: &[(&str, &str)] = &[
    ("gray", "#f5f6f8"),
    ("light_yellow", "#fff9b1"),
    ("yellow", "#f5d128"),
    ("orange", "#ff9d48"),
    ("light_green", "#d5f692"),
    ("green", "#d0e17a"),
    ("dark_green", "#93d275"),
    ("cyan", "#67c6c0"),
    ("light_pink", "#ffcee0"),
    ("pink", "#ea94bb"),
    ("violet", "#b384bb"),
    ("red", "#f16c7f"),
    ("light_blue", "#a6ccf5"),
    ("blue", "#23bfe7"),
    ("dark_blue", "#7b92ff"),
    ("black", "#000000"),
];

const TAGS: &[(&str, &str)] = &[
    ("red", "#f24726"),
    ("light_green", "#cee741"),
    ("cyan", "#12cdd4"),
    ("yellow", "#fef445"),
    ("magenta", "#da0063"),
    ("green", "#8fd14f"),
    ("blue", "#2d9bf0"),
    ("gray", "#808080"),
    ("violet", "#652cb3"),
    ("dark_green", "#0ca789"),
    ("dark_blue", "#414bb2"),
    ("black", "#1a1a1a"),
];

/// The colors of text on a light and on a dark background.
pub(super) const INK: &str = "#1a1a1a";
pub(super) const PAPER: &str = "#ffffff";
/// The color of links on a light background.
pub(super) const LINK: &str = "#2a4bd7";

/// Returns the color of a sticky note; gray for an unknown name.
pub(super) fn of_sticky_note(name: &str) -> &'static str {
    named(STICKY_NOTES, name).unwrap_or("#e6e6e6")
}

/// Returns the color of a tag.
pub(super) fn of_tag(name: &str) -> &'static str {
    named(TAGS, name).unwrap_or("#808080")
}

fn named(palette: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    palette.iter().find(|(known, _)| *known == name).map(|(_, color)| *color)
}

/// Returns the text if it is a hexadecimal color with three, four, six or eight digits, and the default otherwise.
pub(super) fn hex<'a>(text: &'a str, default: &'a str) -> &'a str {
    let digits = text.strip_prefix('#').unwrap_or_default();
    let is_color =
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_color { text } else { default }
}

/// Returns the text color that is readable on this background.
pub(super) fn readable_on(background: &str) -> &'static str {
    let channel = |index| channel(background, index);
    let brightness = 0.299 * channel(0) + 0.587 * channel(1) + 0.114 * channel(2);
    if brightness < 128.0 { PAPER } else { INK }
}

/// Returns the red, green or blue of a hexadecimal color, from 0 to 255.
pub(super) fn channel(color: &str, index: usize) -> f64 {
    let digits = color.strip_prefix('#').unwrap_or_default();
    let pair = match digits.len() {
        3 | 4 => digits.get(index..=index).map(|digit| digit.repeat(2)),
        _ => digits.get(index * 2..index * 2 + 2).map(str::to_owned),
    };
    pair.and_then(|pair| u8::from_str_radix(&pair, 16).ok()).map_or(255.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::{INK, PAPER, hex, of_sticky_note, readable_on};

    #[test]
    fn only_hexadecimal_colors_are_accepted() {
        assert_eq!(hex("#a1b2c3", "#000000"), "#a1b2c3");
        assert_eq!(hex("#ffffffff", "#000000"), "#ffffffff");
        for hostile in ["red", "#12", "#1234567", "#gggggg", "\"><script>", "#12\u{e9}4", ""] {
            assert_eq!(hex(hostile, "#000000"), "#000000", "{hostile}");
        }
    }

    #[test]
    fn text_is_readable_on_its_background() {
        assert_eq!(readable_on(of_sticky_note("light_yellow")), INK);
        assert_eq!(readable_on(of_sticky_note("black")), PAPER);
        assert_eq!(readable_on("#fff"), INK);
    }
}
