//! Repairs JSON that Rust strings and numbers cannot represent: one such value must not fail its whole response.

use std::borrow::Cow;

/// The replacement of unreadable bytes.
const REPLACEMENT: &str = "\u{fffd}";

/// Returns the JSON with U+FFFD for bytes that are not UTF-8 and for halves of surrogate pairs, with escapes for
/// control characters, with strings for numbers that are too large, and without a byte order mark; `None` if it
/// needs no repair.
#[cold]
pub(crate) fn mended(json: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(json);
    let without_mark = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut writer = Writer {
        rest: without_mark,
        written: String::with_capacity(without_mark.len().saturating_add(16)),
        is_mended: matches!(text, Cow::Owned(_)) || without_mark.len() < text.len(),
    };
    while let Some(character) = writer.rest.chars().next() {
        match character {
            '"' => writer.string(),
            '-' | '0'..='9' => writer.number(),
            _ => writer.copy(character.len_utf8()),
        }
    }
    writer.is_mended.then(|| writer.written.into_bytes())
}

struct Writer<'a> {
    rest: &'a str,
    written: String,
    is_mended: bool,
}

impl Writer<'_> {
    fn copy(&mut self, length: usize) {
        let (text, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.written.push_str(text);
        self.rest = rest;
    }

    fn replace(&mut self, length: usize, by: &str) {
        self.written.push_str(by);
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.is_mended = true;
    }

    fn string(&mut self) {
        self.copy(1);
        while let Some(character) = self.rest.chars().next() {
            match character {
                '"' => return self.copy(1),
                '\\' => self.escape(),
                control if u32::from(control) < 0x20 => {
                    self.replace(1, &format!("\\u{:04x}", u32::from(control)));
                }
                _ => self.copy(character.len_utf8()),
            }
        }
    }

    fn escape(&mut self) {
        match unit(self.rest) {
            Some(0xd800..=0xdbff) => match self.rest.get(6..).and_then(unit) {
                Some(0xdc00..=0xdfff) => self.copy(12),
                _ => self.replace(6, REPLACEMENT),
            },
            Some(0xdc00..=0xdfff) => self.replace(6, REPLACEMENT),
            Some(_) => self.copy(6),
            None => {
                self.copy(1);
                let escaped = self.rest.chars().next().map_or(0, char::len_utf8);
                self.copy(escaped);
            }
        }
    }

    fn number(&mut self) {
        let is_part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
        let length = self.rest.bytes().take_while(|byte| is_part(byte)).count();
        let number = self.rest.get(..length).unwrap_or_default();
        match number.parse::<f64>() {
            Ok(value) if value.is_infinite() => {
                let text = format!("{number:?}");
                self.replace(length, &text);
            }
            _ => self.copy(length),
        }
    }
}

/// Returns the UTF-16 unit of the escape at the beginning of the text.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hexadecimal.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn text(json: &[u8]) -> String {
        String::from_utf8(mended(json).unwrap()).unwrap()
    }

    #[test]
    fn replaces_unrepresentable_values() {
        assert_eq!(text(b"{\"a\":\"x\xffy\"}"), "{\"a\":\"x\u{fffd}y\"}");
        assert_eq!(
            text(br#"["cut \ud83d","\ude00","\ud83dx\ud83d\ude00"]"#),
            "[\"cut \u{fffd}\",\"\u{fffd}\",\"\u{fffd}x\\ud83d\\ude00\"]"
        );
        assert_eq!(text(br#"{"total":1e999,"a":[-1E+400,1]}"#), r#"{"total":"1e999","a":["-1E+400",1]}"#);
        assert_eq!(text("\u{feff}{}".as_bytes()), "{}");
        assert_eq!(text(b"[\"a\x1b\n\"]"), r#"["a\u001b\u000a"]"#);
    }

    #[test]
    fn keeps_well_formed_json() {
        for json in [
            r#"{"a":"x","b":[1,-2.5e3,null,true],"c":"\"\\\/\b\u00fc\ud83d\ude00"}"#,
            r#""1e999 \\ud83d""#,
            "[1e308]",
            "",
            "no JSON \\",
            "\"open",
            "\"open\\",
            "\"\\u12",
        ] {
            assert_eq!(mended(json.as_bytes()), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_in_a_string_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let bytes: Vec<u8> = bytes.into_iter().filter(|byte| !b"\"\\".contains(byte)).collect();
            let json = [b"[\"", &*bytes, b"\"]"].concat();
            let json = mended(&json).unwrap_or(json);
            prop_assert!(serde_json::from_slice::<Value>(&json).is_ok());
        }
    }
}
