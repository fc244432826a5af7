use std::borrow::Cow;
use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::wire;

/// Everything except RFC 3986's unreserved characters, so that any id stays one segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One segment of a path, or the reason why a value cannot be one.
pub(crate) type Segment = Result<String, Cow<'static, str>>;

/// Percent-encodes the value of one placeholder as one path segment.
///
/// # Errors
/// Refuses values that cannot be a segment: empty ones, and the dot segments, which every URL library resolves
/// (encoded or not) before it sends. Refuses values that Miro does not accept as well.
pub(crate) fn encode_segment(value: &dyn Display) -> Segment {
    let (text, problem) = wire::watch(|| value.to_string());
    if let Some(problem) = problem {
        return Err(problem.into());
    }
    match text.as_str() {
        "" => Err("is empty".into()),
        "." | ".." => Err("is a dot segment, which would change the path".into()),
        _ => Ok(utf8_percent_encode(&text, SEGMENT).to_string()),
    }
}

/// Whether a path has a segment that URL libraries resolve, `.` or `..`, encoded or not.
pub(crate) fn has_dot_segment(path: &str) -> bool {
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    path.split('/')
        .any(|segment| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."))
}

/// Appends a path template with its placeholders filled in.
///
/// # Errors
/// Returns the name of the placeholder without a value.
pub(crate) fn expand<'a>(
    url: &mut String,
    template: &'a str,
    value: impl Fn(&str) -> Option<&'a str>,
) -> Result<(), &'a str> {
    let mut rest = template;
    while let Some((before, after)) = split(rest, b'{') {
        url.push_str(before);
        let Some((name, after)) = split(after, b'}') else {
            return Err(rest);
        };
        url.push_str(value(name).ok_or(name)?);
        rest = after;
    }
    url.push_str(rest);
    Ok(())
}

/// Returns the text before and after the first occurrence of this ASCII character.
fn split(text: &str, at: u8) -> Option<(&str, &str)> {
    // Paths are short: setting up a search would cost more than this loop.
    let at = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Appends these pairs to a URL as its query, or to its existing query.
pub(crate) fn push_query<'a>(url: &mut String, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) {
    let mut pairs = pairs.into_iter().peekable();
    if pairs.peek().is_none() {
        return;
    }
    let mut separator = if url.contains('?') { '&' } else { '?' };
    for (name, value) in pairs {
        url.push(separator);
        // `form_urlencoded` would write a space as `+`, which not every server decodes.
        url.extend(utf8_percent_encode(name, SEGMENT));
        url.push('=');
        url.extend(utf8_percent_encode(value, SEGMENT));
        separator = '&';
    }
}

/// Whether a path template has this placeholder. The macros call it at compile time.
#[doc(hidden)]
#[must_use]
pub const fn has_placeholder(path: &str, name: &str) -> bool {
    let (mut path, name) = (path.as_bytes(), name.as_bytes());
    while let Some((first, rest)) = path.split_first() {
        if *first == b'{' && starts_with_placeholder(rest, name) {
            return true;
        }
        path = rest;
    }
    false
}

const fn starts_with_placeholder(mut path: &[u8], mut name: &[u8]) -> bool {
    while let Some((expected, rest_of_name)) = name.split_first() {
        match path.split_first() {
            Some((found, rest)) if *found == *expected => path = rest,
            _ => return false,
        }
        name = rest_of_name;
    }
    matches!(path.split_first(), Some((b'}', _)))
}

/// Concatenates texts. The macros join paths with it at compile time.
#[doc(hidden)]
#[must_use]
pub const fn join<const LENGTH: usize>(texts: &[&str]) -> [u8; LENGTH] {
    let mut joined = [0; LENGTH];
    let mut free: &mut [u8] = &mut joined;
    let mut texts = texts;
    while let Some((text, rest)) = texts.split_first() {
        let (target, behind) = free.split_at_mut(text.len());
        target.copy_from_slice(text.as_bytes());
        free = behind;
        texts = rest;
    }
    joined
}

/// Returns the total length of the texts.
#[doc(hidden)]
#[must_use]
pub const fn joined_length(texts: &[&str]) -> usize {
    let mut length = 0;
    let mut texts = texts;
    while let Some((text, rest)) = texts.split_first() {
        length += text.len();
        texts = rest;
    }
    length
}

/// Concatenates constant texts to one constant text, where `concat!` accepts literals only.
#[doc(hidden)]
#[macro_export]
macro_rules! const_concat {
    ($($text:expr),+ $(,)?) => {{
        const TEXTS: &[&str] = &[$($text),+];
        const BYTES: [u8; $crate::__private::joined_length(TEXTS)] = $crate::__private::join(TEXTS);
        const TEXT: &str = match ::core::str::from_utf8(&BYTES) {
            ::core::result::Result::Ok(text) => text,
            ::core::result::Result::Err(_) => "",
        };
        TEXT
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_leave_its_segment() {
        assert_eq!(encode_segment(&"../x?y=1#").unwrap(), "..%2Fx%3Fy%3D1%23");
        assert_eq!(encode_segment(&"uXjVOD6LSME=").unwrap(), "uXjVOD6LSME%3D");
        assert_eq!(encode_segment(&"a%2Fb ü").unwrap(), "a%252Fb%20%C3%BC");
        for refused in ["", ".", ".."] {
            assert!(encode_segment(&refused).is_err(), "{refused:?}");
        }
    }

    #[test]
    fn detects_dot_segments_in_every_spelling() {
        for path in ["/..", "/v2/./boards", "/v2/%2E%2e/x?a=b", "/v2/.%2e", "/a/%2e/"] {
            assert!(has_dot_segment(path), "{path}");
        }
        for path in ["/v2/boards", "/v2/...", "/v2/..a", "/v2/%252e%252e", "/v2?x=/../", "/"] {
            assert!(!has_dot_segment(path), "{path}");
        }
    }

    #[test]
    fn a_template_is_filled_in_by_name() {
        let value = |name: &str| (name == "board_id").then_some("b%3D");
        let expanded = |template: &'static str| {
            let mut url = "https://miro".to_owned();
            expand(&mut url, template, value).map(|()| url)
        };
        assert_eq!(expanded("/v2/boards/{board_id}/items").unwrap(), "https://miro/v2/boards/b%3D/items");
        assert_eq!(expanded("/v2/boards/{board_id}/items/{item_id}"), Err("item_id"));
        assert_eq!(expanded("/v2/boards").unwrap(), "https://miro/v2/boards");
    }

    #[test]
    fn a_query_is_encoded_pair_by_pair() {
        let pushed = |url: &str, pairs: &[(&'static str, &'static str)]| {
            let mut url = url.to_owned();
            push_query(&mut url, pairs.iter().copied());
            url
        };
        let pairs = [("query", "a&b=c d"), ("status[]", "x")];
        assert_eq!(pushed("/v2", &pairs), "/v2?query=a%26b%3Dc%20d&status%5B%5D=x");
        assert_eq!(pushed("/v2?a=b", &pairs), "/v2?a=b&query=a%26b%3Dc%20d&status%5B%5D=x");
        assert_eq!(pushed("/v2", &[]), "/v2");
    }

    #[test]
    fn the_constant_functions_agree_with_their_names() {
        const JOINED: &str = crate::const_concat!("/v2", "", "/boards/{board_id}");
        assert_eq!(JOINED, "/v2/boards/{board_id}");
        assert!(has_placeholder(JOINED, "board_id"));
        assert!(!has_placeholder(JOINED, "board"));
        assert!(!has_placeholder(JOINED, "id"));
        assert!(!has_placeholder("/v2/{", "id"));
    }
}
