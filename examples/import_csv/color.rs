//! The colors of sticky notes, by name.

use miro::model::StickyColor;

const COLORS: [StickyColor; 16] = [
    StickyColor::Gray,
    StickyColor::LightYellow,
    StickyColor::Yellow,
    StickyColor::Orange,
    StickyColor::LightGreen,
    StickyColor::Green,
    StickyColor::DarkGreen,
    StickyColor::Cyan,
    StickyColor::LightPink,
    StickyColor::Pink,
    StickyColor::Violet,
    StickyColor::Red,
    StickyColor::LightBlue,
    StickyColor::Blue,
    StickyColor::DarkBlue,
    StickyColor::Black,
];

/// Parses the name of a color, in any case and with spaces, `-` or `_` between the words.
pub fn parse(name: &str) -> Result<StickyColor, String> {
    let wanted = name.to_lowercase().replace([' ', '-'], "_");
    if let Some(color) = COLORS.iter().find(|color| color.as_str() == wanted) {
        return Ok(color.clone());
    }
    let nearest = COLORS
        .iter()
        .map(|color| (strsim::jaro_winkler(color.as_str(), &wanted), color.as_str()))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    let hint = nearest.map_or_else(String::new, |(_, color)| format!("; did you mean {color}"));
    let all = COLORS.each_ref().map(StickyColor::as_str).join(", ");
    Err(format!("no sticky note has the colour {name:?}{hint}; there are: {all}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_common_spellings() {
        for name in ["light_blue", "Light Blue", "LIGHT-BLUE"] {
            assert_eq!(parse(name), Ok(StickyColor::LightBlue));
        }
    }

    #[test]
    fn an_unknown_color_lists_the_valid_ones() {
        let error = parse("yelow").unwrap_err();
        assert!(
            error.contains("did you mean yellow") && error.ends_with("blue, dark_blue, black"),
            "{error}"
        );
        let error = parse("#ff0000").unwrap_err();
        assert!(!error.contains("did you mean"), "{error}");
    }
}
