/// The beginning of Miro's tokens: `{"miro.origin"` in Base64.
const TOKEN: &str = "eyJtaXJv";

/// Cuts a text after `longest` characters, and removes everything that looks like one of Miro's tokens.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let mut short = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, token)) = rest.split_once(TOKEN) {
        short.push_str(before);
        short.push_str("[token]");
        let is_of_token =
            |character: char| character.is_ascii_alphanumeric() || "_-+/=.~%".contains(character);
        rest = token.trim_start_matches(is_of_token);
    }
    short.push_str(rest);
    if let Some((end, _)) = short.char_indices().nth(longest) {
        short.truncate(end);
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_only_the_token_from_a_sentence() {
        assert_eq!(shortened("token eyJtaXJvLm9y_aW-dp= is invalid", 100), "token [token] is invalid");
        assert_eq!(shortened("eyJtaXJva,eyJtaXJvb!", 100), "[token],[token]!");
        assert_eq!(shortened("ünknown", 3), "ünk…");
    }
}
