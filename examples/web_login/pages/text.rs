//! Untrusted names of users, teams and boards, which may have any length, any direction, and invisible characters.

use maud::{Markup, html};

/// The maximum length, in characters. Miro's limit for the name of a board is 60.
const MAX_NAME_CHARS: usize = 80;

/// Renders a name, or returns `None` if no character is visible.
///
/// `bdi` isolates its text direction; the style sheet allows line breaks anywhere.
pub(super) fn name(name: Option<&str>) -> Option<Markup> {
    let name: String = name?.chars().filter(|character| !changes_direction(*character)).collect();
    let name = name.trim();
    if !name.chars().any(is_visible) {
        return None;
    }
    let mut characters = name.chars();
    let mut shown: String = characters.by_ref().take(MAX_NAME_CHARS).collect();
    // The rest may also be invisible.
    if characters.any(is_visible) {
        shown.push('…');
    }
    Some(html! { bdi { (shown) } })
}

/// Whether a character begins or ends an embedding, an override or an isolate. An unmatched one would affect text outside of
/// the name, even outside of `bdi`, which is itself an isolate.
fn changes_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is visible: not whitespace, a control, or ignorable in display according to Unicode.
fn is_visible(character: char) -> bool {
    !character.is_whitespace()
        && !character.is_control()
        && !matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fff8}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        name(Some(text)).map(Markup::into_string)
    }

    #[test]
    fn invisible_names_are_not_shown() {
        for invisible in ["", " \n", "\u{200b}\u{200d}\u{feff}", "\u{202e}", "\u{2060}\u{ad}", "\u{3164}"] {
            assert_eq!(shown(invisible), None, "{invisible:?}");
        }
        assert!(name(None).is_none());
    }

    #[test]
    fn isolates_the_text_direction_of_names() {
        for odd in
            ["\u{202e}a b", "a\u{2066} b", "a\u{2069} b\u{202c}", "\u{202a}\u{2067}a\u{2068} b\u{202d}"]
        {
            assert_eq!(shown(odd).unwrap(), "<bdi>a b</bdi>", "{odd:?}");
        }
        // Right-to-left text and its marks stay.
        assert_eq!(shown("א\u{200f}!").unwrap(), "<bdi>א\u{200f}!</bdi>");
    }

    #[test]
    fn truncates_long_names_visibly() {
        let longest = "ä".repeat(MAX_NAME_CHARS);
        assert_eq!(shown(&longest).unwrap(), format!("<bdi>{longest}</bdi>"));
        assert_eq!(shown(&format!("{longest} \u{200b}")).unwrap(), format!("<bdi>{longest}</bdi>"));
        assert_eq!(shown(&format!("{longest}x")).unwrap(), format!("<bdi>{longest}…</bdi>"));
    }
}
