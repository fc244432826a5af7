//! Finds secrets in forms that no list has: in part, escaped several times, or escaped character by character.

use std::collections::HashSet;
use std::ops::Range;

use secrecy::zeroize::Zeroizing;

/// A part of a secret with this many characters does not occur in another word by chance.
const PART: usize = 12;

/// Servers were seen to escape twice.
const ROUNDS: usize = 3;

/// A character, and the bytes that represent it in the text.
#[derive(Clone)]
struct Piece {
    character: char,
    place: Range<usize>,
}

/// Returns the places in a text that have one of these secrets, or [`PART`] characters of one, in any escaped
/// form.
///
/// They are in order and do not overlap.
pub(super) fn places(text: &str, secrets: &[Zeroizing<Vec<char>>]) -> Vec<Range<usize>> {
    let mut parts: Vec<(usize, HashSet<&[char]>)> = Vec::new();
    for secret in secrets {
        let length = secret.len().min(PART);
        let windows = secret.windows(length.max(1));
        match parts.iter_mut().find(|(known, _)| *known == length) {
            Some((_, known)) => known.extend(windows),
            None => parts.push((length, windows.collect())),
        }
    }
    let mut pieces: Vec<Piece> = text
        .char_indices()
        .map(|(start, character)| Piece {
            character,
            place: start..start.saturating_add(character.len_utf8()),
        })
        .collect();
    let mut places = Vec::new();
    for _ in 0..=ROUNDS {
        find(&pieces, &parts, &mut places);
        let unescaped = unescaped(&pieces);
        if unescaped.len() == pieces.len() {
            break;
        }
        pieces = unescaped;
    }
    merged(places)
}

fn find(pieces: &[Piece], parts: &[(usize, HashSet<&[char]>)], places: &mut Vec<Range<usize>>) {
    let characters: Vec<char> = pieces.iter().map(|piece| piece.character).collect();
    for (length, known) in parts.iter().filter(|(length, _)| *length > 0) {
        for (start, window) in characters.windows(*length).enumerate() {
            let last = start.saturating_add(length.saturating_sub(1));
            if known.contains(window)
                && let (Some(first), Some(last)) = (pieces.get(start), pieces.get(last))
            {
                places.push(first.place.start..last.place.end);
            }
        }
    }
}

fn merged(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| place.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}

/// Replaces each escape by its character, once.
fn unescaped(pieces: &[Piece]) -> Vec<Piece> {
    let mut unescaped = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    while let Some((piece, behind)) = rest.split_first() {
        match escape(rest) {
            Some((character, length)) => {
                let (escape, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                let end = escape.last().map_or(piece.place.end, |last| last.place.end);
                unescaped.push(Piece { character, place: piece.place.start..end });
                rest = behind;
            }
            None => {
                unescaped.push(piece.clone());
                rest = behind;
            }
        }
    }
    unescaped
}

/// Returns the character of the escape at the beginning, and the length of the escape: of URLs, JSON and HTML.
fn escape(pieces: &[Piece]) -> Option<(char, usize)> {
    let text = |range: Range<usize>| -> Option<String> {
        Some(pieces.get(range)?.iter().map(|piece| piece.character).collect())
    };
    let hexadecimal = |range: Range<usize>| char::from_u32(u32::from_str_radix(&text(range)?, 16).ok()?);
    match pieces.first()?.character {
        '%' => Some((hexadecimal(1..3).filter(char::is_ascii)?, 3)),
        '\\' => match pieces.get(1)?.character {
            'u' => Some((hexadecimal(2..6)?, 6)),
            'x' => Some((hexadecimal(2..4)?, 4)),
            escaped @ ('/' | '"' | '\\' | '\'') => Some((escaped, 2)),
            _ => None,
        },
        '&' => {
            let length = pieces.iter().take(10).position(|piece| piece.character == ';')?;
            let name = text(1..length)?;
            let character = match name.strip_prefix('#') {
                Some(number) => {
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(digits) => u32::from_str_radix(digits, 16),
                        None => number.parse(),
                    };
                    char::from_u32(code.ok()?)?
                }
                None => match name.as_str() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => return None,
                },
            };
            Some((character, length.saturating_add(1)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "tokSECRET+val/ue~abcxyz0123456789=";

    fn shown(text: &str) -> String {
        let secrets = [SECRET, "short1"].map(|secret| Zeroizing::new(secret.chars().collect()));
        let mut shown = text.to_owned();
        for place in places(text, &secrets).into_iter().rev() {
            shown.replace_range(place, "*");
        }
        shown
    }

    #[test]
    fn finds_parts_of_a_secret() {
        for length in PART..SECRET.len() {
            for start in 0..=SECRET.len() - length {
                let part = SECRET.get(start..start + length).unwrap();
                assert_eq!(shown(&format!("token {part} is bad")), "token * is bad");
            }
        }
        assert_eq!(shown("tokSECRET+v is short"), "tokSECRET+v is short");
        assert_eq!(shown("short1, short"), "*, short");
    }

    #[test]
    fn finds_escaped_secrets_and_those_escaped_twice() {
        let each = |escape: &dyn Fn(char) -> String| SECRET.chars().map(escape).collect::<String>();
        let percent = each(&|character| format!("%{:02X}", u32::from(character)));
        let lower = each(&|character| format!("%{:02x}", u32::from(character)));
        let twice = percent.replace('%', "%25");
        let json = each(&|character| format!("\\u{:04x}", u32::from(character)));
        let html = each(&|character| format!("&#x{:X};", u32::from(character)));
        let decimal = each(&|character| format!("&#{};", u32::from(character)));
        let slashes = SECRET.replace('/', "\\/").replace('+', "\\u002b");
        for form in [percent, lower, twice, json, html, decimal, slashes] {
            assert_eq!(shown(&format!("a {form} b")), "a * b", "{form}");
        }
    }

    #[test]
    fn other_text_is_kept() {
        for text in
            ["", "50 % of \\users &amp; more, \\u12", "&#xffffffff;", "&nothing;", "tokSECRET tokSECRET"]
        {
            assert_eq!(shown(text), text);
        }
    }
}
