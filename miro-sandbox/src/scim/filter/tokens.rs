//! Tokens of filters.

/// A word, a quoted text or a sign.
#[derive(Debug, PartialEq)]
pub(crate) enum Token<'t> {
    /// A name, an operator, a number, `true`, `false` or `null`.
    Word(&'t str),
    /// A quoted text, without the quotation marks.
    Text(String),
    Sign(char),
}

/// Splits a filter into tokens, or returns what is wrong with it.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token<'_>>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' | '[' | ']' => {
                tokens.push(Token::Sign(first));
                1
            }
            '"' => {
                let length = quoted(rest).ok_or("the text in quotation marks does not end")?;
                let text = serde_json::from_str(&rest[..length]);
                tokens.push(Token::Text(text.map_err(|error| format!("malformed text: {error}"))?));
                length
            }
            _ => {
                let ends = |next: char| next.is_whitespace() || matches!(next, '(' | ')' | '[' | ']' | '"');
                let length = rest.find(ends).unwrap_or(rest.len());
                tokens.push(Token::Word(&rest[..length]));
                length
            }
        };
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// Returns the length of the JSON string at the start, including quotation marks.
fn quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(index + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn words_texts_and_signs() {
        let found = tokens(r#"  members[value eq "a \"b\" (c)"].display or(x)"#).unwrap();
        let text = Token::Text(r#"a "b" (c)"#.to_owned());
        let expected = [
            Token::Word("members"),
            Token::Sign('['),
            Token::Word("value"),
            Token::Word("eq"),
            text,
            Token::Sign(']'),
            Token::Word(".display"),
            Token::Word("or"),
            Token::Sign('('),
            Token::Word("x"),
            Token::Sign(')'),
        ];
        assert_eq!(found, expected);
        assert_eq!(tokens("   ").unwrap(), []);
    }

    #[test]
    fn malformed_texts_are_rejected() {
        for malformed in [r#"a eq "b"#, r#"a eq "\"#, r#"a eq "\x""#] {
            assert!(tokens(malformed).is_err(), "{malformed}");
        }
    }
}
