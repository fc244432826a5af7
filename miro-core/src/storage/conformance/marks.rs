/// Every token of the suite has this in it.
const MARK: &str = "conformance-secret";

/// What stands in place of an error's text that cannot be shown.
pub(super) const ERROR_WITH_A_LOGIN: &str = "an error whose text shows a token";

/// A token that is recognised where it must not be.
pub(super) fn token(kind: &str, name: &str) -> String {
    format!("{MARK}-{kind}-{name}")
}

/// Whether a token can be read in this text, as text or as the numbers of its bytes.
pub(super) fn shows_one(text: &str) -> bool {
    let bytes = format!("{:?}", MARK.as_bytes());
    text.contains(MARK) || text.contains(bytes.trim_matches(['[', ']']))
}
