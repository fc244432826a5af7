//! Names of users, teams and boards: others choose them, and they may be of any length, in any direction, and invisible.

use maud::{Markup, html};

/// In characters. Miro's own limit for the name of a board is 60.
const LONGEST_NAME: usize = 80;

/// A name for display; none if nothing of it can be seen.
///
/// `bdi` keeps what it does to the direction of text to itself; the style sheet breaks it wherever it has to be broken.
pub(super) fn name(name: Option<&str>) -> Option<Markup> {
    let name: String = name?.chars().filter(|character| !changes_direction(*character)).collect();
    let name = name.trim();
    if !name.chars().any(is_visible) {
        return None;
    }
    let mut characters = name.chars();
    let mut shown: String = characters.by_ref().take(LONGEST_NAME).collect();
    // The rest may be invisible as well.
    if characters.any(is_visible) {
        shown.push('…');
    }
    Some(html! { bdi { (shown) } })
}

/// What begins or ends an embedding, an override or an isolate. One without its other half would reach beyond the name,
/// also beyond `bdi`, which is an isolate itself.
fn changes_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Not spaces, controls, and what Unicode ignores when it displays a text.
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
    fn what_cannot_be_seen_is_no_name() {
        for invisible in ["", " \n", "\u{200b}\u{200d}\u{feff}", "\u{202e}", "\u{2060}\u{ad}", "\u{3164}"] {
            assert_eq!(shown(invisible), None, "{invisible:?}");
        }
        assert!(name(None).is_none());
    }

    #[test]
    fn the_direction_of_a_name_stays_in_it() {
        for odd in
            ["\u{202e}a b", "a\u{2066} b", "a\u{2069} b\u{202c}", "\u{202a}\u{2067}a\u{2068} b\u{202d}"]
        {
            assert_eq!(shown(odd).unwrap(), "<bdi>a b</bdi>", "{odd:?}");
        }
        // What is written from right to left is, and its marks stay.
        assert_eq!(shown("א\u{200f}!").unwrap(), "<bdi>א\u{200f}!</bdi>");
    }

    #[test]
    fn long_names_are_cut_and_said_to_be() {
        let longest = "ä".repeat(LONGEST_NAME);
        assert_eq!(shown(&longest).unwrap(), format!("<bdi>{longest}</bdi>"));
        assert_eq!(shown(&format!("{longest} \u{200b}")).unwrap(), format!("<bdi>{longest}</bdi>"));
        assert_eq!(shown(&format!("{longest}x")).unwrap(), format!("<bdi>{longest}…</bdi>"));
    }
}
