/// A part of every token of the suite.
const MARK: &str = "conformance-secret";

/// Replaces the text of an error that shows a token.
pub(super) const ERROR_WITH_A_LOGIN: &str = "an error whose text shows a token";

/// Creates a token that is recognized where it must not appear.
pub(super) fn token(kind: &str, name: &str) -> String {
    format!("{MARK}-{kind}-{name}")
}

/// Whether the text contains a token, as text or as the numbers of its bytes.
pub(super) fn shows_token(text: &str) -> bool {
    let bytes = format!("{:?}", MARK.as_bytes());
    text.contains(MARK) || text.contains(bytes.trim_matches(['[', ']']))
}
