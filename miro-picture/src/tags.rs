//! Tags and entities of formatted text. Anything else that looks like a tag is plain text.

const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
];
/// Tags that begin on a new line.
pub(super) const BLOCKS: &[&str] =
    &["blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "ul"];
const ENTITIES: &[(&str, char)] =
    &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];

/// A known tag.
#[derive(Debug)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: String,
    pub(super) closes: bool,
}

/// Returns the known tag at the beginning of the text, and the text after it.
pub(super) fn tag(text: &str) -> Option<(Tag, &str)> {
    let inner = text.strip_prefix('<')?;
    let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, attributes) = inner.split_at(length);
    let name = name.to_ascii_lowercase();
    // `<b:x>` and `<i-am>` are not tags of formatted text.
    let ends = attributes.starts_with(|next: char| next.is_ascii_whitespace() || matches!(next, '>' | '/'));
    if !ends || !TAGS.contains(&name.as_str()) {
        return None;
    }
    let (_, behind) = split_soon(attributes, '>', 1_000)?;
    Some((Tag { name, closes }, behind))
}

/// Returns the character of the entity at the beginning of the text, and the text after it.
pub(super) fn entity(text: &str) -> Option<(char, &str)> {
    let (name, behind) = split_soon(text.strip_prefix('&')?, ';', 12)?;
    let decoded = match name.strip_prefix('#') {
        None => ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)?,
        Some(code) => {
            let code = match code.strip_prefix(['x', 'X']) {
                Some(code) => u32::from_str_radix(code, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((decoded, behind))
}

/// Splits at the end character if it comes soon: otherwise a text full of beginnings would be searched to its end
/// again and again.
fn split_soon(text: &str, end: char, soon: usize) -> Option<(&str, &str)> {
    let (before, _) = text.char_indices().take(soon).find(|(_, character)| *character == end)?;
    Some((&text[..before], &text[before + end.len_utf8()..]))
}
