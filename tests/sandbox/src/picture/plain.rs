//! Plain text out of the HTML that contents and titles may be.

/// Tags of formatted text. Whatever else looks like a tag is text: somebody wrote it.
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
/// Those behind which a new line begins.
const BLOCKS: &[&str] =
    &["blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "ul"];
const ENTITIES: &[(&str, char)] =
    &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];

/// More than this is not looked at: no box is large enough to show it.
const LONGEST: usize = 4_000;

/// The text without formatting, its lines told apart by line feeds.
pub(crate) fn plain(html: &str) -> String {
    let end = html.char_indices().nth(LONGEST).map_or(html.len(), |(end, _)| end);
    let mut rest = &html[..end];
    let mut text = String::with_capacity(rest.len());
    while let Some(character) = rest.chars().next() {
        if let Some((name, closing, behind)) = tag(rest) {
            if name == "li" && !closing {
                text.push_str("• ");
            } else if BLOCKS.contains(&name.as_str()) && (closing || name == "br") {
                text.push('\n');
            }
            rest = behind;
        } else if let Some((decoded, behind)) = entity(rest) {
            text.push(decoded);
            rest = behind;
        } else {
            text.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    text.trim_end().to_owned()
}

/// The known tag that the text begins with: its name, whether it closes, and what is behind it.
fn tag(text: &str) -> Option<(String, bool, &str)> {
    let inner = text.strip_prefix('<')?;
    let (inner, closing) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, attributes) = inner.split_at(length);
    let name = name.to_ascii_lowercase();
    // `<b:x>` or `<i-am>` are no tags of formatted text.
    let ends = attributes.starts_with(|next: char| next.is_ascii_whitespace() || matches!(next, '>' | '/'));
    if !ends || !TAGS.contains(&name.as_str()) {
        return None;
    }
    let (_, behind) = split_soon(attributes, '>', 1_000)?;
    Some((name, closing, behind))
}

/// The character that the entity at the beginning of the text stands for, and what is behind it.
fn entity(text: &str) -> Option<(char, &str)> {
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

/// What is before and behind the end, if that comes soon: otherwise a text of nothing but beginnings would be
/// searched to its end again and again.
fn split_soon(text: &str, end: char, soon: usize) -> Option<(&str, &str)> {
    let (before, _) = text.char_indices().take(soon).find(|(_, character)| *character == end)?;
    Some((&text[..before], &text[before + end.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, plain};

    #[test]
    fn formatting_goes_and_lines_stay() {
        assert_eq!(plain("<p>One <strong>two</strong></p><p>three<br>four</p>"), "One two\nthree\nfour");
        assert_eq!(plain("<ul><li>a</li><li>b</li></ul>"), "• a\n• b");
        assert_eq!(plain("<a href=\"https://example.com/?a=1\">link</a>"), "link");
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
    fn what_is_no_formatting_stays_text() {
        for text in ["<script>alert(1)</script>", "a < b > c", "<b", "<3", "<p-1>", "</>", "<svg onload=x>"] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn endless_text_is_cut() {
        assert_eq!(plain(&"é".repeat(LONGEST * 2)).chars().count(), LONGEST);
    }
}
